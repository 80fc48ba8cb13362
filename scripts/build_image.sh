#!/usr/bin/env bash
# Builds deploy/Dockerfile for real, with no Docker and no registry of images, and lets a worker of the image settle articles on real
# Apache Kafka. The base is made of Debian's packages, as `python:3.11-slim-bookworm` is; buildah works in a chroot. As root, with the
# right to mount; it wants mmdebstrap, buildah, a JDK and Maven, and leaves nothing behind. It ends with 77 where the machine can't do it.
set -euo pipefail
cd "$(dirname "$0")/.."

cannot() { echo "image: not built, as $1" >&2; exit 77; }
((EUID == 0)) || cannot "this is not root"
for tool in mmdebstrap buildah java; do
  command -v "$tool" >/dev/null || cannot "$tool is not installed (Debian: apt-get install mmdebstrap buildah openjdk-17-jdk-headless maven)"
done
unshare --mount mount -t tmpfs none /mnt 2>/dev/null || cannot "root may not mount here"

work=$(mktemp -d)
export STORAGE_DRIVER="${STORAGE_DRIVER:-overlay}" # vfs works everywhere, and copies the whole image at each step
buildah() { command buildah --root "$work/storage" --runroot "$work/run" "$@"; }
trap 'buildah umount --all >/dev/null 2>&1 || true; rm -rf "$work"' EXIT
step() { printf '== %s (%s s)\n' "$1" "$SECONDS"; }

step "a base of Debian's packages"
mmdebstrap --quiet --variant=minbase --mode=root --include=python3,python3-venv,python-is-python3,ca-certificates bookworm "$work/base.tar" ||
  cannot "Debian's packages can't be had here"
container=$(buildah from scratch) || cannot "buildah can't keep images here (STORAGE_DRIVER=vfs works in more places)"
buildah add --quiet "$container" "$work/base.tar" / >/dev/null
buildah commit --quiet --rm "$container" localhost/demarche-base >/dev/null
rm "$work/base.tar"

step "deploy/Dockerfile"
# Which index and which authorities pip trusts is this machine's matter, so they are lent to the build and do not get into the image.
lent=(--volume /etc/ssl/certs:/etc/ssl/certs:ro)
if [ -f /etc/pip.conf ]; then lent+=(--volume /etc/pip.conf:/etc/pip.conf:ro); fi
buildah bud --quiet --isolation chroot --pull-never "${lent[@]}" --build-arg BASE=localhost/demarche-base --tag localhost/demarche --file deploy/Dockerfile . >/dev/null

step "a worker of the image, on Apache Kafka"
container=$(buildah from --pull-never localhost/demarche)
.venv/bin/python -m tests.broker.try_image "$(type -P buildah)" --root "$work/storage" --runroot "$work/run" \
  run --isolation chroot --user 10001:10001 "$container" --
step "done"
