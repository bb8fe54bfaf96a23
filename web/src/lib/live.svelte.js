// The show that is on, kept up to date by the server's events (docs/dashboard-api.md). Everything is
// put in by its id, and a stream that broke off goes on behind the last event that was received, so
// that there is no gap and no double.

import { api } from "./api.js";
import { session } from "./session.svelte.js";
import { settings } from "./settings.svelte.js";

const feed_limit = 200;
const comments_kept = 1000;
const orders_shown = 40;
const buyers_shown = 50;
const products_limit = 200;
const rate_window_ms = 10_000;
const reopen_ms = 2000;
const silence_ms = 25_000; // The server says something every ten seconds.
const figures_ms = 2000; // Adding them up is work: not for each event.
const show_list_ms = 10_000;

export const live = $state({
  state: "waiting", // waiting, connected, down: reconnecting
  streamers: [],
  is_new: false, // No comment has ever come.
  streamer: "", // The show that is looked at.
  comments: [], // Newest first.
  missed: false, // The page was away for longer than the server remembers.
  totals: null,
  orders: [],
  products: [],
  pin: null, // {product_id, since}
  review: [], // What waits for a person, newest first.
  rate: 0, // Comments a second.
  pulse: null, // People who write, what is not paid, how long comments wait.
  buyers: [], // Who bought, those first who bought most.
  blocked: new Set(), // Buyers to whom nothing is sold.
});

let known = new Map(); // Comment id -> comment.
let stream = null;
let last_id = ""; // Of the last event that was taken in.
let heard_at = 0;
let waiting = null; // Events that came while the beginning is being fetched.
let figures_due = false;

function forget() {
  known = new Map();
  Object.assign(live, {
    comments: [], missed: false, totals: null, orders: [], products: [], pin: null, rate: 0, review: [],
    pulse: null, buyers: [], blocked: new Set(),
  });
}

function put_first(list, fresh, key, kept) {
  const ids = new Set(fresh.map((one) => one[key]));
  return [...fresh, ...list.filter((one) => !ids.has(one[key]))]
    .sort((a, b) => (a[key] < b[key] ? 1 : -1))
    .slice(0, kept);
}

// What is decided later replaces what was there.
function take_comments(fresh) {
  for (const comment of fresh) known.set(comment.id, comment);
  const newest = [...known.values()].sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, comments_kept);
  known = new Map(newest.map((comment) => [comment.id, comment]));
  live.comments = newest;
}

function take_products(fresh) {
  const changed = new Map(fresh.map((product) => [product.product_id, product]));
  const kept = live.products.map((product) => {
    const now = changed.get(product.product_id);
    changed.delete(product.product_id);
    return now ?? product;
  });
  live.products = [...kept, ...changed.values()]
    .filter((product) => !product.archived)
    .sort((a, b) => (a.sku < b.sku ? -1 : 1));
}

function take_blocked(changed) {
  const names = new Set(live.blocked);
  for (const { buyer, blocked } of changed) blocked ? names.add(buyer) : names.delete(buyer);
  live.blocked = names;
  figures_due = true;
}

// Another request, because what waits also tells which products it may mean.
async function read_review() {
  const streamer = live.streamer;
  try {
    const found = (await api.review(streamer)).comments;
    if (streamer === live.streamer) live.review = found;
  } catch {
    // The next comment that waits asks again.
  }
}

function concerns_review(comments) {
  const waiting = new Set(live.review.map((comment) => comment.id));
  return comments.some((comment) => (comment.decision === "review") !== waiting.has(comment.id));
}

function take(changes) {
  if (changes.comments && concerns_review(changes.comments)) read_review();
  if (changes.comments) take_comments(changes.comments);
  if (changes.orders)
    live.orders = put_first(live.orders, changes.orders, "order_id", orders_shown);
  if (changes.products) take_products(changes.products);
  if (changes.blocked) take_blocked(changes.blocked);
  if (changes.pin !== undefined) live.pin = changes.pin;
  if (changes.comments || changes.orders || changes.payments) figures_due = true;
}

function count_rate() {
  const since = Date.now() - rate_window_ms;
  const recent = live.comments.filter((comment) => Date.parse(comment.arrived_at) > since).length;
  live.rate = recent / (rate_window_ms / 1000);
}

