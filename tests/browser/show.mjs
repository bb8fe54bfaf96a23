// The console while the demo show is played: node show.mjs PROGRAM URLS FOLDER
// URLS are "role=url" with commas between them. FOLDER gets screenshots. One line a check; exit
// status 1 if one failed.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { open_page, run_checks } from "./browser.mjs";

const [program, roles, folder] = process.argv.slice(2);
const url = Object.fromEntries(roles.split(",").map((role) => role.split(/=(.*)/)));
const patience = { timeout: 60_000 };
const checks = [];
const check = (name, run) => checks.push({ name, run });

let ended;
let said = "";

function play() {
  const demo = spawn(program, ["demo", "--fast", "--url", url.chat, "--vision-url", url.vision,
    "--ecommerce-url", url.ecommerce, "--auth-url", url.auth, "--dashboard-url", url.dashboard]);
  demo.stdout.on("data", (bytes) => (said += bytes));
  demo.stderr.on("data", (bytes) => (said += bytes));
  ended = new Promise((exited) => demo.once("close", exited));
}

const read = async (path) => (await fetch(url.dashboard + path)).json();
const figure = (page, title) =>
  page.locator(".figure").filter({ has: page.getByText(title, { exact: true }) }).locator("p").innerText();

check("the show comes up by itself on the page that waits for one", async ({ page }) => {
  await page.goto(url.dashboard);
  await page.locator(".state[data-state=connected]").waitFor({ state: "attached", ...patience });
  play();
  await page.locator(".comment").first().waitFor(patience);
  await page.locator(".order-row").first().waitFor(patience);
});

check("every page can be looked at while it goes on", async ({ browser }) => {
  const { page, faults } = await open_page(browser);
  for (const place of ["catalogue", "orders", "analytics", "settings", "live"]) {
    await page.goto(`${url.dashboard}/#/${place}`);
    await page.locator("h1, h2").first().waitFor({ state: "attached", ...patience });
    await page.locator(".state[data-state=connected]").waitFor({ state: "attached", ...patience });
  }
  await page.locator(".comment").first().waitFor(patience);
  assert.deepEqual(faults, []);
  await page.context().close();
});

check("when it is over the page shows the figures that the server has", async ({ page }) => {
  assert.equal(await ended, 0, said);
  const [streamer] = (await read("/api/streamers")).streamers;
  const number = (count) => new Intl.NumberFormat("en").format(count);
  let totals, shown;
  for (const until = Date.now() + patience.timeout; Date.now() < until; ) {
    totals = await read(`/api/totals?streamer=${encodeURIComponent(streamer)}`);
    shown = [await figure(page, "Orders"), await figure(page, "Want to buy")];
    if (shown[0] === number(totals.orders) && shown[1] === number(totals.intents.buy)) break;
    await page.waitForTimeout(200);
  }
  assert.deepEqual(shown, [number(totals.orders), number(totals.intents.buy)]);
  assert.ok(totals.orders > 0 && totals.comments > totals.orders, JSON.stringify(totals));
  await page.screenshot({ path: `${folder}/show-1440-light.png` });
});

mkdirSync(folder, { recursive: true });
await run_checks(checks, folder);
