#!/bin/sh
# Builds the program and its benchmarks, runs them, and prints our figures beside the goals.
#
#     bench/run.sh [ingest|pipeline|intent|store|memory|growth|vision|scale] [--json] [--quick]
#
# --quick shows within a minute or two that everything works; its figures mean nothing. TTS_BUILD
# names the build folder (default: build/release). Everything that is started listens on free
# ports, keeps its files in a temporary folder and is stopped at the end. TMPDIR says where those
# files are: put it on the disk that you want to know about.
set -eu
cd "$(dirname "$0")/.."

build=${TTS_BUILD:-build/release}
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { tools/build-web &&
    cmake --preset release -B "$build" -DBUILD_TESTING=ON &&
    cmake --build "$build" --target tiktoksales tts_bench &&
    { [ -e "$build/intent.model" ] || "$build/tiktoksales" train intent; }; } >"$log" 2>&1; then
    cat "$log" >&2
    exit 1
fi
"$build/bench/tts_bench" "$@"
