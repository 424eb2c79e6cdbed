#!/usr/bin/env bash
# Four kernels with nothing to do, two of them in sandboxes, for MINUTES (10 unless told otherwise), while the labs' pools change their
# threads: tests/idle.sh [MINUTES]
# Fails when one of them dies or has lost its variables.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build tests/WhiteBoxLab.Web.Tests -v quiet
MINUTES="${1:-10}" tests/WhiteBoxLab.Web.Tests/bin/Debug/net10.0/WhiteBoxLab.Web.Tests -trait for=idle.sh -showLiveOutput