// What was before the first event. What changes meanwhile waits, and goes on top of it.
async function fetch_beginning(from) {
  const streamer = live.streamer;
  waiting = [];
  try {
    const [feed, totals, orders, products, show, blocked] = await Promise.all([
      api.feed(streamer, feed_limit),
      api.totals(streamer),
      api.orders({ streamer, limit: orders_shown }),
      api.products(streamer, { limit: products_limit }),
      api.show(streamer),
      api.blocked(streamer),
    ]);
    if (from !== stream) return;
    take_comments(feed.comments);
    live.totals = totals;
    live.orders = orders.orders;
    live.products = products.products;
    live.pin = show.pin;
    live.blocked = new Set(blocked.buyers);
    figures_due = true;
    read_review();
    read_figures();
    const later = waiting;
    waiting = null;
    later.forEach(take);
    live.state = "connected";
  } catch {
    if (from !== stream) return;
    waiting = null;
    last_id = ""; // Without a beginning there is nothing to go on from.
    reopen();
  }
}

function close_stream() {
  stream?.close();
  stream = null;
}

function reopen() {
  live.state = "down";
  close_stream();
  setTimeout(() => {
    if (!stream) open_stream();
  }, reopen_ms);
}

function open_stream() {
  if (!live.streamer) return;
  const query = new URLSearchParams({ streamer: live.streamer });
  if (last_id) query.set("after", last_id);
  const from = new EventSource("/api/events?" + query);
  stream = from;
  heard_at = Date.now();
  const on = (name, act) =>
    from.addEventListener(name, (event) => {
      if (from !== stream) return;
      heard_at = Date.now();
      last_id = event.lastEventId;
      act(event);
    });
  on("hello", () => fetch_beginning(from));
  on("reset", () => {
    live.missed = true;
    fetch_beginning(from);
  });
  on("resumed", () => (live.state = "connected"));
  on("beat", () => {});
  on("changes", (event) => {
    const changes = JSON.parse(event.data);
    if (waiting) waiting.push(changes);
    else take(changes);
  });
  from.onerror = () => {
    if (from !== stream) return;
    live.state = "down";
    // Browsers come back by themselves, unless they were refused.
    if (from.readyState === EventSource.CLOSED) reopen();
  };
}

async function choose_show() {
  if (session.needs_login) return;
  try {
    live.streamers = (await api.streamers()).streamers;
    live.is_new = live.streamers.length === 0;
    let wanted = settings.streamer;
    if (wanted && !live.streamers.includes(wanted)) live.streamers = [...live.streamers, wanted].sort();
    if (!wanted)
      wanted = (await api.feed("", 1)).comments[0]?.streamer ?? "";
    if (wanted !== live.streamer) {
      close_stream();
      forget();
      last_id = "";
      live.streamer = wanted;
    }
    if (!live.streamer) live.state = "connected";
    else if (!stream && live.state !== "down") open_stream();
  } catch {
    if (!stream) live.state = "down";
  }
}

async function read_figures() {
  const streamer = live.streamer;
  const is_due = figures_due;
  figures_due = false;
  try {
    const [pulse, totals, found] = await Promise.all([
      api.pulse(streamer),
      is_due ? api.totals(streamer) : live.totals,
      is_due ? api.buyers({ streamer, limit: buyers_shown }) : { buyers: live.buyers },
    ]);
    if (streamer === live.streamer) Object.assign(live, { pulse, totals, buyers: found.buyers });
  } catch {
    figures_due = is_due;
  }
}

async function follow_figures() {
  count_rate();
  if (live.state === "connected" && live.streamer && !document.hidden) await read_figures();
  if (stream && Date.now() - heard_at > silence_ms) reopen();
  setTimeout(follow_figures, figures_ms);
}

async function follow_shows() {
  await choose_show();
  const is_lost = !stream && live.state === "down" && live.streamer;
  if (is_lost) open_stream();
  // A first show is waited for more eagerly.
  setTimeout(follow_shows, live.streamer ? show_list_ms : figures_ms);
}

let is_started = false;
export function start_live() {
  if (is_started) return;
  is_started = true;
  follow_shows();
  follow_figures();
}

export function look_at(streamer) {
  settings.streamer = streamer;
  choose_show();
}

// Pins, and shows it at once; the server's event says what it holds.
export async function pin(product_id) {
  const show = await api.pin(live.streamer, product_id);
  live.pin = show.pin;
}
