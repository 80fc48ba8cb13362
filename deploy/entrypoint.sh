#!/bin/sh
# Runs `demarche` and keeps the container up, idle, after exit 78 (a broken release): a restart would go on turning good articles
# into dead letters. Any other status is passed on, so that the orchestrator restarts the worker and the log is replayed.
demarche "$@" &
worker=$!
trap 'kill -TERM "$worker" 2>/dev/null' TERM INT
wait "$worker"
status=$?
# A trapped signal ends `wait` early: go on until the worker itself has ended.
while kill -0 "$worker" 2>/dev/null; do
  wait "$worker"
  status=$?
done
if [ "$status" -eq 78 ]; then
  echo "demarche: exit 78, too many articles failed: this release is broken. Deploy a mended one, then run 'demarche dead replay'." >&2
  trap 'exit 78' TERM INT
  while :; do sleep 3600 & wait $!; done
fi
exit "$status"
