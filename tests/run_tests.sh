#!/usr/bin/env bash
# Sets up, builds and runs the tests, with a Redis and a PostgreSQL of their own beside them.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
    cat <<'END'
usage: tests/run_tests.sh [options] [NAME...]

Installs what is missing, builds, starts a Redis and a PostgreSQL on free ports in a temporary
folder, runs the tests, stops the servers, and prints a summary. The last line is
"N passed, N failed", with ", N skipped" if any were.

  NAME                 only this test class or test, as TestChatEndpoint or test_redis_list_ttl
  --kind KINDS         only these kinds: unit,contract,integration,e2e (all)
  --repeat N           run everything N times
  --sanitize asan|tsan build and run with the sanitizers; unit, contract and integration only
  --preset PRESET      the build to test (release)
  --no-build           test what is built already
  --verbose            show the output of tests that pass, too
  -h, --help           this text

The longer mode of the kill tests: TTS_KILL_ROUNDS=100 tests/run_tests.sh --kind e2e
END
}

preset=release
kinds=unit,contract,integration,e2e
repeat=1
build=yes
verbose=
names=()
targets=()
while [ $# -gt 0 ]; do
    case "$1" in
        --kind) kinds=${2:?--kind needs a list}; shift ;;
        --repeat) repeat=${2:?--repeat needs a number}; shift ;;
        --sanitize) preset=${2:?--sanitize needs asan or tsan}; kinds=unit,contract,integration; shift ;;
        --preset) preset=${2:?--preset needs a name}; shift ;;
        --no-build) build= ;;
        --verbose) verbose=yes ;;
        -h | --help) usage; exit 0 ;;
        -*) usage >&2; exit 2 ;;
        *) names+=("$1") ;;
    esac
    shift
done

say() { printf '\n== %s\n' "$*"; }

folder=$(mktemp -d /tmp/tts-tests-XXXXXX)
chmod 755 "$folder"
redis_pid=
postgres_pid=

clean_up() {
    trap - EXIT INT TERM
    [ -z "$redis_pid" ] || kill "$redis_pid" 2>/dev/null || true
    # SIGQUIT: stop at once; the data is thrown away. The pid is that of the server itself.
    [ -z "$postgres_pid" ] || kill -QUIT "$postgres_pid" 2>/dev/null || true
    wait 2>/dev/null || true
    rm -rf "$folder"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

if [ -n "$build" ]; then
    say 'setting up'
    tools/setup test
    # What plays the part of others in tests: browsers, providers.
    for manifest in tests/*/package.json; do tools/npm-install "${manifest%/*}"; done
    say "building build/$preset"
    # Under ThreadSanitizer only what has threads: see tts_test().
    [ "$preset" != tsan ] || targets=(test_programs)
    tools/build "$preset" ${targets[@]+"${targets[@]}"}
fi

# --- The servers

is_open() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# Below those that the tests take for their own servers.
free_port() {
    local port
    while :; do
        port=$((10000 + RANDOM % 2000))
        is_open "$port" || { echo "$port"; return; }
    done
}

# Until the server with this pid says so itself: another one may have taken the port meanwhile.
wait_until_ready() {
    local name=$1 pid=$2 log=$3
    shift 3
    for _ in $(seq 600); do
        "$@" && return
        kill -0 "$pid" 2>/dev/null || break
        sleep 0.1
    done
    echo "$name does not start:" >&2
    cat "$log" >&2
    exit 1
}

redis_is_ready() { grep -q 'Ready to accept connections' "$folder/redis.log"; }
postgres_is_ready() { sed -n 8p "$folder/postgres/data/postmaster.pid" 2>/dev/null | grep -q ready; }

start_redis() {
    local port
    port=$(free_port)
    mkdir "$folder/redis"
    redis-server --port "$port" --bind 127.0.0.1 --dir "$folder/redis" --save '' \
        --appendonly yes --maxmemory-policy noeviction >"$folder/redis.log" 2>&1 &
    redis_pid=$!
    wait_until_ready Redis "$redis_pid" "$folder/redis.log" redis_is_ready
    export REDIS_URL=redis://127.0.0.1:$port
}

# PostgreSQL refuses to run as root.
as_postgres() {
    if [ "$(id -u)" -eq 0 ]; then
        runuser -u postgres -- "$@"
    else
        "$@"
    fi
}

start_postgres() {
    local port programs
    programs=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
    port=$(free_port)
    mkdir "$folder/postgres"
    [ "$(id -u)" -ne 0 ] || chown postgres "$folder/postgres"
    as_postgres "$programs/initdb" -D "$folder/postgres/data" -U postgres -A trust -E UTF8 \
        --no-locale --no-sync >"$folder/initdb.log" 2>&1 || { cat "$folder/initdb.log" >&2; exit 1; }
    # Without fsync: the machine will not lose power in the middle of a test, only processes die.
    as_postgres "$programs/postgres" -D "$folder/postgres/data" -p "$port" -c fsync=off \
        -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200 \
        >"$folder/postgres.log" 2>&1 &
    postgres_pid=$!
    wait_until_ready PostgreSQL "$postgres_pid" "$folder/postgres.log" postgres_is_ready
    postgres_pid=$(head -n 1 "$folder/postgres/data/postmaster.pid")
    export DATABASE_URL=postgresql://postgres@127.0.0.1:$port/postgres
}

say 'starting Redis and PostgreSQL'
start_redis
start_postgres
echo "$REDIS_URL  $DATABASE_URL"

# --- The tests

filter='*'
if [ ${#names[@]} -gt 0 ]; then
    filter=
    # A class, a test, "Class.test", and the same of suites that are instantiated per adapter.
    for name in "${names[@]}"; do
        filter+=":$name:$name.*:*.$name:*/$name.*:*.$name/*:*/$name/*"
    done
    filter=${filter#:}
fi

total_passed=0
total_failed=0
total_skipped=0
summary=()
failures=()

count() { grep -cE "$1" "$2" || true; }

# Counts the lines of a program's output, so that a crash half way leaves right figures: a test that
# began and did not end has failed, and so has every one that did not begin.
tally() {
    local kind=$1 program=$2 output=$3 status=$4 planned passed failed skipped
    planned=$(sed -nE 's/^\[==========\] Running ([0-9]+) tests? from.*/\1/p' "$output" |
        awk '{sum += $1} END {print sum + 0}')
    passed=$(count '^\[       OK \] ' "$output")
    skipped=$(count '^\[  SKIPPED \] .* \([0-9]+ ms\)$' "$output")
    failed=$((planned - passed - skipped))
    # A failure outside any test, as when the environment is torn down.
    [ "$status" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
    total_passed=$((total_passed + passed))
    total_failed=$((total_failed + failed))
    total_skipped=$((total_skipped + skipped))
    summary+=("$(printf '%-12s %-34s %5d passed %4d failed %4d skipped' "$kind" \
        "$(basename "$program")" "$passed" "$failed" "$skipped")")
    [ "$failed" -eq 0 ] && return
    while read -r test; do failures+=("$(basename "$program"): $test"); done < <(
        sed -nE 's/^\[  FAILED  \] (.*) \([0-9]+ ms\)$/\1/p' "$output"
        [ "$status" -lt 124 ] || echo "ended with status $status after: $(
            grep -E '^\[ RUN ' "$output" | tail -n 1)"
    )
}

