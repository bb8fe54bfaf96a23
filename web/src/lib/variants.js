// What a seller types for a product's variants, and what of a product can be ordered.

const each_max = 100_000;

// "S, M, L x 5" is each of them with five units; "S, M x 3, L x 5" gives S and M three. An option is
// made of several values with slashes: "black/M x 2".
export function read_sizes(text) {
  const variants = [];
  let without_stock = [];
  for (const part of text.split(",")) {
    const found = /^(.*?)\s*(?:[x×*:]\s*(\d+))?\s*$/i.exec(part.trim());
    const options = found[1].split("/").map((option) => option.trim()).filter(Boolean);
    if (!options.length) continue;
    const variant = { options, stock: 1 };
    variants.push(variant);
    without_stock.push(variant);
    if (found[2] === undefined) continue;
    for (const one of without_stock) one.stock = Math.min(Number(found[2]), each_max);
    without_stock = [];
  }
  return variants;
}

// "CAMISA-K3F" and ["negro", "M"] -> "CAMISA-K3F-NEGRO-M".
export const variant_sku = (sku, options) =>
  [sku, ...options].join("-").normalize("NFD").replace(/\p{M}/gu, "").toUpperCase()
    .replace(/[^A-Z0-9_.-]+/g, "-").slice(0, 50);

// "S 3 · M 0".
export const sizes_left = (product) =>
  (product.variants ?? []).map(({ name, stock }) => `${name} ${stock}`).join(" · ");

// Each thing that an order can name: the product, or each of its variants.
export function choices(product) {
  if (!product.variants?.length)
    return [{ id: product.product_id, product, name: product.name, code: product.code, price: product.price, stock: product.stock }];
  return product.variants.map((variant) => ({
    id: variant.variant_id, product, name: `${product.name}, ${variant.name}`, code: variant.code || product.code,
    price: variant.price ?? product.price, stock: variant.stock, variant: variant.name,
  }));
}

// The choice that is meant where one product is; none where only its buyer knows which.
export function likely_choice(product, variant_name = "") {
  const all = choices(product);
  if (all.length === 1) return all[0].id;
  const wanted = variant_name?.toLocaleLowerCase() ?? "";
  return all.find(({ variant }) => wanted && variant.toLocaleLowerCase() === wanted)?.id ?? "";
}
