// Who may look at the console of a server that trusts nobody: node login.mjs DASHBOARD_URL ADMIN_TOKEN
// FOLDER. The streamer ana@example.com has the password "password 2".

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { accessibility_faults, run_checks, shown_within_ms } from "./browser.mjs";

const [dashboard, admin_token, folder] = process.argv.slice(2);

const checks = [
  {
    name: "nobody sees anything without a login",
    run: async ({ page }) => {
      await page.goto(dashboard);
      await page.getByRole("heading", { name: "Log in" }).waitFor({ timeout: shown_within_ms });
      assert.deepEqual(await accessibility_faults(page), []);
      await page.screenshot({ path: `${folder}/login-1440-light.png` });
      assert.deepEqual(await (await fetch(dashboard + "/setup")).json(), { needed: false });
      assert.equal((await fetch(dashboard + "/setup", { method: "POST", body: "{}",
        headers: { "Content-Type": "application/json" } })).status, 401);
    },
  },
  {
    name: "a streamer comes in, sees where it is logged in, makes a token, and goes out",
    run: async ({ page }) => {
      await page.getByLabel("E-mail").fill("ana@example.com");
      await page.getByLabel("Password").fill("password 2");
      await page.getByRole("button", { name: "Log in" }).click();
      await page.locator(".state[data-state=connected]").waitFor({ state: "attached", timeout: shown_within_ms });
      await page.goto(dashboard + "/#/settings");
      await page.getByRole("heading", { name: "Where you are logged in" }).waitFor({ timeout: shown_within_ms });
      await page.getByText("here", { exact: true }).waitFor({ timeout: shown_within_ms });
      await page.getByLabel("What it is for").fill("obs");
      await page.getByRole("button", { name: "Make a token" }).click();
      const made = page.getByLabel("The new token, shown only now");
      await made.waitFor({ timeout: shown_within_ms });
      assert.match(await made.inputValue(), /^tts_ingest_/);
      assert.equal(await page.getByLabel("Commission in percent").isDisabled(), true);
      assert.deepEqual(await accessibility_faults(page), []);
      await page.getByRole("button", { name: "Log out" }).click();
      await page.getByRole("heading", { name: "Log in" }).waitFor({ timeout: shown_within_ms });
    },
  },
  {
    name: "the administrator comes in with the token",
    run: async ({ page }) => {
      await page.getByRole("button", { name: "Use the admin token" }).click();
      await page.getByLabel("Admin token").fill(admin_token);
      await page.getByRole("button", { name: "Log in" }).click();
      await page.getByRole("button", { name: "Log out" }).waitFor({ timeout: shown_within_ms });
      const who = await page.evaluate(async () => (await fetch("/session")).json());
      assert.equal(who.role, "admin");
    },
  },
];

mkdirSync(folder, { recursive: true });
await run_checks(checks, folder, { allows_errors: true });
