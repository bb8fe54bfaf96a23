// The console against a running server: node console.mjs DASHBOARD_URL CHAT_URL FOLDER
// FOLDER gets a screenshot of each page. One line a check; exit status 1 if one failed.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { deflateSync } from "node:zlib";
import { accessibility_faults, open_browser, open_page } from "./browser.mjs";

const [dashboard, chat, folder] = process.argv.slice(2);
const streamer = "browser_ana";
const shown_within_ms = 15_000;

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

// A chunk of a PNG file: its length, name, content, and checksum (PNG specification, 5.3).
function chunk(name, content) {
  const named = Buffer.concat([Buffer.from(name, "ascii"), content]);
  let crc = ~0;
  for (const byte of named) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  const numbers = Buffer.alloc(8);
  numbers.writeUInt32BE(content.length, 0);
  numbers.writeUInt32BE(~crc >>> 0, 4);
  return Buffer.concat([numbers.subarray(0, 4), named, numbers.subarray(4)]);
}

// A picture of stripes, so that a product has something to show.
function striped_picture(side) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 2], 8); // Eight bits, red green blue.
  const rows = Buffer.alloc(side * (1 + side * 3));
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) rows.set([200, 40 + 20 * (y % 8), 3 * x], y * (1 + side * 3) + 1 + x * 3);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature, chunk("IHDR", header), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0)),
  ]);
}

const picture = { name: "vela.png", mimeType: "image/png", buffer: striped_picture(64) };

async function look_at(page, address) {
  await page.goto(dashboard + address);
  await page.locator(".sidebar select").selectOption(streamer);
}

check("an empty shop leads by the hand", async ({ page }) => {
  await page.goto(dashboard);
  await page.getByRole("heading", { name: "Welcome" }).waitFor({ timeout: shown_within_ms });
});

check("a product is added in the catalogue", async ({ page }) => {
  await say("luis", "hola");
  await page.goto(dashboard + "/#/catalogue");
  const form = page.getByRole("form", { name: "Add a product" });
  await form.waitFor({ timeout: shown_within_ms });
  await form.locator("input[type=file]").setInputFiles(picture);
  await form.getByLabel("Name").fill("Vela de soja");
  await form.getByLabel("Code").fill("A1");
  await form.getByLabel("Price").fill("12.50");
  await form.getByLabel("Stock").fill("3");
  await form.getByRole("button", { name: "Add" }).click();
  await page.getByRole("row", { name: /Vela de soja/ }).waitFor({ timeout: shown_within_ms });
});

check("price and stock change in the table, and what is refused goes back", async ({ page }) => {
  const price = page.getByLabel("Price Vela de soja");
  await price.fill("11.25");
  await price.blur();
  await page.getByText("Saved").first().waitFor({ timeout: shown_within_ms });
  await page.reload();
  await price.waitFor({ timeout: shown_within_ms });
  assert.equal(await price.inputValue(), "11.25");
});

check("a product is pinned by a key and taken down again", async ({ page }) => {
  await page.goto(dashboard + "/#/live");
  await page.getByRole("button", { name: "Pin: Vela de soja" }).waitFor({ timeout: shown_within_ms });
  await page.keyboard.press("1");
  await page.locator(".on-screen").getByText("Vela de soja").waitFor({ timeout: shown_within_ms });
  await page.keyboard.press("0");
  await page.locator(".on-screen").waitFor({ state: "detached", timeout: shown_within_ms });
  await page.keyboard.press("1");
  await page.locator(".on-screen").waitFor({ timeout: shown_within_ms });
});

check("a comment becomes an order on the screen, and its trace tells why", async ({ page }) => {
  await say("marta", "lo quiero 2");
  const order = page.locator(".order-row", { hasText: "marta" });
  await order.waitFor({ timeout: shown_within_ms });
  await order.getByRole("link").click();
  const trace = page.getByRole("dialog");
  await trace.getByText("lo quiero 2").first().waitFor({ timeout: shown_within_ms });
  await trace.getByText("what was pinned", { exact: false }).waitFor();
  await page.keyboard.press("Escape");
  await trace.waitFor({ state: "detached" });
});

