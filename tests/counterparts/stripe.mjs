// Plays Stripe: its REST API, the page where a buyer pays, and signed webhooks. State is kept in
// memory. What a test steers is under /_control.
import qs from "qs";
import { Faults, serve, underFault } from "./http.mjs";
import { Refusal, rules } from "./stripe_rules.mjs";
import { StripeState } from "./stripe_state.mjs";
import { Webhooks, sign } from "./stripe_webhooks.mjs";

const versionKnown = /^20[0-9]{2}-[01][0-9]-[0-3][0-9]$/;
const parse = (text) =>
    qs.parse(text, { depth: 10, parameterLimit: 2000, arrayLimit: 100, allowPrototypes: false });

const errors = {
    409: {
        type: "idempotency_error",
        code: "idempotency_key_in_use",
        message: "There is currently another in-progress request using this Idempotent Key.",
    },
    429: {
        type: "invalid_request_error",
        code: "rate_limit",
        message: "Request rate limit exceeded.",
    },
    500: { type: "api_error", message: "An unknown error occurred." },
    503: { type: "api_error", message: "Stripe is currently under heavy load." },
};
const failure = (status) => ({ status, json: { error: errors[status] } });

export class Stripe {
    constructor({ apiKey }) {
        this.apiKey = apiKey;
        this.webhooks = new Webhooks();
        this.state = new StripeState(this.webhooks);
        this.faults = new Faults();
        this.requests = []; // {method, path, key, status, replayed}
        this.answers = new Map(); // By Idempotency-Key: {call, answer}; no answer yet: in progress.
    }

    async listen(port) {
        this.server = await serve(port, (request) => this.handle(request));
        this.url = this.server.url;
        return this.url;
    }

    handle(request) {
        if (request.path.startsWith("/_control/")) return this.control(request);
        if (request.path.startsWith("/pay/")) return this.page(request);
        return this.api(request);
    }

    // --- The API

    async api(request) {
        const entry = {
            method: request.method,
            path: request.path,
            key: request.headers["idempotency-key"],
        };
        this.requests.push(entry);
        const fault = this.faults.next(request.method, request.path);
        const act = async () => this.answer(request, entry, fault);
        const after = fault?.kind === "fail_after" ? undefined : fault;
        const answer = await underFault(after, act, failure);
        if (typeof answer === "string") return answer;
        entry.status = answer.status ?? 200;
        const id = `req_${this.requests.length}`;
        return {
            ...answer,
            headers: { "request-id": id, "stripe-version": "2024-06-20", ...answer.headers },
        };
    }

    refusal(request) {
        const given = /^(?:Bearer (.+)|Basic (.+))$/.exec(request.headers.authorization ?? "");
        const key =
            given?.[1] ??
            Buffer.from(given?.[2] ?? "", "base64")
                .toString()
                .split(":")[0];
        const refuse = (status, message) => ({
            status,
            json: { error: { type: "invalid_request_error", message } },
        });
        if (!key) return refuse(401, "You did not provide an API key.");
        if (key !== this.apiKey)
            return refuse(401, `Invalid API Key provided: ${key.slice(0, 8)}****`);
        const version = request.headers["stripe-version"];
        if (version && !versionKnown.test(version))
            return refuse(400, `Invalid Stripe API version: ${version}`);
        const type = request.headers["content-type"] ?? "";
        if (
            request.method === "POST" &&
            request.body &&
            !type.startsWith("application/x-www-form-urlencoded")
        )
            return refuse(
                400,
                "Invalid request (check that your POST content type is application/x-www-form-urlencoded).",
            );
        return undefined;
    }

    // Under its key: done once, then said again. What is refused before anything is done is not kept.
    answer(request, entry, fault) {
        const refused = this.refusal(request);
        if (refused) return refused;
        const key = request.method === "POST" ? entry.key : undefined;
        const call = `${request.method} ${request.path} ${request.body}`;
        const before = key && this.answers.get(key);
        if (before) {
            if (before.call !== call)
                return {
                    status: 400,
                    json: {
                        error: {
                            type: "idempotency_error",
                            message:
                                "Keys for idempotent requests can only be used with the same parameters they were first used with.",
                        },
                    },
                };
            if (!before.answer) return failure(409);
            entry.replayed = true;
            return { ...before.answer, headers: { "idempotent-replayed": "true" } };
        }
        try {
            if (key) this.answers.set(key, { call });
            const json = this.route(request, {
                id: `req_${this.requests.length}`,
                key,
                base: this.url,
            });
            // As at Stripe, a 500 is what the key says from now on, whatever was done.
            const answer = fault?.kind === "fail_after" ? failure(500) : { status: 200, json };
            if (key) this.answers.set(key, { call, answer });
            return structuredClone(answer);
        } catch (error) {
            if (key) this.answers.delete(key);
            if (error instanceof Refusal)
                return { status: error.status, json: { error: error.error } };
            throw error;
        }
    }

