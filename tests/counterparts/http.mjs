// What all three share: a small HTTP server, faults that happen when asked for, calls to webhooks.
import http from "node:http";

const bodyBytesMax = 1024 * 1024;

export const pause = (ms) => new Promise((done) => setTimeout(done, ms));

async function readBody(request) {
    let body = "";
    request.setEncoding("utf8");
    for await (const part of request) {
        body += part;
        if (body.length > bodyBytesMax) throw new Error("the body is too large");
    }
    return body;
}

// `handle({method, path, query, headers, body})` gives {status, headers, json | text}. It listens
// on the loopback address and returns {url, close()}.
export async function serve(port, handle) {
    const server = http.createServer(async (request, response) => {
        try {
            const url = new URL(request.url, "http://127.0.0.1");
            const body = await readBody(request);
            const answer = await handle({
                method: request.method,
                path: url.pathname,
                query: url.search.slice(1),
                headers: request.headers,
                body,
            });
            if (answer === "hang") return; // Until the caller gives up.
            if (answer === "drop") return void request.socket.destroy();
            const isText = answer.text !== undefined;
            response.writeHead(answer.status ?? 200, {
                "content-type": isText ? "text/html; charset=utf-8" : "application/json",
                ...answer.headers,
            });
            response.end(isText ? answer.text : JSON.stringify(answer.json ?? {}));
        } catch (error) {
            console.error(error);
            response.writeHead(500, { "content-type": "text/plain" });
            response.end(String(error));
        }
    });
    server.listen(port, "127.0.0.1");
    await new Promise((done, fail) => server.once("listening", done).once("error", fail));
    return {
        url: `http://127.0.0.1:${server.address().port}`,
        close: () => {
            server.closeAllConnections();
            server.close();
        },
    };
}

// What goes wrong next. Each fault is {on: "POST /v1/refunds", kind, times, ms}: `on` is the start
// of "METHOD /path"; it happens `times` times (1), one fault after the other.
//   slow         answers after ms
//   hang         does it and never answers          hang_before   never does it either
//   fail_after   does it and answers 500            fail          answers 500 without doing it
//   drop_after   does it and cuts the line          drop          cuts the line
//   rate_limit   429    busy   409    garbage   200 and half of an HTML page    down   503
export class Faults {
    constructor() {
        this.waiting = [];
    }

    set(faults) {
        this.waiting = faults.map((fault) => ({ times: 1, ms: 1000, ...fault }));
    }

    next(method, path) {
        const call = `${method} ${path}`;
        const fault = this.waiting.find((one) => one.times > 0 && call.startsWith(one.on));
        if (!fault) return undefined;
        fault.times -= 1;
        return fault;
    }
}

// Runs `act()` under the fault. `errors` says how this provider words 409, 429, 500 and 503.
export async function underFault(fault, act, errors) {
    switch (fault?.kind) {
        case undefined:
            return act();
        case "slow":
            await pause(fault.ms);
            return act();
        case "hang":
            await act();
            return "hang";
        case "hang_before":
            return "hang";
        case "drop_after":
            await act();
            return "drop";
        case "drop":
            return "drop";
        case "garbage":
            return { status: 200, text: "<html><body>Bad gateway of somebody in bet" };
        case "fail":
            return errors(500);
        case "rate_limit":
            return errors(429);
        case "busy":
            return errors(409);
        case "down":
            return errors(503);
        default:
            throw new Error(`no fault is called ${fault.kind}`);
    }
}

// Posts to a webhook. The status, or 0 if nobody answered.
export async function callWebhook(url, headers, body) {
    try {
        const signal = AbortSignal.timeout(10_000);
        const answer = await fetch(url, { method: "POST", headers, body, signal });
        await answer.text();
        return answer.status;
    } catch {
        return 0;
    }
}
