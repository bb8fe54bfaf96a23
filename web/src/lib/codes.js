// Names for what a seller adds in a hurry.

// The code after the highest of those like it: "A9" behind A1 to A8.
export function next_code(products) {
  let prefix = "A", highest = 0;
  for (const { code } of products) {
    const found = /^([A-Za-z]{0,3})(\d{1,5})$/.exec(code ?? "");
    if (!found || Number(found[2]) < highest) continue;
    [prefix, highest] = [found[1].toUpperCase(), Number(found[2])];
  }
  return prefix + (highest + 1);
}

// "Vela de soja" -> "VELA-DE-SOJA-K3F": readable, and no second one like it.
export function new_sku(name) {
  const words = name.normalize("NFD").replace(/\p{M}/gu, "").toUpperCase()
    .replace(/[^A-Z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 40);
  const tail = crypto.getRandomValues(new Uint32Array(1))[0].toString(36).toUpperCase().slice(0, 4);
  return (words ? words + "-" : "P-") + tail;
}
