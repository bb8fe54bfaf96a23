// Variants, orders of several lines, discounts, periods, the camera and the evidence in the console:
// node shop.mjs DASHBOARD_URL CHAT_URL VISION_URL PICTURES FOLDER
// PICTURES holds lamp.jpg; FOLDER gets screenshots. One line a check; exit status 1 if one failed.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { en } from "../../web/src/lib/words_en.js";
import { es } from "../../web/src/lib/words_es.js";
import { accessibility_faults, answered, becomes, open_page, run_checks, shown_within_ms } from "./browser.mjs";

const [dashboard, chat, vision, pictures, folder] = process.argv.slice(2);
const streamer = "shop_ana";
const patience = { timeout: shown_within_ms };

const checks = [];
const check = (name, run) => checks.push({ name, run });
const report = (text) => console.log(`      ${text}`);

async function asked(answer) {
  const text = await answer.text();
  assert.ok(answer.ok, `${answer.url}: ${answer.status} ${text}`);
  return text.startsWith("{") ? JSON.parse(text) : text;
}

const send = async (method, url, body) =>
  asked(await fetch(url, { method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }));
const read = async (url) => asked(await fetch(url));
const say = (client, message) => send("POST", chat + "/comments", { streamer, client, message });

// Opens it anew: an address that differs in its end alone would not be loaded.
async function open(page, place) {
  await page.goto("about:blank");
  await page.goto(`${dashboard}/#/${place}`);
  await page.locator(".state[data-state=connected]").waitFor({ state: "attached", ...patience });
}

check("every word is there in both languages", async () => {
  assert.deepEqual(Object.keys(en).sort(), Object.keys(es).sort());
  for (const [key, text] of Object.entries(en)) {
    const places = (one) => (one.match(/\{\w+\}/g) ?? []).sort();
    assert.deepEqual(places(es[key]), places(text), key);
  }
});

check("the first load is measured", async ({ browser }) => {
  await say("luis", "hola");
  const { page } = await open_page(browser);
  await page.goto(dashboard);
  await page.locator(".state[data-state=connected]").waitFor({ state: "attached", ...patience });
  const seen = await page.evaluate(() => {
    const entry = (kind) => performance.getEntriesByType(kind);
    return {
      loaded: entry("navigation")[0].loadEventEnd,
      painted: entry("paint").find(({ name }) => name === "first-contentful-paint")?.startTime ?? NaN,
      connected: performance.now(),
      scripts: entry("resource").filter(({ name }) => name.endsWith(".js")).map((one) => one.encodedBodySize),
    };
  });
  await page.context().close();
  const bytes = seen.scripts.reduce((sum, size) => sum + size, 0);
  assert.ok(bytes > 0 && bytes < 200_000, `${bytes} bytes of scripts were sent`);
  report(`first paint ${seen.painted.toFixed(0)} ms, loaded ${seen.loaded.toFixed(0)} ms, ` +
    `connected within ${seen.connected.toFixed(0)} ms, ${(bytes / 1000).toFixed(0)} kB of scripts`);
});

check("a product is added with its sizes in one line", async ({ page }) => {
  await open(page, "catalogue");
  const form = page.getByRole("form", { name: "Add a product" });
  await form.getByLabel("Name").fill("Camisa Sol");
  await form.getByLabel("Code").fill("C1");
  await form.getByLabel("Price").fill("15");
  await form.getByLabel("Sizes").fill("S, M x 3, L x 5");
  assert.ok(await form.getByLabel("Stock").isDisabled());
  await form.getByRole("button", { name: "Add", exact: true }).click();
  const row = page.getByRole("row", { name: /Camisa Sol/ });
  await row.getByText("S 3 · M 3 · L 5").waitFor(patience);
  const stock = row.getByLabel("Stock Camisa Sol");
  await becomes(() => stock.inputValue(), "11");
  assert.ok(await stock.isDisabled());
});

