#!/bin/sh
# Installs what the lock file names and writes wwwroot/dist and wwwroot/fonts again, byte for byte.
set -eu
cd "$(dirname "$0")"
npm ci --ignore-scripts --no-audit --no-fund --silent
node build.mjs "$@"
