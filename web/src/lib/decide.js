// What a seller decides with a click or a key. Each tells what was done and offers to take it back.

import { api } from "./api.js";
import { displayable } from "./format.js";
import { line_name } from "./lines.js";
import { attempt, tell } from "./toasts.svelte.js";
import { t } from "./words.js";

// Of a line of the order, counted from 1 on.
export const change_line = (order, line, quantity) =>
  attempt(async () => {
    const before = order.lines[line - 1];
    await api.change_line(order.order_number, line, quantity);
    tell(t("done.quantity", { buyer: displayable(order.buyer), n: quantity, name: line_name(before) }), "done", () =>
      api.change_line(order.order_number, line, before.quantity));
  });

export const remove_line = (order, line) =>
  attempt(async () => {
    const before = order.lines[line - 1];
    await api.change_line(order.order_number, line, 0);
    tell(t("done.removed", { buyer: displayable(order.buyer), name: line_name(before) }), "done", () =>
      api.add_line(order.order_number, { product_id: before.sku, quantity: before.quantity }));
  });

export const add_line = (order, product_id, quantity) =>
  attempt(async () => {
    await api.add_line(order.order_number, { product_id, quantity });
    tell(t("done.added", { buyer: displayable(order.buyer) }));
  });

export const release = (order) =>
  attempt(async () => {
    await api.change_order(order.order_number, { status: "cancelled" });
    tell(t("done.released", { buyer: displayable(order.buyer) }));
  });

export const give_order = (streamer, comment, { product_id, quantity }) =>
  attempt(async () => {
    const order = await api.give_order(streamer, comment.id, { product_id, quantity });
    const take_back = async () => {
      await api.change_order(order.order_number, { status: "cancelled" });
      await api.reopen(streamer, comment.id);
    };
    tell(t("done.ordered", { buyer: displayable(comment.client), n: order.quantity,
      name: displayable(order.product_name) }), "done", take_back);
  });

// The buyer's newest order that is not paid, as a comment asks for that says so.
export const release_for = (streamer, comment) =>
  attempt(async () => {
    const found = await api.orders({ streamer, buyer: comment.client, status: "pending", limit: 1 });
    const order = found.orders[0];
    if (!order) throw new Error(t("review.no_order", { buyer: displayable(comment.client) }));
    await api.change_order(order.order_number, { status: "cancelled" });
    await api.dismiss(streamer, comment.id, {});
    tell(t("done.released", { buyer: displayable(order.buyer) }));
  });

export const dismiss = (streamer, comment, label) =>
  attempt(async () => {
    await api.dismiss(streamer, comment.id, label ? { label } : {});
    tell(t("done.dismissed", { buyer: displayable(comment.client) }), "done", () =>
      api.reopen(streamer, comment.id));
  });

export const block = (streamer, buyer) =>
  attempt(async () => {
    await api.block(streamer, buyer);
    tell(t("done.blocked", { buyer: displayable(buyer) }), "done", () => api.unblock(streamer, buyer));
  });

export const unblock = (streamer, buyer) =>
  attempt(async () => {
    await api.unblock(streamer, buyer);
    tell(t("done.unblocked", { buyer: displayable(buyer) }));
  });
