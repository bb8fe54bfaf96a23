// The show that is on, kept up to date. Each round asks for the newest comments and puts them
// beside those that are here, by their ids: a round that fails leaves no gap and makes no doubles,
// as long as fewer comments than one answer holds arrive in between.

import { api } from "./api.js";
import { settings } from "./settings.svelte.js";

const round_ms = 1000;
const feed_limit = 200;
const comments_kept = 1000;
const orders_shown = 40;
const products_limit = 200;
const rate_window_ms = 10_000;
const failures_before_down = 2;
const rounds_per_show_list = 5;

export const live = $state({
  state: "waiting", // waiting, connected, down
  streamers: [],
  streamer: "", // The show that is looked at.
  comments: [], // Newest first.
  missed: false, // More comments came than could be fetched.
  totals: null,
  orders: [],
  products: [],
  pin: null, // {product_id, since}
  rate: 0, // Comments a second.
});

let known = new Map(); // Comment id -> comment.
let failures = 0;
let round = 0;
let timer = null;

function forget() {
  known = new Map();
  Object.assign(live, {
    comments: [], missed: false, totals: null, orders: [], products: [], pin: null, rate: 0,
  });
}

// What is decided later replaces what was there: a comment is first seen, then decided.
function take_comments(fresh) {
  const overlap = known.size === 0 || fresh.some((comment) => known.has(comment.id));
  if (!overlap && fresh.length >= feed_limit) live.missed = true;
  let changed = false;
  for (const comment of fresh) {
    const before = known.get(comment.id);
    if (before && before.decision === comment.decision) continue;
    known.set(comment.id, comment);
    changed = true;
  }
  if (changed) {
    const newest = [...known.values()].sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, comments_kept);
    known = new Map(newest.map((comment) => [comment.id, comment]));
    live.comments = newest;
  }
  const since = Date.now() - rate_window_ms;
  const recent = live.comments.filter((comment) => Date.parse(comment.arrived_at) > since).length;
  live.rate = recent / (rate_window_ms / 1000);
}

async function choose_show() {
  if (round++ % rounds_per_show_list !== 0 && live.streamer) return;
  live.streamers = (await api.streamers()).streamers;
  let wanted = settings.streamer;
  if (!live.streamers.includes(wanted)) {
    const newest = (await api.feed("", 1)).comments[0];
    wanted = newest?.streamer ?? "";
  }
  if (wanted !== live.streamer) {
    forget();
    live.streamer = wanted;
  }
}

async function refresh() {
  await choose_show();
  const streamer = live.streamer;
  if (!streamer) return;
  const [feed, totals, orders, products, show] = await Promise.all([
    api.feed(streamer, feed_limit),
    api.totals(streamer),
    api.orders({ streamer, limit: orders_shown }),
    api.products(streamer, { limit: products_limit }),
    api.show(streamer),
  ]);
  if (streamer !== live.streamer) return;
  take_comments(feed.comments);
  live.totals = totals;
  live.orders = orders.orders;
  live.products = products.products;
  live.pin = show.pin;
}

async function run() {
  try {
    await refresh();
    failures = 0;
    live.state = "connected";
  } catch (error) {
    failures += 1;
    if (failures >= failures_before_down) live.state = "down";
  }
  // A page that nobody looks at asks rarely.
  timer = setTimeout(run, document.hidden ? round_ms * 5 : round_ms);
}

export function start_live() {
  if (timer === null) run();
}

export function look_at(streamer) {
  settings.streamer = streamer;
  forget();
  live.streamer = "";
  round = 0;
}

// Pins, and shows it at once; the next round says what the server holds.
export async function pin(product_id) {
  const show = await api.pin(live.streamer, product_id);
  live.pin = show.pin;
}
