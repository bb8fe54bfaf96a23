// How things are written, in the language that the page is set to.

import { settings } from "./settings.svelte.js";
import { t_said } from "./words.js";

const cache = new Map();

// Making a formatter costs far more than using it.
function formatter(kind, options) {
  const key = kind.name + settings.language + JSON.stringify(options);
  let made = cache.get(key);
  if (!made) cache.set(key, (made = new kind(settings.language, options)));
  return made;
}

export function money(amount, currency) {
  if (amount === null || amount === undefined) return "–";
  try {
    // The seller knows which dollar it is: the figure has the room.
    const options = currency ? { style: "currency", currency, currencyDisplay: "narrowSymbol" } : { minimumFractionDigits: 2 };
    return formatter(Intl.NumberFormat, options).format(amount);
  } catch {
    return amount.toFixed(2) + " " + currency;
  }
}

export const whole = (number) => formatter(Intl.NumberFormat, {}).format(number);
export const decimal = (number) =>
  formatter(Intl.NumberFormat, { maximumFractionDigits: 1 }).format(number);
export const percent = (share) =>
  formatter(Intl.NumberFormat, { style: "percent", maximumFractionDigits: 0 }).format(share);
export const clock = (time) =>
  formatter(Intl.DateTimeFormat, { timeStyle: "medium", hourCycle: "h23" }).format(new Date(time));
export const day_and_time = (time) =>
  formatter(Intl.DateTimeFormat, { dateStyle: "medium", timeStyle: "short" }).format(new Date(time));

// A span of milliseconds, short.
export const seconds = (ms) => decimal(ms / 1000) + " s";

// Milliseconds between two times, as a person says it.
export function duration(from, to) {
  const ms = new Date(to) - new Date(from);
  if (ms < 1000) return ms + " ms";
  if (ms < 60_000) return decimal(ms / 1000) + " s";
  return decimal(ms / 60_000) + " min";
}

// Chat text without control characters and the marks that turn text around, which could disguise
// what it says, and with at most two marks on a letter, which would paint over the rows beside it.
export function displayable(text) {
  return (text ?? "")
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(/(\p{M}{2})\p{M}+/gu, "$1");
}

// A reason of the server's in the page's words, with its times as the clock here shows them.
export const reason_text = (text) =>
  displayable(t_said(text)).replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (time) => clock(time));

// "object://products/ana/VELA/1.jpg" is served at /images/products/ana/VELA/1.jpg.
export function image_address(url) {
  if (!url) return null;
  return url.startsWith("object://") ? "/images/" + url.slice("object://".length) : url;
}
