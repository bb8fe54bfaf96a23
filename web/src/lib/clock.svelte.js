// The time, once a second, for what counts down.
export const time = $state({ now: Date.now() });
setInterval(() => (time.now = Date.now()), 1000);

// "4:07" until then; nothing once it is over.
export function left_until(moment) {
  const seconds = Math.ceil((Date.parse(moment) - time.now) / 1000);
  if (!(seconds > 0)) return "";
  return Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
}
