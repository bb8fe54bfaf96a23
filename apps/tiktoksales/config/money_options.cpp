#include "apps/tiktoksales/config/option_tables.hpp"

namespace tts::config {

namespace {

std::vector<Option> payment_options() {
    return {
        {.key = "payments.provider",
         .flag = "--payment-provider",
         .field = [](ServeSettings& s) -> PaymentChoice& { return s.payments.provider; },
         .help = "sandbox moves no money, cod is paid on delivery"},
        {.key = "payments.public_base_url",
         .flag = "--public-base-url",
         .field = [](ServeSettings& s) -> std::string& { return s.payments.public_base_url; },
         .help = "How buyers and providers reach us, as in https://shop.example: for links and for "
                 "the callbacks of providers",
         .rule = {.shape = Shape::origin},
         .well_known = {"PUBLIC_BASE_URL"}},
        {.key = "payments.buyer_page_days",
         .flag = "--buyer-page-days",
         .field = [](ServeSettings& s) -> int& { return s.payments.buyer_page_days; },
         .help = "For how many days a buyer's page is there after its last change",
         .rule = {.min = 1, .max = 365}},
        {.key = "payments.stripe_api_key",
         .flag = "--stripe-api-key",
         .field = [](ServeSettings& s) -> std::string& { return s.payments.stripe_api_key; },
         .help = "The secret key of the Stripe account: sk_test_..., sk_live_... or rk_...",
         .secrecy = Secrecy::whole,
         .well_known = {"STRIPE_API_KEY", "STRIPE_SECRET_KEY"}},
        {.key = "payments.stripe_webhook_secrets",
         .flag = "--stripe-webhook-secret",
         .field = [](ServeSettings& s) -> std::vector<std::string>& {
             return s.payments.stripe_webhook_secrets;
         },
         .help =
             "Checks Stripe's events (whsec_...); two, with a comma between, while one replaces "
             "the other",
         .secrecy = Secrecy::whole,
         .well_known = {"STRIPE_WEBHOOK_SECRET"}},
        {.key = "payments.stripe_api_base",
         .flag = "--stripe-api-base",
         .field = [](ServeSettings& s) -> std::string& { return s.payments.stripe_api_base; },
         .help = "Where Stripe's API is; another one only for tests",
         .rule = {.shape = Shape::origin},
         .well_known = {"STRIPE_API_BASE"}},
        {.key = "payments.fee_percentage",
         .flag = "--fee-percentage",
         .field = [](ServeSettings& s) -> double& { return s.payments.fee_percentage; },
         .help = "What the provider takes of each payment, in percent with two decimals: it is "
                 "booked as a fee",
         .rule = {.min = 0, .max = 100}},
        {.key = "payments.fee_fixed",
         .flag = "--fee-fixed",
         .field = [](ServeSettings& s) -> double& { return s.payments.fee_fixed; },
         .help = "And besides for each, in its currency",
         .rule = {.min = 0, .max = 1'000}},
    };
}

std::vector<Option> webhook_options() {
    return {
        {.key = "webhooks.private",
         .flag = "--webhook-private",
         .field = [](ServeSettings& s) -> bool& { return s.webhooks_private; },
         .help = "Sellers may have events sent to private and loopback addresses, without TLS"},
        {.key = "webhooks.hosts",
         .flag = "--webhook-host",
         .field = [](ServeSettings& s) -> std::vector<std::string>& { return s.webhook_hosts; },
         .help = "Hosts that events may be sent to, whatever their address; repeatable"},
    };
}

std::vector<Option> twilio_options() {
    return {
        {.key = "notify.twilio_account_sid",
         .flag = "--twilio-account-sid",
         .field = [](ServeSettings& s) -> std::string& { return s.notify.twilio_account_sid; },
         .help = "The Twilio account: AC...",
         .well_known = {"TWILIO_ACCOUNT_SID"}},
        {.key = "notify.twilio_auth_token",
         .flag = "--twilio-auth-token",
         .field = [](ServeSettings& s) -> std::string& { return s.notify.twilio_auth_token; },
         .help = "Its token, which also checks Twilio's callbacks",
         .secrecy = Secrecy::whole,
         .well_known = {"TWILIO_AUTH_TOKEN"}},
        {.key = "notify.twilio_sms_from",
         .flag = "--twilio-sms-from",
         .field = [](ServeSettings& s) -> std::string& { return s.notify.twilio_sms_from; },
         .help = "The number that SMS come from, as in +34600123456",
         .rule = {.shape = Shape::phone},
         .well_known = {"TWILIO_SMS_FROM", "TWILIO_SMS_NUMBER", "TWILIO_PHONE_NUMBER"}},
        {.key = "notify.twilio_whatsapp_from",
         .flag = "--twilio-whatsapp-from",
         .field = [](ServeSettings& s) -> std::string& { return s.notify.twilio_whatsapp_from; },
         .help = "The number that WhatsApp messages come from",
         .rule = {.shape = Shape::phone},
         .well_known = {"TWILIO_WHATSAPP_FROM", "TWILIO_WHATSAPP_NUMBER"}},
        {.key = "notify.twilio_api_base",
         .flag = "--twilio-api-base",
         .field = [](ServeSettings& s) -> std::string& { return s.notify.twilio_api_base; },
         .help = "Where Twilio's API is; another one only for tests",
         .rule = {.shape = Shape::origin},
         .well_known = {"TWILIO_API_BASE"}},
    };
}

std::vector<Option> notify_options() {
    return {
        {.key = "notify.channels",
         .flag = "--notify-channels",
         .field = [](ServeSettings& s) -> std::vector<std::string>& { return s.notify.channels; },
         .help = "How buyers are told, in the order in which it is tried",
         .rule = {.choices = {"sms", "whatsapp", "email", "log"}}},
        {.key = "notify.smtp_url",
         .flag = "--smtp-url",
         .field = [](ServeSettings& s) -> std::string& { return s.notify.smtp_url; },
         .help = "Sends e-mail: smtps://user:password@host:465, or smtp:// for STARTTLS",
         .secrecy = Secrecy::credentials,
         .rule = {.shape = Shape::url, .schemes = {"smtps", "smtp"}},
         .well_known = {"SMTP_URL"}},
        {.key = "notify.smtp_from",
         .flag = "--smtp-from",
         .field = [](ServeSettings& s) -> std::string& { return s.notify.smtp_from; },
         .help = "The sender of e-mail, as in Ana's shop <shop@example.com>",
         .well_known = {"SMTP_FROM"}},
        {.key = "notify.smtp_ca",
         .flag = "--smtp-ca",
         .field = [](ServeSettings& s) -> std::string& { return s.notify.smtp_ca; },
         .help = "A file of certificates to trust for mail, instead of the system's"},
        {.key = "notify.whatsapp_templates",
         .flag = "--whatsapp-templates",
         .field = [](ServeSettings& s) -> std::vector<std::string>& {
             return s.notify.whatsapp_templates;
         },
         .help = "Approved WhatsApp templates by kind and language, as in paid.es=HX0123..."},
    };
}

std::vector<Option> notify_limits() {
    return {
        {.key = "notify.per_destination_max",
         .flag = "--notify-per-destination-max",
         .field = [](ServeSettings& s) -> int& { return s.notify.per_destination_max; },
         .help = "How many messages one number or address gets within 24 hours; 0: no limit",
         .rule = {.min = 0, .max = 1'000}},
        {.key = "notify.cost_max",
         .flag = "--notify-cost-max",
         .field = [](ServeSettings& s) -> double& { return s.notify.cost_max; },
         .help = "What messages may cost within 24 hours, by the prices below; 0: no limit",
         .rule = {.min = 0, .max = 1'000'000}},
        {.key = "notify.sms_price",
         .flag = "--sms-price",
         .field = [](ServeSettings& s) -> double& { return s.notify.sms_price; },
         .help = "What an SMS costs, about",
         .rule = {.min = 0, .max = 100}},
        {.key = "notify.whatsapp_price",
         .flag = "--whatsapp-price",
         .field = [](ServeSettings& s) -> double& { return s.notify.whatsapp_price; },
         .help = "What a WhatsApp message costs, about",
         .rule = {.min = 0, .max = 100}},
        {.key = "notify.sms_per_second",
         .flag = "--sms-per-second",
         .field = [](ServeSettings& s) -> double& { return s.notify.sms_per_second; },
         .help = "How many SMS a process sends each second; 0: no limit",
         .rule = {.min = 0, .max = 10'000}},
        {.key = "notify.whatsapp_per_second",
         .flag = "--whatsapp-per-second",
         .field = [](ServeSettings& s) -> double& { return s.notify.whatsapp_per_second; },
         .help = "The same for WhatsApp messages",
         .rule = {.min = 0, .max = 10'000}},
        {.key = "notify.email_per_second",
         .flag = "--email-per-second",
         .field = [](ServeSettings& s) -> double& { return s.notify.email_per_second; },
         .help = "The same for e-mail",
         .rule = {.min = 0, .max = 10'000}},
    };
}

}  // namespace

std::vector<Option> money_options() {
    auto all = payment_options();
    for (const auto& part :
         {notify_options(), notify_limits(), twilio_options(), webhook_options()})
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

}  // namespace tts::config
