#!/usr/bin/env bash
# 30 visitors at a time ask for Grad-CAM over SignalR, RUNS runs in all (1000 unless told otherwise): tests/load.sh [RUNS]
# Prints the memory of the kernel and of the web process and the native tensors alive; fails when a map is missing, a tensor leaks or the
# kernel grows.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build tests/WhiteBoxLab.Web.Tests -v quiet
RUNS="${1:-1000}" tests/WhiteBoxLab.Web.Tests/bin/Debug/net10.0/WhiteBoxLab.Web.Tests -trait for=load.sh -showLiveOutput
