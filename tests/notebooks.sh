#!/usr/bin/env bash
# Opens every notebook of a folder (those of the repository unless told otherwise) on the page and runs it from the top to the bottom:
# tests/notebooks.sh [FOLDER]
# Fails when a cell fails or the page complains.
set -euo pipefail
NOTEBOOKS="$(realpath "${1:-$(dirname "$0")/../notebooks}")"
cd "$(dirname "$0")/.."
dotnet build tests/WhiteBoxLab.Web.Tests -v quiet
NOTEBOOKS="$NOTEBOOKS" tests/WhiteBoxLab.Web.Tests/bin/Debug/net10.0/WhiteBoxLab.Web.Tests -trait for=notebooks.sh -showLiveOutput
