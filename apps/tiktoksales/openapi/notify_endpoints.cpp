#include "apps/tiktoksales/openapi/endpoint.hpp"

namespace tts::openapi {

namespace {

Endpoint notify(std::string_view pattern, std::string_view summary, std::string_view recipient) {
    const bool is_phone = recipient == "phone_number";
    return {.method = "POST",
            .pattern = pattern,
            .summary = summary,
            .description =
                "Where no provider is set up, the log's notifier writes it down and the "
                "answer's note says so; without one, 503 says what to set.",
            .parameters = {},
            .bodies = {{.schema = object({{recipient, is_phone ? text({.min = 10, .max = 32})
                                                               : text({.min = 3, .max = 254})},
                                          {"message", text({.min = 1, .max = 1'000})}})}},
            .answers = {{.description = "The provider has taken it.",
                         .schema = object({{"status", names({"sent"})},
                                           {recipient, text()},
                                           {"message", text()},
                                           {"timestamp", date_time()},
                                           {"message_sid", text()},
                                           {"channel", names({"sms", "whatsapp", "email"})},
                                           {"note", or_null(text())}})}}};
}

Endpoint twilio_report() {
    return {.method = "POST",
            .pattern = "/webhooks/twilio",
            .summary = "How far a message got, from Twilio",
            .description = "Signed by Twilio in the header X-Twilio-Signature.",
            .parameters = {{.in = In::header,
                            .name = "X-Twilio-Signature",
                            .schema = text(),
                            .description = "base64 of an HMAC-SHA-1",
                            .is_required = true}},
            .bodies = {{.content_type = "application/x-www-form-urlencoded",
                        .schema = object({{"MessageSid", text()}, {"MessageStatus", text()}})}},
            .answers = {{.description = "It is stored; known tells whether the message is ours.",
                         .schema = object({{"received", boolean()}, {"known", boolean()}})},
                        {.status = 400,
                         .description = "The signature is not Twilio's.",
                         .schema = reference("Error")}}};
}

}  // namespace

std::vector<Endpoint> notify_endpoints() {
    return {notify("/notify/sms", "Send an SMS", "phone_number"),
            notify("/notify/whatsapp", "Send a WhatsApp message", "phone_number"),
            notify("/notify/email", "Send an e-mail", "email"), twilio_report()};
}

}  // namespace tts::openapi