check("a doubtful comment is decided with one key, and the decision is taken back", async ({ page }) => {
  await say("rosa", "quiero 200 unidades");
  const doubt = page.locator(".doubt", { hasText: "rosa" });
  await doubt.waitFor({ timeout: shown_within_ms });
  await page.keyboard.press("x");
  await doubt.waitFor({ state: "detached", timeout: shown_within_ms });
  await page.getByRole("button", { name: "Undo" }).click();
  await doubt.waitFor({ timeout: shown_within_ms });
  await doubt.getByLabel("Quantity", { exact: false }).fill("1");
  await doubt.getByLabel("Quantity", { exact: false }).blur();
  await page.keyboard.press("a");
  await page.locator(".order-row", { hasText: "rosa" }).waitFor({ timeout: shown_within_ms });
  await doubt.waitFor({ state: "detached", timeout: shown_within_ms });
});

check("an order is released, and a buyer is blocked, with two clicks each", async ({ page }) => {
  const order = page.locator(".order-row", { hasText: "rosa" });
  await order.getByRole("button", { name: "Change", exact: false }).click();
  await order.getByRole("button", { name: "Release" }).click();
  await order.getByText("cancelled").waitFor({ timeout: shown_within_ms });
  const said = page.locator(".comment", { hasText: "rosa" }).first();
  await said.getByRole("button", { name: "What to do about it", exact: false }).click();
  await said.getByRole("button", { name: "Block rosa" }).click();
  await page.getByText("Nothing more is sold to rosa.").waitFor({ timeout: shown_within_ms });
});

check("the quantity of an order changes in its place, with two clicks", async ({ page }) => {
  const order = page.locator(".order-row", { hasText: "marta" });
  await order.getByRole("button", { name: "Change: 2", exact: false }).click();
  await order.getByRole("button", { name: "One less" }).click();
  await order.getByRole("button", { name: "Change: 1", exact: false }).waitFor({ timeout: shown_within_ms });
  await order.getByText("$11.25").waitFor({ timeout: shown_within_ms });
  await order.getByRole("button", { name: "One more" }).click();
  await order.getByText("$22.50").waitFor({ timeout: shown_within_ms });
});

check("a comment is given an order with two clicks", async ({ page }) => {
  await say("pia", "hola a todos");
  const said = page.locator(".comment", { hasText: "pia" }).first();
  await said.getByRole("button", { name: "What to do about it", exact: false }).click({ timeout: shown_within_ms });
  await said.getByRole("button", { name: "Give the order" }).click();
  await page.locator(".order-row", { hasText: "pia" }).waitFor({ timeout: shown_within_ms });
});

check("the overlay shows what is on the screen, upright and lying", async ({ page, browser }) => {
  await page.goto(dashboard + "/#/settings");
  await page.getByRole("button", { name: "Make an address" }).click({ timeout: shown_within_ms });
  const address = await page.getByLabel("Address of the browser source").inputValue();
  for (const size of [{ width: 1080, height: 1920 }, { width: 1920, height: 1080 }]) {
    const overlay = await open_page(browser, size);
    await overlay.page.goto(address);
    await overlay.page.getByText("Vela de soja", { exact: true }).waitFor({ timeout: shown_within_ms });
    await overlay.page.getByText("p•••", { exact: false }).waitFor({ timeout: shown_within_ms });
    await overlay.page.evaluate(() => (document.body.style.background = "#4a6"));
    await overlay.page.screenshot({ path: `${folder}/overlay-${size.width}.png` });
    assert.deepEqual(overlay.faults, []);
    await overlay.page.context().close();
  }
  await page.getByRole("button", { name: "Revoke" }).click();
});

check("the rules of the show are kept", async ({ page }) => {
  const minutes = page.getByLabel("Minutes that units are held", { exact: false });
  await minutes.fill("20");
  await page.locator("form", { has: minutes }).getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved").first().waitFor({ timeout: shown_within_ms });
  await page.reload();
  await minutes.waitFor({ timeout: shown_within_ms });
  assert.equal(await minutes.inputValue(), "20");
  await page.getByText("rosa").waitFor({ timeout: shown_within_ms });
  await page.goto(dashboard + "/#/live");
});

