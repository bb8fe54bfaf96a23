// Starts all three on the loopback address and prints, as one line of JSON, where they are and with
// what one logs in. They run until they are killed.
import { Mail } from "./mail.mjs";
import { Stripe } from "./stripe.mjs";
import { Twilio } from "./twilio.mjs";

const logins = {
    stripe_api_key: "sk_test_counterpart",
    stripe_webhook_secret: "whsec_counterpart",
    twilio_account_sid: `AC${"c".repeat(32)}`,
    twilio_auth_token: "counterpart-token",
    mail_user: "shop",
    mail_password: "counterpart",
};
// --port N: Stripe there, and the others on the ports after it; otherwise any.
const at = process.argv.indexOf("--port");
const first = at < 0 ? 0 : Number(process.argv[at + 1]);
const port = (offset) => (first === 0 ? 0 : first + offset);

const stripe = new Stripe({ apiKey: logins.stripe_api_key });
const twilio = new Twilio({
    accountSid: logins.twilio_account_sid,
    authToken: logins.twilio_auth_token,
});
const mail = new Mail({ user: logins.mail_user, password: logins.mail_password });
await stripe.listen(port(0));
await twilio.listen(port(1));
await mail.listen(port(2), port(3));
console.log(
    JSON.stringify({
        ...logins,
        stripe: stripe.url,
        twilio: twilio.url,
        smtp: mail.url,
        mail: mail.server.url,
        mail_certificate: mail.certificate.file,
    }),
);
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(0));
