import { api } from "./api.js";
import { look_at } from "./live.svelte.js";
import { session } from "./session.svelte.js";

function remember(person) {
  session.signed_in = person.signed_in;
  session.role = person.role;
  session.name = person.name ?? "";
  session.needs_login = person.role === "anyone" || person.role === "client";
  if (person.streamer) look_at(person.streamer); // Others' shows are not theirs to see.
}

export async function find_out_who_is_here() {
  try {
    remember(await api.who_am_i());
  } catch {
    // A server that is away is asked by whatever the page needs first.
  }
}

export async function log_in(form) {
  remember(await api.log_in(form));
}

export async function log_out() {
  await api.log_out();
  await find_out_who_is_here();
}
