// A browser for tests, and what every page must keep to.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { isDeepStrictEqual } from "node:util";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const flags = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
  // A camera that shows a moving pattern, and that every page may use.
  "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
];

// For what must be seen, however busy the machine is. Only a failure takes the whole time.
export const shown_within_ms = 60_000;

export async function open_browser() {
  const executablePath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
  return chromium.launch({ executablePath, args: flags });
}

// A page that collects what went wrong in it.
export async function open_page(browser, { width = 1440, height = 900, ...options } = {}) {
  const context = await browser.newContext({
    viewport: { width, height }, locale: "en-US", reducedMotion: "reduce", ...options });
  context.setDefaultTimeout(shown_within_ms);
  const page = await context.newPage();
  const faults = [];
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(String(error)));
  return { page, faults };
}

// Waits until read() gives what is wanted: a page shows one thing after the other.
export async function becomes(read, wanted) {
  const end = Date.now() + shown_within_ms;
  for (;;) {
    const found = await read();
    if (isDeepStrictEqual(found, wanted)) return;
    if (Date.now() > end) assert.deepEqual(found, wanted);
    await new Promise((waited) => setTimeout(waited, 50));
  }
}

// Does what makes the page call the server, and waits for the answer to "METHOD ...part...".
export async function answered(page, method, part, act) {
  const answer = page.waitForResponse((one) => one.request().method() === method && one.url().includes(part));
  await act();
  return answer;
}

// What keeps people from using the page as it is now, one line each: WCAG 2.1, levels A and AA.
export async function accessibility_faults(page) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] }));
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id} (${help}): ${node.target.join(" ")} ${node.any[0]?.message ?? ""}`));
}

// Runs the checks one after the other in one page, with what went wrong in it; one line each. Ends the process, with status 1
// if one failed. FOLDER gets a screenshot of each failure. `allows_errors`: of the browser's console,
// which notes each call that a server refuses or that is away for.
export async function run_checks(checks, folder, { allows_errors = false } = {}) {
  const browser = await open_browser();
  const { page, faults } = await open_page(browser);
  let failed = 0;
  for (const { name, run } of checks) {
    try {
      await run({ browser, page, faults });
      const found = faults.splice(0);
      if (found.length && !allows_errors) throw new Error("the console of the browser has errors: " + found.join("; "));
      console.log(`ok    ${name}`);
    } catch (error) {
      failed += 1;
      faults.length = 0;
      console.log(`FAIL  ${name}\n      ${String(error.message).replaceAll("\n", "\n      ")}`);
      await page.screenshot({ path: `${folder}/failed-${failed}.png` }).catch(() => {});
    }
  }
  await browser.close();
  console.log(failed ? `${failed} of ${checks.length} checks failed` : `all ${checks.length} checks passed`);
  process.exit(failed ? 1 : 0);
}
