#!/usr/bin/env bash
# Lets each fuzzer look for inputs that crash, hang or leak.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
    cat <<'END'
usage: tests/run_fuzz.sh [SECONDS] [NAME...]

Builds the fuzzers with clang 19, AddressSanitizer and UBSan into build/asan, and runs each for so
many seconds (20). What they find interesting is kept in build/fuzz/NAME for the next run; an input
that fails is written there as crash-..., and makes the exit status 1.
END
}

case "${1:-}" in
    -h | --help) usage; exit 0 ;;
esac
seconds=${1:-20}
[ $# -eq 0 ] || shift

tools/setup lint
CC=clang-19 CXX=clang++-19 tools/build asan fuzz_programs

failed=()
while read -r program; do
    name=$(basename "$program")
    [ $# -eq 0 ] || [[ " $* " == *" $name "* ]] || continue
    mkdir -p "build/fuzz/$name"
    printf '%s\n' "$name"
    # -timeout: one input may not take longer; -rss_limit_mb: nor more memory.
    "$program" "build/fuzz/$name" -max_total_time="$seconds" -timeout=5 -rss_limit_mb=2048 \
        -max_len=8192 -print_final_stats=0 -verbosity=0 \
        -artifact_prefix="build/fuzz/$name/" || failed+=("$name")
done <build/asan/fuzz_programs.txt

if [ ${#failed[@]} -gt 0 ]; then
    echo "failed: ${failed[*]}"
    exit 1
fi
echo 'no fuzzer found anything'
