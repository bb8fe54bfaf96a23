// What the server says, in the language of the page. Its own words are English, and made for
// programs too; a sentence that has no translation stays as it is.

import { sentences as es } from "./server_words_es.js";

const languages = { es };
const readers = {};

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

// "{n} left of {sku}" as an expression with those names. What stands there ends before the next
// sentence.
function reader([english, own]) {
  const pattern = english
    .split(/\{(\w+)\}/)
    .map((part, i) => (i % 2 ? `(?<${part}>[^;·]+?)` : escaped(part)))
    .join("");
  return { pattern: new RegExp(`^${pattern}$`, "s"), own };
}

// `value(name, text)` says what stands at {name}, such as the status of an order, in that language.
function translated(sentence, language, value) {
  readers[language] ??= (languages[language] ?? []).map(reader);
  for (const { pattern, own } of readers[language]) {
    const found = pattern.exec(sentence);
    if (found) return own.replace(/\{(\w+)\}/g, (_, name) => value(name, found.groups[name]));
  }
  return null;
}

// Before a refusal may stand what the server was doing: "changing an order: the order is paid".
function one_in_own_words(sentence, language, value) {
  for (let rest = sentence; rest; rest = rest.split(": ").slice(1).join(": ")) {
    const own = translated(rest, language, value);
    if (own !== null) return own;
  }
  return sentence;
}

// A line may be of several sentences: "order ORD-7; wanted 2, 0 left".
export function in_own_words(line, language, value) {
  const whole = one_in_own_words(line, language, value);
  if (whole !== line) return whole;
  const parts = line.split(/(; | · )/);
  return parts.map((part, i) => (i % 2 ? part : one_in_own_words(part, language, value))).join("");
}
