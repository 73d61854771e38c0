#!/usr/bin/env bash
# ./build.sh [build|dev|test|soak|package|demo|page|bench|format] [name of a benchmark]; all logic is in build.proj.
set -euo pipefail
cd "$(dirname "$0")"
task=${1:-build}
case $task in
    build | dev | test | soak | package | demo | page | bench | format) ;;
    *)
        echo "usage: ./build.sh [build|dev|test|soak|package|demo|page|bench|format] [name]" >&2
        exit 2
        ;;
esac
run() { dotnet msbuild build.proj -nologo -v:minimal -t:"${task^}" -p:Name="${2:-}"; }
if [ "$task" = bench ]; then
    # Standard output is for the measurements only.
    run "$@" >&2
    cat "artifacts/bench/${2:-}.jsonl"
else
    run "$@"
fi
if [ "$task" = demo ] && [ -t 0 ] && [ -t 1 ]; then
    read -r -p "Open the operator's page with this store? [y/N] " answer
    case $answer in
        [yY]*) task=page && run ;;
    esac
fi
