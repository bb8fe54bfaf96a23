// Short messages about what was just done or refused.

const shown_ms = 6000;
let next = 0;

export const toasts = $state([]);

export function tell(text, kind = "done") {
  const toast = { id: next++, text, kind };
  toasts.push(toast);
  setTimeout(() => {
    const at = toasts.findIndex((other) => other.id === toast.id);
    if (at >= 0) toasts.splice(at, 1);
  }, shown_ms);
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