check("variants change, go off the shelf and come back in the table", async ({ page, faults }) => {
  const row = page.getByRole("row", { name: /Camisa Sol/ });
  await row.getByRole("button", { name: "Variants of Camisa Sol" }).click();
  const variants = page.getByRole("group", { name: "Variants of Camisa Sol" });
  const field = (what) => variants.getByLabel(what, { exact: true });
  await field("Stock Camisa Sol, M").fill("2");
  await field("Stock Camisa Sol, M").blur();
  await row.getByText("S 3 · M 2 · L 5").waitFor(patience);
  const told = page.getByText("Saved").first().waitFor(patience);
  for (const [what, value] of [["Price Camisa Sol, L", "17.50"], ["Code Camisa Sol, L", "C1L"]]) {
    await field(what).fill(value);
    await answered(page, "PATCH", "/variants/", () => field(what).blur());
  }
  await told;
  await variants.getByRole("button", { name: "Archive Camisa Sol, S" }).click();
  await row.getByText("M 2 · L 5", { exact: true }).waitFor(patience);
  await variants.getByRole("button", { name: "Bring back Camisa Sol, S" }).click();
  await row.getByText("S 0 · M 2 · L 5").waitFor(patience);
  await variants.getByLabel("Add variants").fill("negro/XL x 4");
  await variants.getByRole("button", { name: "Add", exact: true }).click();
  await row.getByText("S 0 · M 2 · L 5 · negro XL 4").waitFor(patience);
  // A code that another thing has is refused, and the field says again what is so.
  await field("Code Camisa Sol, M").fill("C1L");
  const refused = page.locator(".toasts .failed").first().waitFor(patience);
  await field("Code Camisa Sol, M").blur();
  await refused;
  await becomes(() => field("Code Camisa Sol, M").inputValue(), "");
  await becomes(() => faults.length, 1);
  assert.match(faults.pop(), /409/);
  assert.deepEqual(await accessibility_faults(page), []);
  await page.screenshot({ path: `${folder}/variants-1440-light.png` });
});

check("a refusal of the server is said in Spanish on a Spanish page", async ({ browser }) => {
  const { page } = await open_page(browser);
  await open(page, "settings");
  await page.getByLabel("Language").selectOption("es");
  await page.getByRole("heading", { name: es["nav.settings"] }).waitFor(patience);
  await open(page, "catalogue");
  const form = page.getByRole("form", { name: es["catalogue.add"] });
  const fill = (word, text) => form.getByLabel(es[word], { exact: true }).fill(text);
  await fill("catalogue.name", "Otra camisa");
  await fill("catalogue.code", "c1l");
  await fill("catalogue.price", "5");
  await fill("catalogue.stock", "1");
  const told = page.locator(".toasts .failed", { hasText: "ese código es de otro producto o variante" }).waitFor(patience);
  await form.getByRole("button", { name: es["catalogue.add.do"], exact: true }).click();
  await told;
  await page.context().close();
});

check("a file brings variants, and the catalogue's file has them", async ({ page }) => {
  const lines = ["sku,name,price,stock,code,options,variant_of", "GORRA,Gorra Luna,9.50,0,G1,,", "GORRA-A,,,4,,azul,GORRA",
    "GORRA-R,,11,2,,rojo,GORRA", "GORRA-A,,,6,,,GORRA"];
  const chosen = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Import CSV" }).click();
  await (await chosen).setFiles({ name: "c.csv", mimeType: "text/csv", buffer: Buffer.from(lines.join("\n")) });
  await page.getByRole("row", { name: /Gorra Luna/ }).getByText("azul 6 · rojo 2").waitFor(patience);
  const csv = await (await fetch(`${dashboard}/products/streamer/${streamer}/export.csv`)).text();
  assert.match(csv, /GORRA-R,,,11\.00,2,.*,rojo,.*,GORRA/);
});

check("the live page shows the sizes that are left", async ({ page }) => {
  await open(page, "live");
  await page.getByRole("button", { name: "Pin: Camisa Sol" }).click();
  const on_screen = page.locator(".on-screen");
  await on_screen.getByRole("listitem").filter({ hasText: "L" }).getByText("5 left, $17.50", { exact: false }).first().waitFor(patience);
  await page.locator(".product", { hasText: "Gorra Luna" }).getByText("azul 6 · rojo 2").waitFor(patience);
  await page.keyboard.press("n");
  const form = page.getByRole("form", { name: "Add a product" });
  await form.getByLabel("Sizes").fill("36, 37 x 2");
  await form.getByLabel("Price").fill("40");
  await page.keyboard.press("Enter");
  await on_screen.getByText("Item", { exact: false }).waitFor(patience);
  // The sizes come one after the other.
  await on_screen.getByRole("listitem").nth(1).waitFor(patience);
  await becomes(() => on_screen.getByRole("listitem").count(), 2);
  await page.getByRole("button", { name: "Pin: Camisa Sol" }).click();
  await on_screen.getByText("Camisa Sol").waitFor(patience);
});

