// Every word of the page in each language. t("feed.empty") looks one up; {name} is filled in.

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
