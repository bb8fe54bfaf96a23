// The buyer's page in a browser without scripts, on a phone's screen:
// node buyer_page.mjs ECOMMERCE_URL CHAT_URL FOLDER
// FOLDER gets screenshots. One line a check; exit status 1 if one failed.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { open_browser, open_page, shown_within_ms } from "./browser.mjs";

const [ecommerce, chat, folder] = process.argv.slice(2).map((text) => text.replace(/\/$/, ""));
const streamer = "browser_bea";
const buyer = "luis.compra";
const picture = new URL("../../config/sample-images/lamp.jpg", import.meta.url);

const checks = [];
const check = (name, run) => checks.push({ name, run });

async function say(client, message) {
  const answer = await fetch(chat + "/comments", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ streamer, client, message }),
  });
  assert.equal(answer.status, 200, await answer.text());
}

async function sell(sku, name, code, stock) {
  const form = new FormData();
  const fields = { streamer, sku, name, code, stock: String(stock), price: "24.90", user_description: name };
  for (const [key, value] of Object.entries(fields)) form.append(key, value);
  form.append("files", new Blob([readFileSync(picture)], { type: "image/jpeg" }), "lamp.jpg");
  const answer = await fetch(ecommerce + "/products/upload", { method: "POST", body: form });
  assert.ok(answer.ok, await answer.text());
}

async function ordered(client) {
  for (const end = Date.now() + shown_within_ms; Date.now() < end; ) {
    const answer = await fetch(`${ecommerce}/orders?streamer=${streamer}&buyer=${client}`);
    if ((await answer.json()).orders.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail(client + " has no order");
}

// A page that waits for something loads itself anew every few seconds, also while it is looked at:
// then it is looked at once more.
async function keep(page, name) {
  const was_left = (error) => /navigation|context was destroyed/.test(error.message);
  for (let looks = 1; ; looks++)
    try {
      assert.ok(await page.evaluate("document.documentElement.scrollWidth <= 390"), name + " is too wide");
      return await page.screenshot({ path: `${folder}/buyer-${name}.png`, fullPage: true });
    } catch (error) {
      if (looks === 20 || !was_left(error)) throw error;
    }
}

check("the buyer finds the page by a code in the chat", async ({ page }) => {
  await sell("LUNA", "Lámpara Luna con un nombre que es bastante largo", "A3", 5);
  await sell("SOL", "Lámpara Sol", "A4", 1);
  await say(buyer, "quiero 2 del A3");
  await say("otra", "quiero el A4");
  await ordered("otra");
  await say(buyer, "quiero el A4");
  await ordered(buyer);
  await page.goto(`${ecommerce}/claim/${streamer}`);
  await keep(page, "claim");
  await page.getByLabel("Tu nombre en el chat").fill("@" + buyer);
  await page.getByRole("button", { name: "Pedir un código" }).click();
  await keep(page, "code");
  await say(buyer, await page.locator(".digits").textContent());
  await page.waitForURL(/\/c\/[0-9a-f]{40}$/, { timeout: shown_within_ms });
});

check("it shows what is held, and the place in the waiting list", async ({ page }) => {
  await page.getByText("Reservado para ti").waitFor();
  await page.getByText("Eres el número 1").waitFor();
  assert.equal(await page.locator("img").count(), 1);
  const loaded = await page.locator("img").evaluate((image) => image.naturalWidth > 0);
  assert.ok(loaded, "the picture is not there");
  await keep(page, "orders");
});

check("wrong input is named beside its field", async ({ page }) => {
  await page.getByRole("link", { name: "Poner dirección" }).click();
  await page.getByLabel("Nombre en el paquete").fill("Luis");
  await page.getByLabel("Teléfono móvil").fill("123");
  await page.getByRole("button", { name: "Guardar" }).click();
  await page.getByText("Un teléfono tiene de 8 a 15 cifras").waitFor();
  assert.equal(await page.getByLabel("Nombre en el paquete").inputValue(), "Luis");
  await keep(page, "wrong");
});

check("the address is saved and not shown again", async ({ page }) => {
  await page.getByLabel("Calle y número").fill("Calle Mayor 1");
  await page.getByLabel("Código postal").fill("28013");
  await page.getByLabel("Ciudad").fill("Madrid");
  await page.getByLabel("Teléfono móvil").fill("+34 600 123 456");
  await page.getByRole("button", { name: "Guardar" }).click();
  await page.getByText("Va a 28013 Madrid").waitFor();
  assert.ok(!(await page.content()).includes("Calle Mayor"));
});

check("a smaller quantity costs less", async ({ page }) => {
  await page.getByText("Llevar menos").click();
  await page.getByLabel("Cantidad").fill("1");
  await page.getByRole("button", { name: "Cambiar", exact: true }).click();
  await page.getByText("La cantidad cambió.").waitFor();
  await page.locator("dd", { hasText: "24.90 USD" }).waitFor();
});

check("it is paid", async ({ page }) => {
  await page.getByRole("button", { name: /^Pagar/ }).click();
  await page.getByText("Pagado").waitFor();
  await keep(page, "paid");
});

check("it speaks English when told, and is dark where the phone is", async ({ page }) => {
  await page.getByRole("link", { name: "English" }).click();
  await page.getByText("Paid", { exact: true }).waitFor();
  await page.emulateMedia({ colorScheme: "dark" });
  await keep(page, "dark");
});

mkdirSync(folder, { recursive: true });
const browser = await open_browser();
const { page, faults } = await open_page(browser, {
  width: 390, height: 844, javaScriptEnabled: false, locale: "es-ES", deviceScaleFactor: 2,
});
let failed = 0;
for (const { name, run } of checks) {
  try {
    await run({ page });
    console.log("ok " + name);
  } catch (error) {
    failed = 1;
    console.log("FAILED " + name + "\n" + error.stack);
    await page.screenshot({ path: `${folder}/buyer-failed.png`, fullPage: true });
    break;
  }
}
// A form that is wrong is answered so.
const real = faults.filter((fault) => !fault.includes("status of 422"));
if (real.length > 0) {
  failed = 1;
  console.log("FAILED the browser complains\n" + real.join("\n"));
}
await browser.close();
process.exit(failed);