check("rules and discount codes are set in the settings", async ({ page }) => {
  await open(page, "settings");
  await page.getByLabel("Several claims of one buyer").selectOption("one_order");
  const shipping = page.getByLabel("Shipping of one order");
  await shipping.fill("4.99");
  await page.locator("form", { has: shipping }).getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved").first().waitFor(patience);
  const rules = await read(`${dashboard}/streamers/${streamer}/rules`);
  assert.deepEqual([rules.carts, rules.shipping_price], ["one_order", 4.99]);
  const form = page.getByRole("form", { name: "Add the code" });
  await form.getByLabel("Code").fill("HOLA10");
  await form.getByLabel("Percent off").fill("10");
  await form.getByLabel("For how many orders").fill("5");
  await form.getByRole("button", { name: "Add the code" }).click();
  await page.getByText("0 of 5 orders").waitFor(patience);
  await form.getByLabel("Code").fill("old");
  await form.getByLabel("What it gives").selectOption("amount");
  await form.getByLabel("Amount off").fill("3");
  await form.getByRole("button", { name: "Add the code" }).click();
  await page.getByRole("button", { name: "End old" }).click(patience);
  await page.getByText("ended", { exact: false }).first().waitFor(patience);
  await page.getByRole("button", { name: "End old" }).waitFor({ state: "detached", ...patience });
});

check("an order of several lines is shown and changed, with its log", async ({ page }) => {
  await open(page, "live");
  await say("marta", "quiero C1L x2");
  const row = page.locator(".order-row", { hasText: "marta" });
  await row.getByText("$39.99").waitFor(patience);
  await say("marta", "quiero C1 talla M");
  await row.getByText("Camisa Sol, L and 1 more").waitFor(patience);
  await row.getByText("$54.99").waitFor(patience);
  await row.getByRole("button", { name: "Change: 3", exact: false }).click();
  await row.getByRole("button", { name: "One less Camisa Sol, L" }).click();
  await row.getByText("$37.49").waitFor(patience);
  await row.getByRole("link").click();
  const trace = page.getByRole("dialog");
  await trace.getByLabel("Quantity Camisa Sol, M").fill("2");
  await trace.getByLabel("Quantity Camisa Sol, M").blur();
  await trace.locator(".sum").getByText("$52.49").waitFor(patience);
  await trace.getByLabel("Product", { exact: true }).selectOption({ label: await offer_of(trace, "Gorra Luna, rojo") });
  await trace.getByRole("form", { name: "Add to the order" }).getByRole("button", { name: "Add" }).click();
  await trace.locator(".sum").getByText("$63.49").waitFor(patience);
  await trace.getByLabel("Discount code").fill("hola10");
  await trace.getByRole("button", { name: "Apply" }).click();
  await trace.locator(".sum").getByText("$57.64").waitFor(patience);
  await trace.getByText("−$5.85").waitFor(patience);
  assert.deepEqual(await accessibility_faults(page), []);
  await page.screenshot({ path: `${folder}/lines-1440-light.png` });
  // What can be undone is told for some seconds: nothing that takes long comes in between.
  await trace.getByRole("button", { name: "Take out Gorra Luna, rojo" }).click();
  await trace.locator(".sum").getByText("$47.74").waitFor(patience);
  await becomes(() => trace.locator(".changes li").count(), 6);
  await trace.locator(".changes").getByText("Camisa Sol, M: 1 → 2").waitFor(patience);
  await trace.locator(".changes").getByText("Gorra Luna, rojo: 1 → 0").waitFor(patience);
  await trace.locator(".changes").getByText("discount or shipping").waitFor(patience);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Undo" }).last().click();
  await row.getByText("$57.64").waitFor(patience);
});

// The option that begins with the name, as it is written.
async function offer_of(place, name) {
  const texts = await place.getByLabel("Product", { exact: true }).locator("option").allTextContents();
  return texts.find((text) => text.includes(name)).trim();
}

