#!/usr/bin/env bash
# From a fresh clone to a running shop: sets up, builds, starts the embedded mode and the demo.
set -euo pipefail
cd "$(dirname "$0")"

usage() {
    cat <<'END'
usage: ./run.sh [--build-only | --no-demo | --no-counterparts]

  1. installs the Debian packages that are missing (tools/setup says which and why)
  2. builds build/release/tiktoksales and trains the intent model
  3. starts all roles in one process, with its data in data/ and no other server needed
  4. plays the demo show against it and checks what came of it

For the demo, payments and messages go to programs on this machine that play Stripe, Twilio and a
mail server (tools/counterparts): no money moves, and nobody is written to. Where payments or
messages are set up by you, or the counterparts do not start, they stay as they are set up, and the
demo ends with the orders.

It goes on serving until Ctrl-C. A second start builds nothing that is built, and takes seconds.

  --build-only        only the first two steps
  --no-demo           serve, but play no demo
  --no-counterparts   play the demo, but no payments and messages
  -h, --help          this text

Settings, from the environment:
  TTS_DATA    the folder of the data (data)
  TTS_PORTS   ports other than the usual, as in chat=18081,nlp=18001,vision=18002,ecommerce=18082,
              auth=18083,dashboard=18080
END
}

build_only=
demo=yes
counterparts=yes
for argument; do
    case "$argument" in
        --build-only) build_only=yes ;;
        --no-demo) demo= ;;
        --no-counterparts) counterparts= ;;
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

at() { printf 'http://127.0.0.1:%s' "${ports[$1]}"; }

mkdir -p "$data"
log=$data/server.log
arguments=(serve --data "$data")
[ -z "${TTS_PORTS:-}" ] || arguments+=(--ports "$TTS_PORTS")
server=
demo_process=
played=()  # The settings of a server that uses the counterparts; empty: they do not run.
stop() {
    trap - EXIT INT TERM
    [ -z "$demo_process" ] || kill "$demo_process" 2>/dev/null || true
    [ -z "$server" ] || { kill "$server" 2>/dev/null && echo && echo 'stopping...'; }
    [ -z "$server" ] || wait "$server" 2>/dev/null || true
    [ "${#played[@]}" -eq 0 ] || tools/counterparts stop --dir "$data/counterparts"
}
trap stop EXIT
trap 'exit 130' INT TERM

# Whether somebody set up payments or messages: then they are not to be played.
has_providers() {
    "$binary" "${arguments[@]}" --print-config |
        sed -n '/^\[payments\]/,/^$/p; /^\[notify\]/,/^$/p' | grep ' = ' | grep -v '# default$' >/dev/null
}

start_counterparts() {
    if has_providers; then
        echo 'Payments or messages are set up: the demo leaves them alone, and plays none.'
        return
    fi
    if ! tools/counterparts start --shop "$(at ecommerce)" --dir "$data/counterparts"; then
        echo 'Nobody plays Stripe, Twilio and a mail server: the demo ends with the orders.'
        return
    fi
    mapfile -t played < <(tools/counterparts env --dir "$data/counterparts")
}
[ -z "$demo" ] || [ -z "$counterparts" ] || start_counterparts

env -u REDIS_URL -u DATABASE_URL "${played[@]}" "$binary" "${arguments[@]}" >>"$log" 2>&1 &
server=$!

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

if [ "${#played[@]}" -gt 0 ]; then
    say 'Payments and messages are PLAYED by local counterparts of Stripe, Twilio and a mail server:'
    echo '  no money moves, and nobody is written to (tools/counterparts, docs/demo.md)'
fi
if [ -n "$demo" ]; then
    say 'The demo: a scripted live show of a minute; the page shows it as it happens.'
    demo_arguments=(--url "$(at chat)" --vision-url "$(at vision)" --auth-url "$(at auth)"
        --ecommerce-url "$(at ecommerce)" --dashboard-url "$(at dashboard)")
    [ "${#played[@]}" -eq 0 ] ||
        demo_arguments+=(--counterparts "$data/counterparts/addresses.json")
    "$binary" demo "${demo_arguments[@]}" &
    demo_process=$!
    wait "$demo_process" || echo 'The demo is not as expected; see above.' >&2
    demo_process=
fi
say 'Serving. Ctrl-C stops.'
wait "$server"
