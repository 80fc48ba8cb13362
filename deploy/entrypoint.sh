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
# The page says on /readyz and /metrics what happened.
if [ "$status" -eq 78 ]; then exec python "${0%/*}/held_page.py"; fi
exit "$status"
