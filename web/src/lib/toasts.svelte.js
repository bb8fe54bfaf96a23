// Short messages about what was just done or refused.

const shown_ms = 6000;
const undoable_ms = 12_000;
let next = 0;

export const toasts = $state([]);

// `undo`, if given, takes back what was done; the message offers it.
export function tell(text, kind = "done", undo = null) {
  const toast = { id: next++, text, kind, undo };
  toasts.push(toast);
  setTimeout(() => forget(toast), undo ? undoable_ms : shown_ms);
}

export function forget(toast) {
  const at = toasts.findIndex((other) => other.id === toast.id);
  if (at >= 0) toasts.splice(at, 1);
}

// Does it, and tells what went wrong if it fails. Returns whether it was done.
export async function attempt(what) {
  try {
    await what();
    return true;
  } catch (error) {
    tell(error.message, "failed");
    return false;
  }
}
