// The live page while its server is killed and comes back:
// node resume.mjs PROGRAM FOLDER CHAT_PORT DASHBOARD_PORT
// PROGRAM is started there, with a data folder that is FOLDER/data. The ports must be none that the
// kernel gives to outgoing connections: nobody listens on them while the server is away.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { becomes, run_checks, shown_within_ms as within_ms } from "./browser.mjs";

const [program, folder, chat, dashboard] = process.argv.slice(2);
const streamer = "resume_ana";

const ports = { chat, dashboard };
const url = (role, path) => `http://127.0.0.1:${ports[role]}${path}`;
const is_ready = (role) => fetch(url(role, "/ready")).then((answer) => answer.ok, () => false);
let server;

async function start() {
  const words = Object.entries({ ...ports, nlp: 0, vision: 0, ecommerce: 0, auth: 0 })
    .map(([role, port]) => `${role}=${port}`);
  server = spawn(program, ["serve", "--data", folder + "/data", "--ports", words.join(",")], { stdio: "ignore" });
  const until = Date.now() + within_ms;
  while (Date.now() < until) {
    const ready = await Promise.all(Object.keys(ports).map(is_ready));
    if (ready.every(Boolean)) return;
    await new Promise((waited) => setTimeout(waited, 100));
  }
  throw new Error("the server does not become ready");
}

async function kill() {
  const gone = new Promise((exited) => server.once("exit", exited));
  server.kill("SIGKILL");
  await gone;
}

async function say(from, until) {
  for (let number = from; number < until; number++) {
    const sent = await fetch(url("chat", "/comments"), {
      method: "POST", headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ streamer, client: `viewer_${number}`, message: `message ${number}.` }) });
    assert.equal(sent.status, 200, await sent.text());
  }
}

async function shown(page) {
  return (await page.locator(".comment .message").allTextContents()).map((text) => text.trim());
}

const newest_first = (count) =>
  Array.from({ length: count }, (_, at) => `message ${count - 1 - at}.`);

const checks = [
  {
    name: "a page that lost its server goes on without gaps or doubles",
    run: async ({ page }) => {
      await start();
      await say(0, 10);
      await page.goto(url("dashboard", "/"));
      await page.getByText("message 9.").waitFor({ timeout: within_ms });
      for (let round = 1; round <= 2; round++) {
        const said = say(10 * round, 10 * round + 5);
        await said;
        await kill();
        await page.locator(".state[data-state=down]").waitFor({ state: "attached", timeout: within_ms });
        await start();
        await say(10 * round + 5, 10 * round + 10);
        await page.getByText(`message ${10 * round + 9}.`).waitFor({ timeout: within_ms });
        await page.locator(".state[data-state=connected]").waitFor({ state: "attached", timeout: within_ms });
      }
      await page.getByText("message 24.").waitFor({ timeout: within_ms });
      await becomes(async () => (await shown(page)).sort(), newest_first(30).sort());
    },
  },
];

mkdirSync(folder, { recursive: true });
rmSync(folder + "/data", { recursive: true, force: true });
process.on("exit", () => server?.kill("SIGKILL"));
await run_checks(checks, folder, { allows_errors: true });
