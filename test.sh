#!/usr/bin/env bash
# Runs every test. Installs what they need on a bare machine (Chromium, Node), builds once, and closes with "N passed, N failed".
set -uo pipefail
cd "$(dirname "$0")"

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

install() { # what is missing, from the distribution's packages
  echo "Installing $* ..."
  as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

command -v chromium >/dev/null || [ -n "${CHROMIUM:-}" ] || install chromium || echo "No Chromium could be installed; set CHROMIUM to one, or the browser tests fail."
command -v npm >/dev/null || install nodejs npm || echo "No Node could be installed; the test that rebuilds the browser modules fails."

passed=0 failed=0 skipped=0
count() { passed=$((passed + $1)); failed=$((failed + $2)); skipped=$((skipped + ${3:-0})); }
finish() { echo "$passed passed, $failed failed$([ "$skipped" -gt 0 ] && echo ", $skipped skipped")"; [ "$failed" -eq 0 ]; exit $?; }
number() { grep -oE "$1 *[0-9]+" "$2" | grep -oE '[0-9]+$' | awk '{ n += $1 } END { print n + 0 }'; }

dotnet build WhiteBoxLab.sln -v quiet || { count 0 1; finish; }

log=$(mktemp); trap 'rm -f "$log"' EXIT
# Two libtorch processes whose idle threads spin take each other's cores.
export OMP_WAIT_POLICY=passive GOMP_SPINCOUNT=0

echo "== browser modules"
if (cd src/browser && npm ci --silent && npm test) >"$log" 2>&1; then :; else tail -40 "$log"; fi
count "$(number '^# pass' "$log")" "$(number '^# fail' "$log")"
if src/browser/check.sh >"$log" 2>&1; then count 1 0; else cat "$log"; count 0 1; fi

second=()
# Stories of a browser, a kernel and a busy machine: up to three that fail are tried once more, and named at the end.
again() {
  [ "$1" != WhiteBoxLab.Tests ] || return
  local names; mapfile -t names < <(grep -oE '^ *failed [A-Za-z0-9_.]+' "$2" | awk '{ print $2 }' | sort -u)
  [ "${#names[@]}" -gt 0 ] && [ "${#names[@]}" -le 3 ] && [ "$(number '  failed:' "$2")" -le 3 ] || return
  echo "== $1, a second attempt at ${names[*]}"
  dotnet test --project "tests/$1" --no-build --timeout 10m "${names[@]/#/--filter-method=}" && { count "$(number '  failed:' "$2")" "-$(number '  failed:' "$2")"; second+=("${names[@]}"); }
}

for project in WhiteBoxLab.Tests WhiteBoxLab.Kernel.Tests WhiteBoxLab.Web.Tests; do
  echo "== $project"
  dotnet test --project "tests/$project" --no-build --timeout 30m 2>&1 | tee "$log" | grep -vE '^Running tests'
  status=${PIPESTATUS[0]}
  count "$(number '  succeeded:' "$log")" "$(number '  failed:' "$log")" "$(number '  skipped:' "$log")"
  if [ "$status" -ne 0 ] && [ "$(number '  failed:' "$log")" -eq 0 ]; then count 0 1; fi # ended without a count
  if [ "$status" -ne 0 ]; then again "$project" "$log"; fi
done
[ "${#second[@]}" -eq 0 ] || echo "Passed only at the second attempt: ${second[*]}"
finish
