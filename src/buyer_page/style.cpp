#include "buyer_page/style.hpp"

namespace tts {

namespace {

constexpr std::string_view css = R"css(
:root {
  --ground: #f4f5f8; --card: #ffffff; --text: #16181d; --soft: #5a6272; --line: #d9dde5;
  --main: #1d4ed8; --on-main: #ffffff; --good: #0b6b3a; --good-ground: #dcf5e6;
  --warn: #8a3b00; --warn-ground: #fdeedd; --danger: #b3261e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #101217; --card: #1a1d25; --text: #eef0f5; --soft: #a3abbb; --line: #343a48;
    --main: #7aa2ff; --on-main: #0b1020; --good: #7fe0a8; --good-ground: #12351f;
    --warn: #ffc48a; --warn-ground: #3a2610; --danger: #ff8a80;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--ground); color: var(--text);
  font: 1.0625rem/1.45 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
}
main { max-width: 34rem; margin: 0 auto; padding: 1.25rem 1rem; }
h1 { font-size: 1.5rem; line-height: 1.2; margin: 0 0 .75rem; }
h2 { font-size: 1.125rem; line-height: 1.3; margin: 0; overflow-wrap: anywhere; }
p { margin: .25rem 0; overflow-wrap: anywhere; }
header { margin-bottom: 1rem; color: var(--soft); }
header h1 { color: var(--text); margin-bottom: .25rem; }
[data-seconds] { white-space: nowrap; }
.card {
  background: var(--card); border: 1px solid var(--line); border-radius: 1rem;
  padding: 1rem; margin: 0 0 1rem;
}
.over { opacity: .72; }
.goods { display: flex; gap: .875rem; align-items: center; }
.goods img {
  width: 5.5rem; height: 5.5rem; object-fit: cover; border-radius: .75rem; flex: none;
  background: var(--line);
}
.variant { color: var(--soft); }
.sums { display: grid; grid-template-columns: 1fr auto; gap: .125rem 1rem; margin: .75rem 0 .5rem; }
.sums dt { color: var(--soft); }
.sums dd { margin: 0; text-align: right; font-variant-numeric: tabular-nums; }
.sums dt:last-of-type, .sums dd:last-of-type {
  color: var(--text); font-weight: 700; font-size: 1.125rem;
}
.small { font-size: .875rem; color: var(--soft); }
.hold { font-weight: 600; color: var(--warn); margin: .5rem 0; font-variant-numeric: tabular-nums; }
.badge {
  display: inline-block; padding: .25rem .75rem; border-radius: 2rem; font-weight: 600;
  background: var(--line); margin: .25rem 0;
}
.good { background: var(--good-ground); color: var(--good); }
.notice {
  padding: .75rem 1rem; border-radius: .75rem; background: var(--good-ground); color: var(--good);
  margin: 0 0 1rem;
}
.test, .notice.warning { background: var(--warn-ground); color: var(--warn); }
.warning { color: var(--warn); font-weight: 600; }
button, .button {
  display: inline-block; min-height: 3rem; padding: .75rem 1.25rem; border-radius: .75rem;
  border: 1px solid var(--line); background: var(--card); color: var(--text);
  font: inherit; font-weight: 600; text-decoration: none; text-align: center; cursor: pointer;
}
button.main {
  width: 100%; background: var(--main); border-color: var(--main); color: var(--on-main);
}
button.danger { color: var(--danger); border-color: var(--danger); }
:focus-visible { outline: 3px solid var(--main); outline-offset: 2px; }
details { border-top: 1px solid var(--line); margin-top: .75rem; }
summary { padding: .75rem 0; min-height: 3rem; color: var(--soft); cursor: pointer; }
details form { display: flex; gap: .75rem; align-items: center; flex-wrap: wrap; }
details input { width: 5rem; }
.field { margin-bottom: 1rem; }
label { font-weight: 600; }
.field label { display: block; margin-bottom: .25rem; }
small { font-weight: 400; color: var(--soft); }
input {
  width: 100%; min-height: 3rem; padding: .5rem .75rem; border-radius: .625rem;
  border: 1px solid var(--soft); background: var(--card); color: var(--text); font: inherit;
}
input[aria-invalid] { border: 2px solid var(--danger); }
.wrong { color: var(--danger); font-weight: 600; }
.code { text-align: center; }
.digits {
  font-size: 3.5rem; font-weight: 700; letter-spacing: .25em; padding-left: .25em;
  font-variant-numeric: tabular-nums; line-height: 1.2; margin: .5rem 0;
}
a { color: var(--main); }
.button { color: var(--text); }
footer { text-align: center; padding: 0 1rem 2rem; }
footer a { display: inline-block; padding: .75rem 1rem; }
)css";

// Only what is nicer with a clock that runs; without it the page says minutes, and is loaded again
// by itself.
constexpr std::string_view js = R"js("use strict";
const holds = [...document.querySelectorAll("[data-seconds]")].map((element) => ({
  element, end: Date.now() + 1000 * Number(element.dataset.seconds),
}));
const is_busy = () =>
  document.querySelector("details[open]") || document.activeElement?.tagName === "INPUT";
const load_again = () => is_busy() || location.reload();
function tick() {
  for (const hold of holds) {
    const left = Math.max(0, Math.round((hold.end - Date.now()) / 1000));
    hold.element.textContent = Math.floor(left / 60) + ":" + String(left % 60).padStart(2, "0");
    if (left > 0 || hold.is_over) continue;
    hold.is_over = true;
    setTimeout(load_again, 3000);
  }
}
if (holds.length > 0) {
  tick();
  setInterval(tick, 1000);
  setInterval(load_again, 60000);
}
)js";

}  // namespace

std::string_view buyer_page_css() {
    return css;
}

std::string_view buyer_page_js() {
    return js;
}

}  // namespace tts