check("hostile text shows as text", async ({ page }) => {
  const hostile = [
    "<img src=x onerror=document.title='owned'>",
    "<script>document.title='owned'</script>",
    "{@html '<b>x</b>'} ${7*7} {{7*7}}",
    "\u202Egnp.exe \u2066abc",
    "Z\u0351\u0352\u0353\u0354\u0355\u0356\u0357\u0358\u0359a\u0351\u0352\u0353\u0354\u0355l",
  ];
  for (const message of hostile) await say("<b>eve</b>", message);
  await page.getByText("<img src=x", { exact: false }).first().waitFor({ timeout: shown_within_ms });
  assert.equal(await page.locator(".comment img, .comment script, .comment b b").count(), 0);
  assert.equal(await page.title(), "TikTokSales");
  const texts = (await page.locator(".comment .message").allTextContents()).join("\n");
  assert.ok(!/[\u202a-\u202e\u2066-\u2069]/.test(texts), "marks that turn text around are shown");
  assert.ok(!/\p{M}{3}/u.test(texts), "letters with more than two marks are shown");
});

check("orders are found by buyer and by status", async ({ page }) => {
  await page.goto(dashboard + "/#/orders");
  await page.getByRole("row", { name: /marta/ }).waitFor({ timeout: shown_within_ms });
  await page.getByLabel("Buyer, product, number").fill("VELA");
  await page.getByRole("row", { name: /pia/ }).waitFor({ timeout: shown_within_ms });
  await page.getByLabel("Buyer, product, number").fill("mart");
  await page.getByRole("row", { name: /pia/ }).waitFor({ state: "detached", timeout: shown_within_ms });
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save as CSV" }).click();
  const csv = readFileSync(await (await saved).path(), "utf8");
  assert.match(csv, /^order_id,order_number,.*\r\n.*,marta,/);
  await page.getByLabel("Status").selectOption("paid");
  await page.getByText("No order is like that.").waitFor({ timeout: shown_within_ms });
  await page.getByRole("button", { name: "Buyers" }).click();
  await page.getByRole("row", { name: /marta/ }).getByText("$22.50").waitFor({ timeout: shown_within_ms });
  await page.getByRole("row", { name: /rosa/ }).getByRole("button", { name: "Unblock rosa" })
    .waitFor({ timeout: shown_within_ms });
});

check("the figures of the day count the order", async ({ page }) => {
  await page.goto(dashboard + "/#/analytics");
  const funnel = page.getByRole("region", { name: "From comment to money" });
  await funnel.getByText("orders").waitFor({ timeout: shown_within_ms });
  await page.getByText("$33.75").first().waitFor({ timeout: shown_within_ms });
});

check("the page speaks Spanish when told, and remembers", async ({ page }) => {
  await page.goto(dashboard + "/#/settings");
  await page.getByLabel("Language").selectOption("es");
  await page.getByRole("heading", { name: "Ajustes" }).waitFor();
  await page.reload();
  await page.getByRole("heading", { name: "Ajustes" }).waitFor({ timeout: shown_within_ms });
  await page.getByLabel("Idioma").selectOption("en");
});

check("every page is seen at both sizes, light and dark", async ({ browser }) => {
  for (const size of [{ width: 1440, height: 900 }, { width: 390, height: 844 }])
    for (const colorScheme of ["light", "dark"]) {
      const { page, faults } = await open_page(browser, { ...size, colorScheme });
      for (const name of ["live", "catalogue", "orders", "analytics", "settings"]) {
        await look_at(page, "/#/" + name);
        await page.locator("h1").first().waitFor({ state: "attached", timeout: shown_within_ms });
        // A page that follows a show never stops loading: it is seen once it is connected.
        await page.locator(".state[data-state=connected]").waitFor({ state: "attached", timeout: shown_within_ms });
        if (name === "live") await page.locator(".comment").first().waitFor({ timeout: shown_within_ms });
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
const browser = await open_browser();
const { page, faults } = await open_page(browser);
let failed = 0;
for (const { name, run } of checks) {
  try {
    await run({ browser, page });
    assert.deepEqual(faults.splice(0), [], "the console of the browser has errors");
    console.log(`ok    ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL  ${name}\n      ${String(error.message).replaceAll("\n", "\n      ")}`);
    await page.screenshot({ path: `${folder}/failed-${failed}.png` }).catch(() => {});
  }
}
await browser.close();
console.log(failed ? `${failed} of ${checks.length} checks failed` : `all ${checks.length} checks passed`);
process.exit(failed ? 1 : 0);