    route(request, by) {
        const { method, path } = request;
        const form = parse(method === "GET" ? request.query : request.body);
        const state = this.state;
        const at = (pattern) => new RegExp(`^${pattern}$`).exec(`${method} ${path}`);
        let found;
        if (at("POST /v1/checkout/sessions"))
            return state.createSession(rules.createSession(form, ""), by);
        if (at("GET /v1/checkout/sessions"))
            return this.list(state.sessions, rules.listSessions(form, ""), path);
        if (at("POST /v1/payment_intents"))
            return state.createIntent(rules.createIntent(form, ""), by);
        if (at("GET /v1/payment_intents"))
            return this.list(state.intents, rules.listIntents(form, ""), path);
        if (at("POST /v1/refunds")) return state.createRefund(rules.createRefund(form, ""), by);
        if (at("GET /v1/refunds"))
            return this.list(state.refunds, rules.listRefunds(form, ""), path);
        if (at("GET /v1/events")) return this.listEvents(rules.listEvents(form, ""), path);
        if ((found = at("GET /v1/events/(\\w+)"))) return this.event(found[1]);
        if ((found = at("GET /v1/refunds/(\\w+)")))
            return state.find(state.refunds, found[1], "refund");
        if ((found = at("(GET|POST) /v1/checkout/sessions/(\\w+)(/expire)?"))) {
            const session = state.find(state.sessions, found[2], "checkout.session");
            return found[3] ? state.expireSession(session, by) : session;
        }
        if ((found = at("(GET|POST) /v1/payment_intents/(\\w+)(/confirm|/cancel)?"))) {
            const intent = state.find(state.intents, found[2], "payment_intent");
            if (found[3] === "/cancel")
                return state.cancelIntent(intent, by, rules.cancelIntent(form, ""));
            if (found[3] === "/confirm")
                return this.confirm(intent, rules.confirmIntent(form, ""), by);
            return intent;
        }
        throw new Refusal(404, { message: `Unrecognized request URL (${method}: ${path}).` });
    }

    confirm(intent, form, by) {
        const cards = {
            pm_card_visa: "4242424242424242",
            pm_card_visa_chargeDeclined: "4000000000000002",
        };
        const outcome = this.state.confirmIntent(
            intent,
            cards[form.payment_method] ?? form.payment_method,
            by,
        );
        if (outcome === "card_declined" || outcome === "insufficient_funds")
            throw new Refusal(402, { ...intent.last_payment_error });
        return intent;
    }

    list(all, form, url) {
        const {
            limit = 10,
            created = {},
            starting_after: after,
            payment_intent: intent,
            charge,
            status,
        } = form;
        let data = [...all.values()]
            .reverse()
            .filter(
                (one) =>
                    (created.gte === undefined || one.created >= created.gte) &&
                    (created.gt === undefined || one.created > created.gt) &&
                    (created.lte === undefined || one.created <= created.lte) &&
                    (created.lt === undefined || one.created < created.lt) &&
                    (!intent || one.payment_intent === intent) &&
                    (!charge || one.charge === charge) &&
                    (!status || one.status === status),
            );
        if (after) data = data.slice(data.findIndex((one) => one.id === after) + 1);
        return { object: "list", data: data.slice(0, limit), has_more: data.length > limit, url };
    }

    listEvents(form, url) {
        const all = new Map([...this.webhooks.events].reverse().map((event) => [event.id, event]));
        const wanted = form.types ?? (form.type ? [form.type] : undefined);
        if (wanted) for (const [id, event] of all) if (!wanted.includes(event.type)) all.delete(id);
        return this.list(all, form, url);
    }

    event(id) {
        const found = this.webhooks.events.find((event) => event.id === id);
        if (found) return found;
        throw new Refusal(404, { message: `No such event: '${id}'`, code: "resource_missing" });
    }

    // --- The page where the buyer pays: a form with the number of a test card.

    page(request) {
        const session = this.state.sessions.get(request.path.slice("/pay/".length));
        if (!session) return { status: 404, text: "<p>There is no such payment.</p>" };
        let said = "";
        if (request.method === "POST") {
            const { status, outcome } = this.state.paySession(
                session,
                String(parse(request.body).card ?? ""),
            );
            if (session.status === "complete")
                return { status: 303, text: "", headers: { location: session.success_url } };
            said = `<p>${outcome ?? status}</p>`;
        }
        const amount = `${session.amount_total} ${session.currency}`;
        return {
            text: `<!doctype html><title>Test payment</title>${said}<form method="post"><p>${amount} (smallest units). No money moves.</p><input name="card" value="4242424242424242"><button>Pay</button></form>`,
        };
    }

    // --- For tests

    async control(request) {
        const what = request.path.slice("/_control/".length);
        const given = request.body ? JSON.parse(request.body) : {};
        const session = () =>
            this.state.find(this.state.sessions, given.session, "checkout.session");
        const json = (value) => ({ json: value ?? {} });
        switch (what) {
            case "endpoint": // {url, secret}
                this.webhooks.endpoint = given;
                return json();
            case "faults":
                this.faults.set(given);
                return json();
            case "hold": // Events wait for "deliver".
                this.webhooks.held = [];
                return json();
            case "deliver":
                return json({ statuses: await this.webhooks.deliver(given) });
            case "send": {
                // {event, at?, secret?, body?}: this one again, signed as of `at`.
                const body =
                    given.body ??
                    JSON.stringify(this.webhooks.events.find((one) => one.id === given.event));
                const signature =
                    given.signature ??
                    sign(given.secret ?? this.webhooks.endpoint.secret, body, given.at);
                return json({ status: await this.webhooks.sendOnce(body, signature) });
            }
            case "pay": // {session, card}
                return json(
                    this.state.paySession(session(), String(given.card ?? "4242424242424242")),
                );
            case "pay_intent": // {intent, card}
                return json({
                    outcome: this.state.confirmIntent(
                        this.state.find(this.state.intents, given.intent, "payment_intent"),
                        String(given.card ?? "4242424242424242"),
                    ),
                });
            case "settle": // {session, paid}: the bank decides.
                return json(this.state.settleSession(session(), given.paid));
            case "expire":
                return json(this.state.expireSession(session()));
            case "state":
                return json({
                    sessions: [...this.state.sessions.values()],
                    intents: [...this.state.intents.values()],
                    refunds: [...this.state.refunds.values()],
                    events: this.webhooks.events,
                    deliveries: this.webhooks.deliveries,
                    requests: this.requests,
                });
            default:
                return { status: 404, json: { error: `no control is called ${what}` } };
        }
    }
}
