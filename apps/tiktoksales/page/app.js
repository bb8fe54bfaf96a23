// The live page. Chat text is hostile: it is only ever set as textContent.

const poll_interval_ms = 1000;
const request_timeout_ms = 5000;
const feed_limit = 80;
const orders_limit = 40;
const stock_low = 3;
const failures_before_down = 2;
const refreshes_per_chooser = 5;  // New shows are rare.

const by_id = (id) => document.getElementById(id);

function element(tag, class_name, text) {
  const made = document.createElement(tag);
  if (class_name) made.className = class_name;
  if (text !== undefined) made.textContent = text;
  return made;
}

// Without control characters and the marks that turn text around: they could disguise what it says.
function displayable(text) {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "");
}

function chat_text(tag, class_name, text) {
  const made = element(tag, class_name, displayable(text));
  made.dir = "auto";
  return made;
}

function money(amount, currency) {
  if (!currency) return amount.toFixed(2);
  try {
    return new Intl.NumberFormat(undefined, { style: "currency", currency }).format(amount);
  } catch {
    return amount.toFixed(2) + " " + currency;
  }
}

const whole = new Intl.NumberFormat();
const percent = new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 1 });
const whole_percent = new Intl.NumberFormat(undefined, { style: "percent" });
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: "medium" });

async function get(path, parameters = {}) {
  const query = new URLSearchParams(parameters).toString();
  const answer = await fetch(query ? path + "?" + query : path, {
    signal: AbortSignal.timeout(request_timeout_ms),
  });
  if (!answer.ok) throw new Error(path + " answered " + answer.status);
  return answer.json();
}

// Brings a list to the given items: what stays keeps its node, so that nothing flickers and a
// selection or scroll position survives.
function show_list(list, items, { key, make, update, on_new }) {
  const nodes = new Map();
  for (const node of [...list.children]) nodes.set(node.dataset.key, node);
  const first_time = list.dataset.filled !== "yes";
  list.dataset.filled = "yes";
  let place = list.firstElementChild;
  for (const item of items) {
    const name = key(item);
    let node = nodes.get(name);
    nodes.delete(name);
    if (!node) {
      node = make(item);
      node.dataset.key = name;
      if (!first_time && on_new) on_new(node);
    }
    if (update) update(node, item);
    if (node === place) place = place.nextElementSibling;
    else list.insertBefore(node, place);
  }
  for (const gone of nodes.values()) gone.remove();
}

// --- The parts of the page

const decision_words = {
  ignored: "",
  ordered: "ordered",
  repeated: "said again",
  sold_out: "sold out",
  asked: "sent the link",
  review: "to review",
};

function make_comment(comment) {
  const item = element("li");
  const who = element("div", "who");
  who.append(chat_text("b", "", comment.client));
  who.append(element("time", "", clock.format(new Date(comment.arrived_at))));
  if (comment.language !== "und") who.append(element("span", "language", comment.language));

  const verdict = element("div", "verdict");
  const chip = element("span", "chip", comment.intent + " " + whole_percent.format(comment.score));
  chip.dataset.kind = comment.intent;
  verdict.append(chip);
  const decision = element("span", "decision", decision_words[comment.decision] ?? comment.decision);
  decision.dataset.kind = comment.decision;
  verdict.append(decision);

  item.append(who, verdict, chat_text("div", "message", comment.message));
  // Why something was ignored is its intent, which stands there already; the order is in its list.
  const reason = ["ignored", "ordered"].includes(comment.decision) ? "" : comment.reason;
  const why = [reason, comment.match ? comment.match.why : ""].filter(Boolean).join(" · ");
  if (why) item.append(element("div", "reason", displayable(why)));
  return item;
}

function make_order(order) {
  const item = element("li");
  const what = order.quantity + " × " + order.product_name + (order.variant ? ", " + order.variant : "");
  item.append(chat_text("span", "name", what));
  item.append(element("span", "amount", money(order.total_price, order.currency)));
  item.append(chat_text("span", "sub", order.buyer));
  item.append(element("span", "sub end", order.status));
  item.append(element("span", "number", order.order_number));
  return item;
}

function update_order(node, order) {
  node.querySelector(".sub.end").textContent =
    order.status + " · " + clock.format(new Date(order.created_at));
}

function make_product(product) {
  const item = element("li");
  item.append(picture_of(product));
  item.append(chat_text("span", "name", product.name));
  item.append(element("span", "left"));
  item.append(element("span", "sub"));
  item.append(element("span", "sub end"));
  return item;
}

// Pictures lie in the server's own store, which this port serves; others are not asked for.
function image_address(url) {
  const scheme = "object://";
  if (!url.startsWith(scheme)) return "";
  return "/images/" + url.slice(scheme.length).split("/").map(encodeURIComponent).join("/");
}

function picture_of(product) {
  const initials = product.code || product.name.slice(0, 2);
  const address = product.image_urls.map(image_address).find(Boolean);
  if (!address) return element("span", "picture", initials);
  const picture = element("img", "picture");
  picture.src = address;
  picture.alt = "";
  picture.loading = "lazy";
  picture.addEventListener("error", () => picture.replaceWith(element("span", "picture", initials)));
  return picture;
}

