// Stripe's events, and how they get to the shop: signed, repeated until they are taken, and on
// demand held back, doubled and shuffled.
import crypto from "node:crypto";
import { callWebhook, pause } from "./http.mjs";

const triesMax = 6;
const firstPause = 200; // ms; doubles. Stripe's own begins with minutes.

export const sign = (secret, body, at = Math.floor(Date.now() / 1000)) =>
    `t=${at},v1=${crypto.createHmac("sha256", secret).update(`${at}.${body}`).digest("hex")}`;

export class Webhooks {
    constructor() {
        this.endpoint = undefined; // {url, secret}
        this.held = undefined; // Events that wait for deliver(); undefined: each goes at once.
        this.events = [];
        this.deliveries = []; // {event, status}
    }

    // `object` as it is now.
    emit(type, object, request = {}) {
        const event = {
            id: `evt_${crypto.randomBytes(12).toString("hex")}`,
            object: "event",
            api_version: "2024-06-20",
            created: Math.floor(Date.now() / 1000),
            data: { object: structuredClone(object) },
            livemode: false,
            pending_webhooks: 1,
            request: { id: request.id ?? null, idempotency_key: request.key ?? null },
            type,
        };
        this.events.unshift(event);
        if (this.held) this.held.push(event);
        else void this.send(event);
        return event;
    }

    // Until it is taken, as often as Stripe tries in the end.
    async send(event) {
        if (!this.endpoint) return 0;
        const body = JSON.stringify(event);
        for (let attempt = 1, wait = firstPause; ; attempt += 1, wait *= 2) {
            const status = await this.sendOnce(body, sign(this.endpoint.secret, body));
            this.deliveries.push({ event: event.id, type: event.type, status });
            if ((status >= 200 && status < 300) || attempt === triesMax) return status;
            await pause(wait);
        }
    }

    sendOnce(body, signature) {
        const headers = {
            "content-type": "application/json; charset=utf-8",
            "stripe-signature": signature,
        };
        return callWebhook(this.endpoint.url, headers, body);
    }

    // What was held back: `copies` of each, in the order that `seed` shuffles them into (0: as they
    // happened, -1: backwards). Several at once. The statuses.
    async deliver({ copies = 1, seed = 0, keep = false } = {}) {
        const held = this.held ?? [];
        let all = Array.from({ length: copies }, () => held).flat();
        if (seed < 0) all.reverse();
        else if (seed > 0) all = shuffled(all, seed);
        const statuses = await Promise.all(all.map((event) => this.send(event)));
        this.held = keep ? [] : undefined;
        return statuses;
    }
}

function shuffled(items, seed) {
    const all = [...items];
    let state = seed;
    for (let i = all.length - 1; i > 0; i -= 1) {
        state = (state * 1103515245 + 12345) % 2147483648;
        const j = state % (i + 1);
        [all[i], all[j]] = [all[j], all[i]];
    }
    return all;
}
