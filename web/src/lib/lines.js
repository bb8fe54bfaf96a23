// The lines of an order, in words.

import { displayable } from "./format.js";
import { t } from "./words.js";

export const line_name = ({ product_name, variant }) =>
  displayable(product_name) + (variant ? ", " + displayable(variant) : "");

// "Vela, M" or "Vela, M and 2 more".
export function short_name(order) {
  const more = order.lines.length - 1;
  return more > 0 ? t("order.and_more", { name: line_name(order.lines[0]), n: more }) : line_name(order.lines[0]);
}

// "2 × Vela, M; 1 × Polo".
export const all_lines = (lines) => lines.map((line) => `${line.quantity} × ${line_name(line)}`).join("; ");

// What became of which line: "Vela, M: 2 → 1". The log has SKUs; `names` knows what they are called.
export function differences(before, after, names) {
  const count = (lines) => {
    const units = new Map();
    for (const { sku, quantity } of lines) units.set(sku, (units.get(sku) ?? 0) + quantity);
    return units;
  };
  const [was, is] = [count(before), count(after)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((sku) => was.get(sku) !== is.get(sku))
    .map((sku) => `${names.get(sku) ?? displayable(sku)}: ${was.get(sku) ?? 0} → ${is.get(sku) ?? 0}`);
}

export const goods_of = (lines) =>
  lines.reduce((cents, { quantity, unit_price }) => cents + Math.round(unit_price * 100) * quantity, 0) / 100;

// A row of a table for each line; what is of the whole order stands with its first, so that a
// column can be added up.
export function rows_of(orders) {
  return orders.flatMap(({ lines, product_name, sku, variant, quantity, total_price, shipping_price, discount, ...order }) =>
    lines.map((line, at) => ({
      ...order, line: at + 1, product_name: line.product_name, sku: line.sku, variant: line.variant,
      quantity: line.quantity, unit_price: line.unit_price,
      shipping_price: at ? null : shipping_price, discount: at ? null : discount, total_price: at ? null : total_price,
    })));
}
