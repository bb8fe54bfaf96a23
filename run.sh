#!/usr/bin/env bash
# From a fresh clone to a running shop: sets up, builds, starts the embedded mode and the demo.
set -euo pipefail
cd "$(dirname "$0")"

usage() {
    cat <<'END'
usage: ./run.sh [--build-only]

  1. installs the Debian packages that are missing (tools/setup says which and why)
  2. builds build/release/tiktoksales and trains the intent model
  3. starts all roles in one process, with its data in data/ and no other server needed
  4. plays the demo show against it and checks what came of it

It goes on serving until Ctrl-C. A second start builds nothing that is built, and takes seconds.

  --build-only   only the first two steps
  --no-demo      serve, but play no demo
  -h, --help     this text

Settings, from the environment:
  TTS_DATA    the folder of the data (data)
  TTS_PORTS   ports other than the usual, as in chat=18081,nlp=18001,vision=18002,ecommerce=18082,
              auth=18083,dashboard=18080
END
}

build_only=
demo=yes
for argument; do
    case "$argument" in
        --build-only) build_only=yes ;;
        --no-demo) demo= ;;
        -h | --help) usage; exit 0 ;;
        *) usage >&2; exit 2 ;;
    esac
done

binary=build/release/tiktoksales
data=${TTS_DATA:-data}
say() { printf '\n\033[1m%s\033[0m\n' "$*"; }

tools/setup build
tools/build release tiktoksales
[ -z "$build_only" ] || { say "built $binary"; exit 0; }

# The port of a role: "port_of chat".
declare -A ports=([chat]=8081 [nlp]=8001 [vision]=8002 [ecommerce]=8082 [auth]=8083 [dashboard]=8080)
IFS=, read -ra given <<<"${TTS_PORTS:-}"
for pair in "${given[@]}"; do ports[${pair%%=*}]=${pair#*=}; done

answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
for role in "${!ports[@]}"; do
    if answers "${ports[$role]}"; then
        echo "Port ${ports[$role]}, which the role $role needs, is in use by another program." >&2
        echo "Stop that program, or choose another port: TTS_PORTS=$role=$((ports[$role] % 50000 + 10000)) ./run.sh" >&2
        exit 1
    fi
done

mkdir -p "$data"
log=$data/server.log
arguments=(serve --data "$data")
[ -z "${TTS_PORTS:-}" ] || arguments+=(--ports "$TTS_PORTS")
env -u REDIS_URL -u DATABASE_URL "$binary" "${arguments[@]}" >>"$log" 2>&1 &
server=$!
demo_process=
stop() {
    trap - EXIT INT TERM
    [ -z "$demo_process" ] || kill "$demo_process" 2>/dev/null || true
    kill "$server" 2>/dev/null && echo && echo 'stopping...'
    wait "$server" 2>/dev/null || true
}
trap stop EXIT
trap 'exit 130' INT TERM

ready() {
    exec 3<>"/dev/tcp/127.0.0.1/${ports[chat]}" || return 1
    printf 'GET /ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
    read -r _ status _ <&3
    exec 3>&-
    [ "$status" = 200 ]
}
for attempt in $(seq 150); do
    kill -0 "$server" 2>/dev/null || { echo 'The server ended:' >&2; tail -n 20 "$log" >&2; exit 1; }
    (ready) 2>/dev/null && break
    [ "$attempt" -lt 150 ] || { echo "The server is not ready; see $log" >&2; exit 1; }
    sleep 0.2
done

at() { printf 'http://127.0.0.1:%s' "${ports[$1]}"; }
say 'TikTokSales is running:'
cat <<END
  the page             $(at dashboard)/
  comments come in     POST $(at chat)/comments    or  ws://127.0.0.1:${ports[chat]}/ws/comments
  intent of a text     POST $(at nlp)/predict_intent
  product on screen    POST $(at vision)/match_product
  catalogue, orders    $(at ecommerce)
  accounts             $(at auth)
  its log              $log
  its data             $data   (remove the folder to begin anew)
END

if [ -n "$demo" ]; then
    say 'The demo: a scripted live show of a few minutes; the page shows it as it happens.'
    "$binary" demo --url "$(at chat)" --vision-url "$(at vision)" \
        --ecommerce-url "$(at ecommerce)" --dashboard-url "$(at dashboard)" &
    demo_process=$!
    wait "$demo_process" || echo 'The demo is not as expected; see above.' >&2
    demo_process=
fi
say 'Serving. Ctrl-C stops.'
wait "$server"
