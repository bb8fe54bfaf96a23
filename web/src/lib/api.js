// The server's endpoints, the same that any other program may call: docs/dashboard-api.md, /docs.

// A picture may come from a phone, and a server on a busy disk lets a write wait for ten seconds.
const patience_ms = 30_000;

import { session } from "./session.svelte.js";
import { t, t_said, t_value } from "./words.js";

// What a refused call says, in one line, whatever shape it has.
function refusal(status, body) {
  const detail = body?.detail;
  if (Array.isArray(detail)) return detail.map(fault_of_field).join("; ");
  return typeof detail === "string" ? t_said(detail) : t("refused.status", { status });
}

function fault_of_field({ loc, msg }) {
  const place = loc?.slice(1).map((name) => t_value("field", name)).join(".");
  return place ? `${place}: ${t_said(msg)}` : t_said(msg);
}

export class Refused extends Error {
  constructor(status, body) {
    super(refusal(status, body));
    this.status = status;
  }
}

async function asked(address, options) {
  try {
    return await fetch(address, options);
  } catch {
    throw new Error(t("refused.no_answer"));
  }
}

async function call(method, path, { query = {}, body, form } = {}) {
  const words = Object.entries(query).filter(([, value]) => value !== undefined && value !== "");
  const address = words.length ? path + "?" + new URLSearchParams(words) : path;
  const answer = await asked(address, {
    method,
    headers: body === undefined ? {} : { "Content-Type": "application/json" },
    body: form ?? (body === undefined ? undefined : JSON.stringify(body)),
    signal: AbortSignal.timeout(patience_ms),
  });
  const kind = answer.headers.get("Content-Type") ?? "";
  const content = kind.includes("json") ? await answer.json() : await answer.text();
  if (answer.status === 401 && path !== "/session") session.needs_login = true;
  if (!answer.ok) throw new Refused(answer.status, content);
  return content;
}

const part = encodeURIComponent;

const comment_path = (streamer, id) => `/streamers/${part(streamer)}/comments/${part(id)}`;
const variants_path = (streamer, sku) => `/products/item/${part(streamer)}/${part(sku)}/variants`;
const blocked_path = (streamer, buyer) => `/streamers/${part(streamer)}/blocked/${part(buyer)}`;

// Addresses that the browser itself opens: to print, or to keep.
export const address = {
  pick_list: (streamer, lang) => `/orders/picklist?${new URLSearchParams({ streamer, lang })}`,
  slip: (number, lang) => `/orders/${part(number)}/slip?${new URLSearchParams({ lang })}`,
  statement: (streamer, query) =>
    `/streamers/${part(streamer)}/statement.csv?${new URLSearchParams(query)}`,
  catalogue: (streamer) => `/products/streamer/${part(streamer)}/export.csv`,
};

