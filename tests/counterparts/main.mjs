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
const option = (name) => {
    const at = process.argv.indexOf(name);
    return at < 0 ? undefined : process.argv[at + 1];
};
// --port N: Stripe there, and the others on the ports after it; otherwise any.
const first = Number(option("--port") ?? 0);
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
// --shop URL: Stripe's events go there, as when its endpoint is added in Stripe's dashboard.
const shop = option("--shop");
if (shop)
    stripe.webhooks.endpoint = {
        url: `${shop}/webhooks/stripe`,
        secret: logins.stripe_webhook_secret,
    };
console.log(
    JSON.stringify({
        ...logins,
        shop,
        stripe: stripe.url,
        twilio: twilio.url,
        smtp: mail.url,
        mail: mail.server.url,
        mail_certificate: mail.certificate.file,
    }),
);
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(0));
