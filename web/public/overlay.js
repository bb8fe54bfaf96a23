// What an OBS browser source shows: /overlay/STREAMER?token=TOKEN&theme=dark|light&lang=en|es&buyers=0..5
// It asks twice a second and goes on asking, so it comes back by itself when the server does. It
// shows no address of any other place, which platforms punish.

const asked_every_ms = 500;
const patience_ms = 4000;
const stock_low = 3;

const query = new URLSearchParams(location.search);
const streamer = decodeURIComponent(location.pathname.split("/")[2] ?? "");
const language = query.get("lang") === "en" ? "en" : "es";
const buyers_shown = Math.min(5, Math.max(0, Number(query.get("buyers") ?? 3) || 0));
const words = {
  en: { left: "{n} left", last: "Last one!", out: "Sold out", back: "May be back in {time}",
    refused: "This overlay's token is not valid. Make a new one in the console's settings." },
  es: { left: "Quedan {n}", last: "¡El último!", out: "Agotado", back: "Podría volver en {time}",
    refused: "La clave de este overlay no es válida. Crea una nueva en los ajustes de la consola." },
}[language];

document.documentElement.lang = language;
document.documentElement.dataset.theme = query.get("theme") === "light" ? "light" : "dark";

const part = (selector) => document.querySelector(selector);
let clock_ahead_ms = 0; // Of the server's.
let units_back_at = null;

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

// As in the console: no marks that turn text around, at most two marks on a letter.
const displayable = (text) => (text ?? "")
  .replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "")
  .replace(/(\p{M}{2})\p{M}+/gu, "$1");

function put(element, text) {
  const shown = displayable(text);
  element.hidden = shown === "";
  if (element.textContent !== shown) element.textContent = shown;
}

function money(amount, currency) {
  try {
    return new Intl.NumberFormat(language, { style: "currency", currency }).format(amount);
  } catch {
    return amount.toFixed(2) + " " + currency;
  }
}

function image_address(url) {
  if (!url) return null;
  if (url.startsWith("object://")) return "/images/" + url.slice("object://".length);
  return url.startsWith("/") ? url : null; // Pictures of other places would tell them who watches.
}

function show_picture(url) {
  const picture = part(".product img");
  const address = image_address(url);
  if (address && picture.getAttribute("src") !== address) picture.src = address;
  picture.hidden = !address;
}

function left_text(units) {
  if (units === 0) return words.out;
  return units === 1 ? words.last : fill(words.left, { n: units });
}

// "S 3 · M 1": what is gone is left out, unless all is.
const sizes_text = (variants) =>
  variants.filter(({ units_left }) => units_left > 0).map(({ name, units_left }) => `${name} ${units_left}`).join(" · ");

function show_product(product) {
  part("main").hidden = false;
  part(".product").hidden = !product;
  units_back_at = product?.units_back_at ? Date.parse(product.units_back_at) : null;
  if (!product) return;
  put(part(".code"), product.code);
  put(part(".name"), product.name);
  put(part(".price"), money(product.price, product.currency));
  put(part(".left"), left_text(product.units_left));
  part(".left").dataset.level =
    product.units_left === 0 ? "out" : product.units_left <= stock_low ? "low" : "";
  put(part(".sizes"), sizes_text(product.variants ?? []));
  show_picture(product.image_url);
}

function show_countdown() {
  const left_s = units_back_at === null ? -1
    : Math.ceil((units_back_at - Date.now() + clock_ahead_ms) / 1000);
  const time = Math.floor(left_s / 60) + ":" + String(left_s % 60).padStart(2, "0");
  put(part(".countdown"), left_s >= 0 ? fill(words.back, { time }) : "");
}

function buyer_row(buyer) {
  const row = document.createElement("li");
  row.dataset.id = buyer.id;
  row.dir = "auto";
  row.textContent = `${displayable(buyer.name)} · ${buyer.quantity} × ${displayable(buyer.product_name)}`;
  return row;
}

// Rows that stay are kept, so that only new ones move.
function show_buyers(buyers) {
  const list = part(".buyers");
  const wanted = buyers.slice(0, buyers_shown);
  const there = new Map([...list.children].map((row) => [row.dataset.id, row]));
  const rows = wanted.map((buyer) => there.get(buyer.id) ?? buyer_row(buyer));
  const is_same = rows.length === list.children.length && rows.every((row, at) => list.children[at] === row);
  if (!is_same) list.replaceChildren(...rows);
}

function show_refusal(is_refused) {
  put(part(".notice"), is_refused ? words.refused : "");
  if (is_refused) part("main").hidden = true;
}

async function ask() {
  const address = `/overlay/${encodeURIComponent(streamer)}/state?` +
    new URLSearchParams({ token: query.get("token") ?? "" });
  const answer = await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(patience_ms) });
  show_refusal(answer.status === 401);
  if (!answer.ok) return;
  const state = await answer.json();
  clock_ahead_ms = Date.now() - Date.parse(state.now);
  show_product(state.product);
  show_buyers(state.buyers);
}

async function follow() {
  try {
    await ask();
  } catch {
    // The server is away: what was shown stays, and the next turn asks again.
  }
  show_countdown();
  setTimeout(follow, asked_every_ms);
}

follow();
