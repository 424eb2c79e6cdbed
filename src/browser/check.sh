#!/bin/sh
# Builds into a temporary folder and compares with what is committed, then checks types, lint and layout. Exit code 0: all is well.
set -eu
cd "$(dirname "$0")"
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
./build.sh "$fresh"
diff -r "$fresh/dist" ../../wwwroot/dist
diff -r "$fresh/fonts" ../../wwwroot/fonts
echo "wwwroot/dist and wwwroot/fonts are what src/browser builds."
npm run --silent types
npm run --silent lint
npm run --silent format:check
