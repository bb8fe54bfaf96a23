// Prints the environment of a server that uses the counterparts: `node settings.mjs FILE`, where the
// file holds what main.mjs printed.
import fs from "node:fs";

const told = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const mail = new URL(told.smtp);
mail.username = told.mail_user;
mail.password = told.mail_password;
const settings = {
    PUBLIC_BASE_URL: told.shop,
    TTS_PAYMENT_PROVIDER: "stripe",
    STRIPE_API_BASE: told.stripe,
    STRIPE_API_KEY: told.stripe_api_key,
    STRIPE_WEBHOOK_SECRET: told.stripe_webhook_secret,
    TTS_NOTIFY_CHANNELS: "whatsapp,sms,email",
    TWILIO_API_BASE: told.twilio,
    TWILIO_ACCOUNT_SID: told.twilio_account_sid,
    TWILIO_AUTH_TOKEN: told.twilio_auth_token,
    TWILIO_SMS_FROM: "+34911000000",
    TWILIO_WHATSAPP_FROM: "+34911000001",
    SMTP_URL: mail.href,
    SMTP_FROM: "TikTokSales <shop@example.com>",
    TTS_SMS_PER_SECOND: 20,
    TTS_SMTP_CA: told.mail_certificate,
};
for (const [name, value] of Object.entries(settings)) console.log(`${name}=${value}`);
