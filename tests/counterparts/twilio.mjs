// Plays Twilio: the Messages API, and signed reports of how far each message got.
import crypto from "node:crypto";
import { Faults, callWebhook, serve, underFault } from "./http.mjs";
import { failure, refusal } from "./twilio_rules.mjs";

const dayMs = 24 * 60 * 60 * 1000;
const errors = (status) => failure(status, { 429: 20429, 500: 20500, 503: 20500 }[status]);

export function sign(token, url, form) {
    const text = Object.keys(form)
        .sort()
        .reduce((all, name) => all + name + form[name], url);
    return crypto.createHmac("sha1", token).update(text).digest("base64");
}

export class Twilio {
    constructor({ accountSid, authToken }) {
        this.accountSid = accountSid;
        this.authToken = authToken;
        this.faults = new Faults();
        this.messages = [];
        this.callbacks = []; // {sid, state, status}
        this.fates = {}; // By number: {states: [...], error}. Others get "sent", "delivered".
        this.wrote = new Map(); // By number: when it last wrote by WhatsApp.
        this.stopped = new Set();
        this.templated = new Set(); // Sids of messages that were made of a template.
        this.contents = new Map(); // Approved templates: "Paid: {{3}}" by HX...
    }

    async listen(port) {
        this.server = await serve(port, (request) => this.handle(request));
        this.url = this.server.url;
        return this.url;
    }

    async handle(request) {
        if (request.path.startsWith("/_control/")) return this.control(request);
        const wanted = Buffer.from(`${this.accountSid}:${this.authToken}`).toString("base64");
        if (request.headers.authorization !== `Basic ${wanted}`) return failure(401, 20003);
        const base = `/2010-04-01/Accounts/${this.accountSid}/Messages.json`;
        if (request.path !== base)
            return {
                status: 404,
                json: {
                    code: 20404,
                    message: `The requested resource ${request.path} was not found`,
                    status: 404,
                },
            };
        const fault = this.faults.next(request.method, "/Messages.json");
        const act = async () =>
            request.method === "POST" ? this.create(request) : this.list(request);
        if (fault?.kind !== "fail_after") return underFault(fault, act, errors);
        await act();
        return errors(500);
    }

    create(request) {
        const form = Object.fromEntries(new URLSearchParams(request.body));
        const refused = refusal(form, this.stopped, this.contents);
        if (refused) return refused;
        const message = {
            sid: `${form.To.startsWith("whatsapp:") ? "MM" : "SM"}${crypto.randomBytes(16).toString("hex")}`,
            account_sid: this.accountSid,
            api_version: "2010-04-01",
            body: this.textOf(form),
            date_created: new Date().toUTCString(),
            date_sent: null,
            direction: "outbound-api",
            error_code: null,
            error_message: null,
            from: form.From,
            num_segments: String(Math.ceil(this.textOf(form).length / 153)),
            status: "queued",
            to: form.To,
        };
        this.messages.push(message);
        if (form.ContentSid) this.templated.add(message.sid);
        void this.report(message, form.StatusCallback);
        return { status: 201, json: structuredClone(message) };
    }

    textOf(form) {
        if (!form.ContentSid) return form.Body;
        const variables = JSON.parse(form.ContentVariables ?? "{}");
        const text = this.contents.get(form.ContentSid);
        return text.replace(/\{\{(\w+)\}\}/g, (_all, name) => variables[name] ?? "");
    }

    // By WhatsApp in our own words, outside of the 24 hours after the buyer wrote: taken, and failed
    // with 63016 a moment later.
    fateOf(message) {
        const number = message.to.replace("whatsapp:", "");
        const given = this.fates[number];
        if (given) return given;
        const isWhatsApp = message.to !== number;
        const wrote = this.wrote.get(number) ?? 0;
        const isAnswer = Date.now() - wrote <= dayMs;
        if (isWhatsApp && !isAnswer && !this.templated.has(message.sid))
            return { states: ["failed"], error: 63016 };
        return { states: ["sent", "delivered"] };
    }

    async report(message, callback) {
        const { states, error } = this.fateOf(message);
        for (const state of states) {
            message.status = state;
            message.date_sent ??= new Date().toUTCString();
            if (state === "failed" || state === "undelivered") message.error_code = error ?? 30003;
            if (callback) await this.callBack(message, callback);
        }
    }

    async callBack(message, url, signature) {
        const form = {
            AccountSid: this.accountSid,
            ApiVersion: "2010-04-01",
            From: message.from,
            MessageSid: message.sid,
            MessageStatus: message.status,
            SmsSid: message.sid,
            SmsStatus: message.status,
            To: message.to,
            ...(message.error_code && { ErrorCode: String(message.error_code) }),
        };
        const headers = {
            "content-type": "application/x-www-form-urlencoded",
            "x-twilio-signature": signature ?? sign(this.authToken, url, form),
        };
        const status = await callWebhook(url, headers, new URLSearchParams(form).toString());
        this.callbacks.push({ sid: message.sid, state: message.status, status });
        return status;
    }

    list(request) {
        const wanted = new URLSearchParams(request.query);
        const size = Number(wanted.get("PageSize") ?? 50);
        const since = wanted.get("DateSent>");
        const found = this.messages
            .filter((one) => !wanted.get("To") || one.to === wanted.get("To"))
            .filter((one) => !since || new Date(one.date_created) >= new Date(since))
            .reverse();
        return { json: { messages: found.slice(0, size), page: 0, page_size: size } };
    }

    // --- For tests

    async control(request) {
        const given = request.body ? JSON.parse(request.body) : {};
        switch (request.path.slice("/_control/".length)) {
            case "faults":
                this.faults.set(given);
                return {};
            case "fates": // {"+34600123456": {states: ["undelivered"], error: 30003}}
                this.fates = given;
                return {};
            case "wrote": // {number}: by WhatsApp, just now.
                this.wrote.set(given.number, Date.now());
                return {};
            case "contents": // {"HX...": "Paid: {{3}}"}: templates that were approved.
                this.contents = new Map(Object.entries(given));
                return {};
            case "stop": // {number}: wrote STOP.
                this.stopped.add(given.number);
                return {};
            case "call_back": {
                // {sid, state, url, signature?}: that report, signed as it should be or not.
                const message = this.messages.find((one) => one.sid === given.sid);
                return {
                    json: {
                        status: await this.callBack(
                            { ...message, status: given.state },
                            given.url,
                            given.signature,
                        ),
                    },
                };
            }
            case "inbound": {
                // {url, from, body}: a buyer writes to the shop.
                if (given.from.startsWith("whatsapp:"))
                    this.wrote.set(given.from.slice(9), Date.now());
                const form = {
                    AccountSid: this.accountSid,
                    Body: given.body,
                    From: given.from,
                    MessageSid: `SM${crypto.randomBytes(16).toString("hex")}`,
                    NumMedia: "0",
                    To: "+34911000000",
                };
                const headers = {
                    "content-type": "application/x-www-form-urlencoded",
                    "x-twilio-signature": sign(this.authToken, given.url, form),
                };
                return {
                    json: {
                        status: await callWebhook(
                            given.url,
                            headers,
                            new URLSearchParams(form).toString(),
                        ),
                    },
                };
            }
            case "state":
                return { json: { messages: this.messages, callbacks: this.callbacks } };
            default:
                return { status: 404, json: { error: "no such control" } };
        }
    }
}