export const api = {
  who_am_i: () => call("GET", "/session"),
  log_in: (body) => call("POST", "/session", { body }),
  log_out: () => call("DELETE", "/session"),
  review: (streamer) => call("GET", `/streamers/${part(streamer)}/review`),
  give_order: (streamer, id, body) => call("POST", comment_path(streamer, id) + "/order", { body }),
  dismiss: (streamer, id, body) => call("POST", comment_path(streamer, id) + "/dismiss", { body }),
  reopen: (streamer, id) => call("POST", comment_path(streamer, id) + "/reopen", { body: {} }),
  change_order: (number, body) => call("PATCH", `/orders/${part(number)}`, { body }),
  block: (streamer, buyer) => call("PUT", blocked_path(streamer, buyer), { body: {} }),
  unblock: (streamer, buyer) => call("DELETE", blocked_path(streamer, buyer), { body: {} }),
  blocked: (streamer) => call("GET", `/streamers/${part(streamer)}/blocked`),
  rules: (streamer) => call("GET", `/streamers/${part(streamer)}/rules`),
  save_rules: (streamer, body) => call("PUT", `/streamers/${part(streamer)}/rules`, { body }),
  make_overlay: (streamer, body) => call("POST", `/streamers/${part(streamer)}/overlay_token`, { body }),
  end_overlay: (streamer) => call("DELETE", `/streamers/${part(streamer)}/overlay_token`, { body: {} }),
  streamers: () => call("GET", "/api/streamers"),
  feed: (streamer, limit) => call("GET", "/api/feed", { query: { streamer, limit } }),
  totals: (streamer) => call("GET", "/api/totals", { query: { streamer } }),
  orders: (query) => call("GET", "/orders", { query }),
  products: (streamer, query) => call("GET", `/products/streamer/${part(streamer)}`, { query }),
  product: (streamer, sku) => call("GET", `/products/item/${part(streamer)}/${part(sku)}`),
  unarchive_product: (streamer, sku) =>
    call("POST", `/products/item/${part(streamer)}/${part(sku)}/unarchive`, { body: {} }),
  pulse: (streamer) => call("GET", "/api/pulse", { query: { streamer } }),
  found_orders: (query) => call("GET", "/api/orders", { query }),
  buyers: (query) => call("GET", "/api/buyers", { query }),
  quality: (query) => call("GET", "/api/quality", { query }),
  gaps: (query) => call("GET", "/api/gaps", { query }),
  context: (streamer, comment) => call("GET", "/api/context", { query: { streamer, comment } }),
  add_line: (number, body) => call("POST", `/orders/${part(number)}/lines`, { body }),
  change_line: (number, line, quantity) =>
    call("PATCH", `/orders/${part(number)}/lines/${line}`, { body: { quantity } }),
  set_discount: (number, code) => call("PUT", `/orders/${part(number)}/discount`, { body: { code } }),
  discounts: (streamer) => call("GET", `/streamers/${part(streamer)}/discounts`),
  save_discount: (streamer, code, body) =>
    call("PUT", `/streamers/${part(streamer)}/discounts/${part(code)}`, { body }),
  refund: (number) => call("POST", `/orders/${part(number)}/refund`, { body: {} }),
  capture: (streamer) => call("GET", `/streamers/${part(streamer)}/capture`),
  save_capture: (streamer, body) => call("PUT", `/streamers/${part(streamer)}/capture`, { body }),
  setup: () => call("GET", "/setup"),
  set_up: (body) => call("POST", "/setup", { body }),
  tokens: () => call("GET", "/api_tokens"),
  make_token: (body) => call("POST", "/api_tokens", { body }),
  revoke_token: (prefix) => call("DELETE", `/api_tokens/${part(prefix)}`, { body: {} }),
  members: (streamer) => call("GET", `/streamers/${part(streamer)}/members`),
  invite: (streamer, body) => call("POST", `/streamers/${part(streamer)}/members`, { body }),
  remove_member: (streamer, id) => call("DELETE", `/streamers/${part(streamer)}/members/${part(id)}`, { body: {} }),
  sessions: () => call("GET", "/sessions"),
  end_session: (id) => call("DELETE", `/sessions/${part(id)}`, { body: {} }),
  analytics: (query) => call("GET", "/api/analytics", { query }),
  show: (streamer) => call("GET", `/streamers/${part(streamer)}`),
  save_show: (streamer, body) => call("PUT", `/streamers/${part(streamer)}`, { body }),
  pin: (streamer, product_id) =>
    call("PUT", `/streamers/${part(streamer)}/pin`, { body: product_id ? { product_id } : {} }),
  trace: (order_number) => call("GET", `/trace/${part(order_number)}`),
  upload: (form) => call("POST", "/products/upload", { form }),
  change_product: (streamer, sku, body) =>
    call("PATCH", `/products/item/${part(streamer)}/${part(sku)}`, { body }),
  variants: (streamer, sku) => call("GET", variants_path(streamer, sku)),
  add_variant: (streamer, sku, body) => call("POST", variants_path(streamer, sku), { body }),
  change_variant: (streamer, sku, variant, body) =>
    call("PATCH", `${variants_path(streamer, sku)}/${part(variant)}`, { body }),
  archive_variant: (streamer, sku, variant, act) =>
    call("POST", `${variants_path(streamer, sku)}/${part(variant)}/${act}`, { body: {} }),
  archive_product: (streamer, sku) =>
    call("POST", `/products/item/${part(streamer)}/${part(sku)}/archive`, { body: {} }),
};