check("which size a doubtful comment means is chosen, not guessed", async ({ page }) => {
  await say("rosa", "quiero C1");
  const doubt = page.locator(".doubt", { hasText: "rosa" });
  await doubt.waitFor(patience);
  assert.ok(await doubt.getByRole("button", { name: "Accept" }).isDisabled());
  await doubt.getByLabel("Product", { exact: false }).selectOption({ label: (await doubt.locator("option").allTextContents()).find((text) => text.includes("Camisa Sol, negro XL")).trim() });
  await page.keyboard.press("a");
  const row = page.locator(".order-row", { hasText: "rosa" });
  await row.getByText("Camisa Sol, negro XL").waitFor(patience);
});

check("orders are found by every line, whatever its case and accents", async ({ page }) => {
  await say("Ángela", "quiero C1L");
  await page.locator(".order-row", { hasText: "Ángela" }).waitFor(patience);
  await open(page, "orders");
  const search = page.getByLabel("Buyer, product, number");
  await search.fill("ÁNGELA");
  await page.getByRole("row", { name: /Ángela/ }).waitFor(patience);
  await search.fill("gorra luna");
  const row = page.getByRole("row", { name: /marta/ });
  await row.getByText("1 × Camisa Sol, L; 2 × Camisa Sol, M; 1 × Gorra Luna, rojo").waitFor(patience);
  await page.getByRole("row", { name: /Ángela/ }).waitFor({ state: "detached", ...patience });
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save as CSV" }).click();
  const [head, ...rows] = readFileSync(await (await saved).path(), "utf8").trim().split("\r\n").map((line) => line.split(","));
  const column = (name) => rows.map((cells) => cells[head.indexOf(name)]);
  assert.deepEqual(column("line"), ["1", "2", "3"]);
  assert.deepEqual(column("variant"), ["L", "M", "rojo"]);
  assert.deepEqual(column("quantity"), ["1", "2", "1"]);
  assert.deepEqual(column("total_price"), ["57.64", "", ""]);
  const list = await page.getByRole("button", { name: "Pick list" }).getAttribute("href");
  assert.match(list, /picklist/);
});

check("a picture is taken with the camera", async ({ page }) => {
  await open(page, "catalogue");
  const form = page.getByRole("form", { name: "Add a product" });
  await form.getByRole("button", { name: "Camera" }).click();
  const box = page.getByRole("dialog", { name: "Camera" });
  await page.waitForFunction(() => document.querySelector(".camera-box video")?.videoWidth > 0, null, patience);
  await box.getByRole("button", { name: "Take the picture" }).click();
  await form.locator(".picture img").waitFor(patience);
  await form.getByLabel("Name").fill("Con foto");
  await form.getByLabel("Price").fill("5");
  await form.getByRole("button", { name: "Add", exact: true }).click();
  const picture = page.getByRole("row", { name: /Con foto/ }).locator("img");
  await picture.waitFor(patience);
  const { products } = await read(`${dashboard}/products/streamer/${streamer}?q=con+foto`);
  assert.match(products[0].image_urls[0], /\.jpg$/);
  await page.waitForFunction(() => [...document.querySelectorAll("td img")].every((img) => img.complete && img.naturalWidth > 0), null, patience);
});