# Everything between the start of a test and its failure.
show_failures() {
    awk '/^\[ RUN / {block = ""} {block = block $0 "\n"} /^\[  FAILED  \].*ms\)$/ {printf "%s", block}
         END {if (block ~ /^\[ RUN / && block !~ /ms\)/) printf "%s", block}' "$1" | tail -n 400
    [ "$2" -lt 2 ] || tail -n 60 "$1"
}

run_program() {
    local kind=$1 program=$2 output=$folder/output status=0
    [ "$filter" = '*' ] || "$program" --gtest_list_tests "--gtest_filter=$filter" 2>/dev/null |
        grep -q '^  ' || return 0
    printf '%-12s %s\n' "$kind" "$(basename "$program")"
    timeout --kill-after=20 "${TTS_PROGRAM_TIMEOUT:-1800}" "$program" --gtest_color=no \
        "--gtest_filter=$filter" "--gtest_repeat=$repeat" >"$output" 2>&1 || status=$?
    tally "$kind" "$program" "$output" "$status"
    if [ -n "$verbose" ]; then
        cat "$output"
    elif [ "$status" -ne 0 ]; then
        show_failures "$output" "$status"
    fi
}

say 'testing'
programs=build/$preset/test_programs.txt
for kind in unit contract integration e2e; do
    [[ ",$kinds," == *",$kind,"* ]] || continue
    while read -r label program; do
        [ "$label" != "$kind" ] || run_program "$label" "$program"
    done <"$programs"
done

say 'summary'
if [ ${#summary[@]} -eq 0 ]; then
    echo "no test is called ${names[*]:-so}" >&2
    echo '0 passed, 1 failed'
    exit 2
fi
printf '%s\n' "${summary[@]}"
if [ ${#failures[@]} -gt 0 ]; then
    printf '\nfailed:\n'
    printf '  %s\n' "${failures[@]}"
fi
for kind in unit contract integration e2e; do
    printf '%s\n' "${summary[@]}" | awk -v kind="$kind" '$1 == kind {p += $3; f += $5; n++}
        END {if (n) printf "%-12s %d passed, %d failed\n", kind, p, f}'
done
line="$total_passed passed, $total_failed failed"
[ "$total_skipped" -eq 0 ] || line+=", $total_skipped skipped"
echo "$line"
[ "$total_failed" -eq 0 ]