function update_product(node, product) {
  const left = node.querySelector(".left");
  left.textContent = whole.format(product.stock);
  left.classList.toggle("low", product.stock <= stock_low);
  const [sub, end] = node.querySelectorAll(".sub");
  sub.textContent = [product.code, money(product.price, product.currency), product.options.join(" ")]
    .filter(Boolean)
    .join(" · ");
  end.textContent = product.stock === 0 ? "sold out" : "left";
}

function show_totals(totals, currency, name) {
  const buys = totals.intents.buy ?? 0;
  by_id("comments").textContent = whole.format(totals.comments);
  by_id("show-name").textContent = displayable(name);
  by_id("buys").textContent = whole.format(buys);
  by_id("buy-share").textContent =
    totals.comments > 0 ? percent.format(buys / totals.comments) + " of the comments" : "\u00a0";
  by_id("orders-count").textContent = whole.format(totals.orders);
  by_id("units").textContent = whole.format(totals.units) + (totals.units === 1 ? " unit" : " units");
  by_id("revenue").textContent = money(totals.revenue, currency);
  by_id("average").textContent =
    totals.orders > 0 ? money(totals.revenue / totals.orders, currency) + " an order" : "\u00a0";
  by_id("commission").textContent = money(totals.commission, currency);
}

// --- What is chosen

const chooser = by_id("streamer");
let filter = "all";

function show_streamers(names, newest) {
  const known = new Set([...chooser.options].map((option) => option.value));
  for (const name of names) {
    if (known.has("=" + name)) continue;
    const option = element("option", "", displayable(name));
    option.value = "=" + name;  // So that no name can be mistaken for "all" or "newest".
    chooser.append(option);
  }
  chooser.options[0].textContent = newest ? "Newest show: " + displayable(newest) : "Newest show";
}

async function newest_streamer() {
  const { comments } = await get("/api/feed", { limit: 1 });
  return comments.length > 0 ? comments[0].streamer : "";
}

function one_currency(orders, products) {
  const currencies = new Set([...orders, ...products].map((row) => row.currency));
  return currencies.size === 1 ? [...currencies][0] : "";
}

function is_wanted(comment) {
  if (filter === "buy") return comment.intent === "buy";
  if (filter === "review") return comment.decision === "review";
  return true;
}

let refreshes = 0;

async function refresh() {
  const choice = chooser.value;
  const newest = await newest_streamer();
  const names = refreshes++ % refreshes_per_chooser === 0 ? (await get("/api/streamers")).streamers : [];
  show_streamers(names, newest);
  const streamer = choice === "all" ? "" : choice === "newest" ? newest : choice.slice(1);
  const stock = streamer ? get("/api/products", { streamer }) : Promise.resolve({ products: [] });
  const limit = filter === "all" ? feed_limit : 500;
  const [totals, feed, orders, products] = await Promise.all([
    get("/api/totals", { streamer }),
    get("/api/feed", { streamer, limit }),
    get("/api/orders", { streamer, limit: orders_limit }),
    stock,
  ]);
  if (chooser.value !== choice) return;  // The user moved on while we asked.
  show_all(streamer, totals, feed.comments.filter(is_wanted).slice(0, feed_limit), orders.orders,
    products.products);
}

function show_all(streamer, totals, comments, orders, products) {
  const name = streamer || (chooser.value === "all" ? "all shows" : "no show yet");
  show_totals(totals, one_currency(orders, products), name);
  show_list(by_id("feed"), comments, {
    key: (comment) => comment.id,
    make: make_comment,
    on_new: (node) => node.classList.add("fresh"),
  });
  by_id("feed-empty").hidden = comments.length > 0;
  show_list(by_id("orders"), orders, {
    key: (order) => order.order_id,
    make: make_order,
    update: update_order,
  });
  by_id("orders-empty").hidden = orders.length > 0;
  show_list(by_id("stock"), products, {
    key: (product) => product.product_id,
    make: make_product,
    update: update_product,
  });
  by_id("stock-empty").hidden = products.length > 0;
  by_id("stock-empty").textContent =
    streamer ? "This show has no products yet." : "Choose one show to see its stock.";
  by_id("stock-note").textContent = products.length > 0 ? products.length + " products" : "";
}

// --- The loop

let failures = 0;

function show_state(state, text) {
  by_id("state").dataset.state = state;
  if (by_id("state-text").textContent !== text) by_id("state-text").textContent = text;
}

async function tick() {
  try {
    if (!document.hidden) {
      await refresh();
      failures = 0;
      show_state("live", "live");
    }
  } catch {
    failures += 1;
    if (failures >= failures_before_down) show_state("down", "no answer, trying again");
  }
  setTimeout(tick, poll_interval_ms);
}

function refresh_soon() {
  refresh().catch(() => {});  // The loop reports it if it lasts.
}

chooser.addEventListener("change", () => {
  for (const id of ["feed", "orders", "stock"]) {
    by_id(id).replaceChildren();
    delete by_id(id).dataset.filled;
  }
  refresh_soon();
});

for (const button of document.querySelectorAll("[data-filter]")) {
  button.addEventListener("click", () => {
    filter = button.dataset.filter;
    for (const other of document.querySelectorAll("[data-filter]"))
      other.setAttribute("aria-pressed", String(other === button));
    delete by_id("feed").dataset.filled;
    refresh_soon();
  });
}

const wanted = new URLSearchParams(location.search).get("streamer");
if (wanted) {
  show_streamers([wanted], "");
  chooser.value = "=" + wanted;
}
tick();
