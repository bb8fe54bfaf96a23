// What the seller chose for this browser: kept in it, never sent.

const key = "tiktoksales.settings";
const languages = ["en", "es"];
const themes = ["auto", "light", "dark"];

function stored() {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? {};
  } catch {
    return {};
  }
}

function chosen(value, allowed, otherwise) {
  return allowed.includes(value) ? value : otherwise;
}

// A link may name the show, as /?streamer=ana; who looks at another one afterwards is not led back.
function linked_show() {
  const streamer = new URLSearchParams(location.search).get("streamer");
  if (streamer) history.replaceState(null, "", location.pathname + location.hash);
  return streamer;
}

const before = stored();
const browser_language = navigator.language?.slice(0, 2);

export const settings = $state({
  language: chosen(before.language, languages, chosen(browser_language, languages, "en")),
  theme: chosen(before.theme, themes, "auto"),
  streamer: linked_show() || (typeof before.streamer === "string" ? before.streamer : ""),
});

const system_is_dark = matchMedia("(prefers-color-scheme: dark)");
system_is_dark.addEventListener("change", show_theme);

function show_theme() {
  const system = system_is_dark.matches ? "dark" : "light";
  document.documentElement.dataset.theme = settings.theme === "auto" ? system : settings.theme;
}

export function keep_settings() {
  document.documentElement.lang = settings.language;
  show_theme();
  try {
    localStorage.setItem(key, JSON.stringify(settings));
  } catch {
    // A browser that keeps nothing still shows the page.
  }
}
