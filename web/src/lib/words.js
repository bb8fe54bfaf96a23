// Every word of the page in each language. t("feed.empty") looks one up; {name} is filled in.

import { in_own_words } from "./server_words.js";
import { settings } from "./settings.svelte.js";
import { en } from "./words_en.js";
import { es } from "./words_es.js";

const words = { en, es };

export function t(key, values = {}) {
  const text = words[settings.language][key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

// The word for a value of the server's, or the value itself where no word is known for it.
export function t_value(kind, value) {
  return words[settings.language][`${kind}.${value}`] ?? value;
}

// A sentence of the server's, where it is known what it means.
export const t_said = (sentence) => in_own_words(sentence, settings.language, value_in_words);

// "shipped, delivered or refunded" as the page calls it; a number or a name stays what it is.
function value_in_words(name, text) {
  if (name === "intent") return t_value("intent", text);
  if (name === "what" || name === "who") return t_said(text);
  if (name !== "status" && name !== "moves") return text;
  return text.replace(/[a-z]+/g, (word) => t_value("status", word));
}
