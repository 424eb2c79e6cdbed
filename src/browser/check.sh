#!/bin/sh
# Builds into a temporary folder and compares with what is committed. Exit code 0: equal byte for byte.
set -eu
cd "$(dirname "$0")"
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
./build.sh "$fresh"
diff -r "$fresh/dist" ../../wwwroot/dist
diff -r "$fresh/fonts" ../../wwwroot/fonts
echo "wwwroot/dist and wwwroot/fonts are what src/browser builds."
