#!/usr/bin/env bash
# Run a built program end to end: packaging/smoke_test.sh dist/medxfer/medxfer
set -euo pipefail
program=$(realpath "${1:?give the built program, dist/medxfer/medxfer}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

"$program" --version
"$program" sources efficientnet_lite0 | grep -q offline
"$program" demo --no-window --json --quiet --home "$work/home" --out "$work/demo" >demo.json
# Again from the run's own configuration: same program, same seed, same numbers.
run=$(sed -n 's/.*"run": "\([^"]*\)".*/\1/p' demo.json)
"$program" train "$run/config.json" --run "$work/again" --home "$work/home" --json --quiet >again.json
"$program" check "$work/demo" --json --quiet --home "$work/home" >check.json
grep -q '"auc": 0\.[5-9]\|"auc": 1\.0' demo.json
test -s "$work/demo/report.html"
test -s "$work/again/checkpoints/best.safetensors"
echo "The built program works: $(sed -n 's/.*"auc": \([0-9.]*\).*/AUC \1/p' demo.json | head -n 1)"
