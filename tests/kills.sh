#!/usr/bin/env bash
# Kills the web process KILLS times (100 unless told otherwise) while four clients type emoji, combining marks and right-to-left letters
# into two notebooks and cells run: tests/kills.sh [KILLS]
# Fails when an acknowledged edit is lost, a notebook does not open or a kernel outlives its lab.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build tests/WhiteBoxLab.Web.Tests -v quiet
KILLS="${1:-100}" tests/WhiteBoxLab.Web.Tests/bin/Debug/net10.0/WhiteBoxLab.Web.Tests -trait for=kills.sh -showLiveOutput -diagnostics
