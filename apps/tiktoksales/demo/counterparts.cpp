#include "apps/tiktoksales/demo/counterparts.hpp"

#include "core/json_writer.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace tts::demo {

namespace {

using simdjson::dom::element;

constexpr std::string_view whatsapp_prefix = "whatsapp:";

// Stripe counts in the smallest unit, as Money does with the currency of the show.
Money minor_units(const element& object, std::string_view name) {
    return Money::from_cents(integer(object, name));
}

void add_texts(std::vector<ArrivedMessage>& arrived, const element& state) {
    for (const auto& message : items(state, "messages")) {
        if (text(message, "status") != "delivered" && text(message, "status") != "sent") continue;
        auto to = text(message, "to");
        const bool is_whatsapp = to.starts_with(whatsapp_prefix);
        if (is_whatsapp) to.erase(0, whatsapp_prefix.size());
        arrived.push_back({.channel = is_whatsapp ? "whatsapp" : "sms",
                           .to = std::move(to),
                           .text = text(message, "body")});
    }
}

void add_mails(std::vector<ArrivedMessage>& arrived, const element& state) {
    for (const auto& mail : items(state, "mails"))
        for (const auto& to : items(mail, "to"))
            arrived.push_back({.channel = "email",
                               .to = std::string(to.get_string().value_unsafe()),
                               .text = text(mail, "head") + "\n" + text(mail, "text")});
}

}  // namespace

Result<CounterpartAddresses> read_counterparts(const std::string& file) {
    std::ifstream in(file);
    if (!in)
        return Error(Errc::not_found, file + " cannot be read: is tools/counterparts running?");
    const std::string content{std::istreambuf_iterator<char>(in), {}};
    const auto json = parse_json(content);
    if (!json) return json.error().during("reading " + file);
    CounterpartAddresses addresses{.stripe = text((*json)->root, "stripe"),
                                   .twilio = text((*json)->root, "twilio"),
                                   .mail = text((*json)->root, "mail")};
    if (addresses.stripe.empty() || addresses.twilio.empty() || addresses.mail.empty())
        return Error(Errc::invalid, file + " does not say where stripe, twilio and mail are");
    return addresses;
}

Result<bool> Counterparts::pay(const std::string& page, const std::string& card) {
    if (!page.starts_with(addresses_.stripe + "/"))
        return Error(Errc::invalid, "the shop leads buyers to " + page +
                                        ", which is not Stripe's counterpart at " +
                                        addresses_.stripe);
    const auto answer = http_.send(form_request(page, {{"card", card}}));
    if (!answer) return answer.error();
    if (answer->status == status_see_other) return true;
    if (answer->status == status_ok) return false;
    return Error(Errc::invalid, page + " answered " + std::to_string(answer->status));
}

Result<void> Counterparts::write_by_whatsapp(const std::string& phone,
                                             const std::string& message,
                                             const std::string& webhook) {
    JsonWriter body;
    body.object()
        .member("url", webhook)
        .member("from", std::string(whatsapp_prefix) + phone)
        .member("body", message)
        .end();
    const auto json =
        call_json(http_, json_request("POST", addresses_.twilio + "/_control/inbound", body.take()),
                  status_ok);
    if (!json) return json.error();
    const auto status = integer((*json)->root, "status");
    if (status != status_ok)
        return Error(Errc::invalid,
                     "the shop answered " + std::to_string(status) + " to a message by WhatsApp");
    return {};
}

Result<std::unique_ptr<Json>> Counterparts::state_of(const std::string& address) {
    return call_json(http_, get_request(address + "/_control/state"), status_ok);
}

Result<std::map<std::string, TakenPayment>> Counterparts::payments() {
    const auto state = state_of(addresses_.stripe);
    if (!state) return state.error();
    std::map<std::string, std::string> order_of_intent;
    for (const auto& session : items((*state)->root, "sessions"))
        order_of_intent[text(session, "payment_intent")] = text(session, "client_reference_id");
    std::map<std::string, TakenPayment> found;
    for (const auto& intent : items((*state)->root, "intents")) {
        if (text(intent, "status") != "succeeded") continue;
        auto& taken = found[order_of_intent[text(intent, "id")]];
        taken.taken = taken.taken + minor_units(intent, "amount_received");
        ++taken.payments;
    }
    for (const auto& refund : items((*state)->root, "refunds")) {
        auto& taken = found[order_of_intent[text(refund, "payment_intent")]];
        taken.given_back = taken.given_back + minor_units(refund, "amount");
        ++taken.refunds;
    }
    return found;
}

Result<std::vector<ArrivedMessage>> Counterparts::messages() {
    const auto texts = state_of(addresses_.twilio);
    if (!texts) return texts.error();
    const auto mails = state_of(addresses_.mail);
    if (!mails) return mails.error();
    std::vector<ArrivedMessage> arrived;
    add_texts(arrived, (*texts)->root);
    add_mails(arrived, (*mails)->root);
    return arrived;
}

}  // namespace tts::demo