check("the frame that spoke for an order stands in its trace", async ({ page }) => {
  const lamp = readFileSync(`${pictures}/lamp.jpg`);
  const form = new FormData();
  const fields = { streamer, sku: "LUNA", name: "Lámpara Luna", user_description: "Lamp", price: "24.90", stock: "5", code: "L9" };
  for (const [key, value] of Object.entries(fields)) form.append(key, value);
  form.append("files", new Blob([lamp], { type: "image/jpeg" }), "lamp.jpg");
  await asked(await fetch(dashboard + "/products/upload", { method: "POST", body: form }));
  await send("PUT", `${dashboard}/streamers/${streamer}/pin`, {});
  await send("PUT", `${dashboard}/streamers/${streamer}`, { stream_delay_ms: 0 });
  const until = Date.now() + 2 * shown_within_ms;
  for (let found = {}; found.name !== "Lámpara Luna"; ) {
    assert.ok(Date.now() < until, "the lamp is not recognised: " + JSON.stringify(found));
    const frame = new FormData();
    frame.append("streamer", streamer);
    frame.append("file", new Blob([lamp], { type: "image/jpeg" }), "frame.jpg");
    await asked(await fetch(vision + "/frames", { method: "POST", body: frame }));
    found = await send("POST", vision + "/match_product", { streamer, timestamp: new Date().toISOString(), frame_urls: [] });
  }
  await open(page, "live");
  await say("pablo", "lo quiero");
  const row = page.locator(".order-row", { hasText: "pablo" });
  await row.getByText("Lámpara Luna").waitFor(patience);
  await row.getByRole("link").click();
  const trace = page.getByRole("dialog");
  await trace.getByText("what was seen in the video", { exact: false }).waitFor(patience);
  await page.waitForFunction(() => {
    const shown = [...document.querySelectorAll(".evidence img")];
    return shown.length === 2 && shown.every((img) => img.complete && img.naturalWidth > 0);
  }, null, patience);
  assert.match(await trace.getByAltText("The frame of the video").getAttribute("src"), /^\/images\/frames\//);
  await page.screenshot({ path: `${folder}/evidence-1440-light.png` });
  await page.keyboard.press("Escape");
});

check("figures are of the period that is chosen", async ({ page }) => {
  await open(page, "analytics");
  await page.getByRole("region", { name: "Analytics" }).getByText("Time to claim").waitFor(patience);
  const waits = page.getByRole("region", { name: "How long it takes", exact: false });
  await waits.getByText("pin to first claim").waitFor(patience);
  await page.getByRole("button", { name: "From – to" }).click();
  const funnel = page.getByRole("region", { name: "From comment to money" });
  const asked_for = page.waitForRequest((request) => request.url().includes("/api/analytics") && request.url().includes("2020-01-0"));
  await page.getByLabel("To", { exact: true }).fill("2020-01-06T00:00");
  await page.getByLabel("From", { exact: true }).fill("2020-01-05T00:00");
  await asked_for;
  await page.waitForFunction(() => document.body.textContent.includes("Nothing in this period."), null, patience);
  await page.getByRole("button", { name: "6 hours" }).click();
  await funnel.getByText("wish to buy").waitFor(patience);
});

check("the overlay shows the sizes that are left", async ({ browser, page }) => {
  await open(page, "live");
  await page.getByRole("button", { name: "Pin: Camisa Sol" }).click();
  const made = await send("POST", `${dashboard}/streamers/${streamer}/overlay_token`, { shows_names: false });
  const overlay = await open_page(browser, { width: 1080, height: 1920 });
  await overlay.page.goto(dashboard + made.path + "&lang=en");
  await overlay.page.locator(".sizes").getByText("L 3", { exact: false }).waitFor(patience);
  await overlay.page.context().close();
});

check("what is new is seen at both sizes, light and dark", async ({ browser }) => {
  const views = {
    async variants(page) {
      await open(page, "catalogue");
      await page.getByRole("button", { name: "Variants of Camisa Sol" }).click(patience);
      await page.locator(".variant").first().waitFor(patience);
    },
    async lines(page) {
      await open(page, "orders?q=marta");
      await page.getByRole("row", { name: /marta/ }).getByRole("link").click(patience);
      await page.locator(".lines .sum").waitFor(patience);
    },
    async pinned(page) {
      await open(page, "live");
      await page.locator(".on-screen .sizes").waitFor(patience);
    },
    async period(page) {
      await open(page, "analytics");
      await page.getByRole("button", { name: "From – to" }).click(patience);
      await page.locator(".panels").waitFor(patience);
    },
  };
  for (const size of [{ width: 1440, height: 900 }, { width: 390, height: 844 }])
    for (const colorScheme of ["light", "dark"]) {
      const { page, faults } = await open_page(browser, { ...size, colorScheme });
      for (const [name, show] of Object.entries(views)) {
        await show(page);
        await page.waitForTimeout(300);
        assert.deepEqual(await accessibility_faults(page), [], `${name}, ${size.width}, ${colorScheme}`);
        const wider = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.ok(wider <= 0, `${name} is ${wider} pixels wider than the screen at ${size.width}`);
        await page.screenshot({ path: `${folder}/${name}-${size.width}-${colorScheme}.png` });
      }
      assert.deepEqual(faults, []);
      await page.context().close();
    }
});

mkdirSync(folder, { recursive: true });
await run_checks(checks, folder);
