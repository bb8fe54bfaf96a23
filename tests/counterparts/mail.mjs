// Plays a mail server: STARTTLS and a login are demanded, and what comes is kept to be read.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { SMTPServer } from "smtp-server";
import { serve } from "./http.mjs";

// A certificate of our own for 127.0.0.1, made anew: {key, cert, file}.
function certificate() {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tts-mail-"));
    const [key, file] = [path.join(folder, "key.pem"), path.join(folder, "certificate.pem")];
    const words =
        "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1";
    execFileSync("openssl", [...words.split(" "), "-keyout", key, "-out", file], {
        stdio: "ignore",
    });
    const made = { key: fs.readFileSync(key), cert: fs.readFileSync(file), file };
    process.once("exit", () => fs.rmSync(folder, { recursive: true, force: true }));
    return made;
}

const failed = (code, text) => Object.assign(new Error(text), { responseCode: code });

export class Mail {
    constructor({ user, password }) {
        this.mails = [];
        this.codes = []; // What the next recipients are refused with.
        this.certificate = certificate();
        this.smtp = new SMTPServer({
            key: this.certificate.key,
            cert: this.certificate.cert,
            authMethods: ["PLAIN", "LOGIN"],
            logger: false,
            onAuth: (given, _session, done) =>
                given.username === user && given.password === password
                    ? done(null, { user })
                    : done(failed(535, "Authentication credentials invalid")),
            onRcptTo: (_address, _session, done) => {
                const code = this.codes.shift();
                done(code ? failed(code, "Refused") : null);
            },
            onData: (stream, session, done) => this.keep(stream, session, done),
        });
        this.smtp.on("error", () => {}); // A client that cut the line.
    }

    async keep(stream, session, done) {
        let text = "";
        stream.setEncoding("utf8");
        for await (const part of stream) text += part;
        const [head, body = ""] = text.split("\r\n\r\n");
        const encoded = /^content-transfer-encoding: base64$/im.test(head);
        this.mails.push({
            from: session.envelope.mailFrom.address,
            to: session.envelope.rcptTo.map((one) => one.address),
            secure: session.secure,
            user: session.user,
            head,
            text: encoded ? Buffer.from(body, "base64").toString() : body,
        });
        done();
    }

    async listen(port, controlPort) {
        this.smtp.listen(port, "127.0.0.1");
        await new Promise((ready) => this.smtp.server.once("listening", ready));
        this.server = await serve(controlPort, (request) => this.control(request));
        this.url = `smtp://127.0.0.1:${this.smtp.server.address().port}`;
        return this.url;
    }

    control(request) {
        switch (request.path) {
            case "/_control/refuse": // [550, 451]
                this.codes = JSON.parse(request.body);
                return {};
            case "/_control/state":
                return { json: { mails: this.mails } };
            default:
                return { status: 404, json: { error: "no such control" } };
        }
    }
}
