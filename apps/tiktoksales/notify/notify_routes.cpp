#include "apps/tiktoksales/notify/notify_routes.hpp"

#include "adapters/twilio/twilio_signature.hpp"
#include "apps/tiktoksales/answers.hpp"
#include "apps/tiktoksales/notify/address_fields.hpp"
#include "apps/tiktoksales/notify/notify_parts.hpp"
#include "core/json_writer.hpp"
#include "core/log.hpp"
#include "core/text.hpp"
#include "http/json_body.hpp"
#include "http/url.hpp"

#include <algorithm>
#include <array>

namespace tts {

using namespace std::chrono_literals;

namespace {

using http::JsonBody;
using http::Request;
using http::Response;

constexpr std::size_t message_length_max = 1'000;
// A message whose sender died before it noted the outcome is taken up by the dispatcher after this.
constexpr std::chrono::seconds own_time{60};

Notification read_notification(JsonBody& body, Channel channel) {
    Notification notification;
    notification.id = NotificationId::next();
    notification.channel = channel;
    notification.recipient =
        channel == Channel::email ? read_email(body, "email") : read_phone(body, "phone_number");
    notification.text =
        body.text("message", {.length_max = message_length_max, .allow_line_breaks = true});
    notification.created_at = now();
    notification.updated_at = notification.created_at;
    notification.due_at = notification.created_at + own_time;
    return notification;
}

// Before it is sent, so that it is never sent without a trace, and with the attempt counted, so
// that a dispatcher that finds it asks the provider first.
Result<void> record(Outbox& outbox, const Notification& notification) {
    const auto added = outbox.add(notification);
    if (!added) return added.error();
    const auto begun = outbox.begin_attempt(notification, notification.due_at);
    if (!begun) return begun.error();
    return {};
}

Result<void> send(Outbox& outbox, Notifier& notifier, Notification& notification) {
    const auto sent = notifier.send(notification);
    notification.updated_at = now();
    if (sent) {
        notification.status = NotificationStatus::sent;
        notification.message_sid = *sent;
    } else {
        notification.status = NotificationStatus::failed;
        notification.last_error = sent.error().what();
    }
    const OutboxChange change{.notification = notification};
    const auto settled = outbox.settle({&change, 1});
    if (!settled)
        log_event(Level::error, "notification_not_settled",
                  {{"id", notification.id.to_string()}, {"error", settled.error().what()}});
    if (!sent) return sent.error();
    return {};
}

Response answer_sent(const Notification& notification) {
    const bool is_mail = notification.channel == Channel::email;
    const bool is_logged = notification.message_sid.starts_with("log-");
    JsonWriter json;
    json.object()
        .member("status", to_string(notification.status))
        .member(is_mail ? "email" : "phone_number", notification.recipient)
        .member("message", notification.text)
        .member("timestamp", notification.updated_at)
        .member("message_sid", notification.message_sid)
        .member("channel", to_string(notification.channel))
        .member("note", is_logged ? std::optional("written to the log: no provider is set up")
                                  : std::nullopt)
        .end();
    return Response::json(json.take());
}

// Whether that number may be written to. Mail has its own ways to stop.
Result<bool> wants_messages(BuyerContacts& contacts, const Notification& notification) {
    if (notification.channel == Channel::email) return true;
    const auto state = contacts.address(notification.recipient);
    if (!state) return state.error();
    return !state->opted_out_at;
}

Response notify(const NotifyRouteParts& parts, Channel channel, const Request& request) {
    JsonBody body(request.body);
    Notification notification = read_notification(body, channel);
    if (!body.ok()) return body.error_response();
    const auto opened = NotifyParts::open(
        parts.settings.notify, parts.settings.payments.public_base_url, parts.provider_meters);
    if (!opened) return answer_for(opened.error());
    Notifier* const notifier = (*opened)->notifier(channel);
    if (notifier == nullptr) return Response::error(503, what_to_set_up(channel));
    const auto wanted = wants_messages(parts.contacts, notification);
    if (!wanted) return answer_for(wanted.error());
    if (!*wanted) {
        body.refuse("phone_number", "asked for no more messages; only START from it changes that");
        return body.error_response();
    }
    const auto recorded = record(parts.outbox, notification);
    if (!recorded) return answer_for(recorded.error());
    const auto sent = send(parts.outbox, *notifier, notification);
    if (!sent && sent.error().is_transient()) return Response::error(503, sent.error().what());
    if (!sent) return Response::error(422, sent.error().what());
    return answer_sent(notification);
}

// Twilio's own words, and those of our buyers. Each counts only as a whole message.
constexpr std::array<std::string_view, 9> stop_words = {
    "stop", "stopall", "unsubscribe", "cancel", "end", "quit", "baja", "salir", "parar"};
constexpr std::array<std::string_view, 3> start_words = {"start", "unstop", "alta"};

template <std::size_t n>
bool is_one_of(const std::array<std::string_view, n>& words, const std::string& text) {
    return std::find(words.begin(), words.end(), text) != words.end();
}

struct TwilioState {
    std::string_view name;
    int rank;
    bool has_failed;
};

// Twilio's words for how far a message got. A report of a later state stands.
constexpr std::array<TwilioState, 9> twilio_states = {{{"accepted", 1, false},
                                                       {"scheduled", 1, false},
                                                       {"queued", 2, false},
                                                       {"sending", 3, false},
                                                       {"sent", 4, false},
                                                       {"undelivered", 5, true},
                                                       {"failed", 5, true},
                                                       {"delivered", 6, false},
                                                       {"read", 7, false}}};

std::string field(const http::Fields& form, std::string_view name) {
    const auto found = std::find_if(form.begin(), form.end(),
                                    [&](const auto& entry) { return entry.first == name; });
    return found == form.end() ? std::string() : found->second;
}

// What a buyer wrote to us, by SMS or WhatsApp.
Response take_inbound(BuyerContacts& contacts, const http::Fields& form) {
    constexpr std::string_view whatsapp = "whatsapp:";
    std::string from = field(form, "From");
    const bool by_whatsapp = from.starts_with(whatsapp);
    if (by_whatsapp) from.erase(0, whatsapp.size());
    const auto word = ascii_lower(std::string(trimmed(field(form, "Body"))));
    Result<void> noted = by_whatsapp ? contacts.note_wrote(from, now()) : Result<void>();
    if (noted && is_one_of(stop_words, word)) noted = contacts.opt_out(from, word, now());
    if (noted && is_one_of(start_words, word)) noted = contacts.opt_in(from, now());
    if (!noted) return answer_for(noted.error());
    JsonWriter json;
    json.object().member("received", true).member("known", true).end();
    return Response::json(json.take());
}

Response take_twilio_report(const NotifyRouteParts& parts, const Request& request) {
    const auto& token = parts.settings.notify.twilio_auth_token;
    auto url = twilio_callback_url(parts.settings.payments.public_base_url);
    if (token.empty() || url.empty())
        return Response::error(400,
                               "the signature cannot be checked, because Twilio is not set up: set "
                               "TWILIO_AUTH_TOKEN and PUBLIC_BASE_URL");
    const auto named = request.query_value("notification");
    if (named) url += "?notification=" + std::string(*named);
    const auto id = NotificationId::parse(named.value_or(""));
    const auto form = http::parse_query(request.body);
    const auto given = request.header("x-twilio-signature").value_or("");
    if (!form || !is_same_signature(twilio_signature(token, url, *form), given)) {
        log_event(Level::warning, "webhook_refused",
                  {{"from", request.remote_address}, {"why", "X-Twilio-Signature does not fit"}});
        return Response::error(400, "X-Twilio-Signature does not fit the request");
    }
    const auto name = field(*form, "MessageStatus");
    if (name.empty() && !field(*form, "Body").empty()) return take_inbound(parts.contacts, *form);
    const auto* const state = std::find_if(twilio_states.begin(), twilio_states.end(),
                                           [&](const auto& known) { return known.name == name; });
    JsonWriter json;
    json.object().member("received", true);
    if (state == twilio_states.end()) {
        json.member("known", false).end();
        return Response::json(json.take());
    }
    const auto known = parts.reports.add({.message_sid = field(*form, "MessageSid"),
                                          .notification = id ? *id : NotificationId(),
                                          .state = name,
                                          .rank = state->rank,
                                          .has_failed = state->has_failed,
                                          .error = name + " " + field(*form, "ErrorCode"),
                                          .at = now()});
    if (!known) return answer_for(known.error());
    json.member("known", *known).end();
    return Response::json(json.take());
}

}  // namespace

void add_notify_routes(http::Router& router, const NotifyRouteParts& parts) {
    const auto by = [&parts](Channel channel) {
        return [parts, channel](const Request& request) { return notify(parts, channel, request); };
    };
    router.on("POST", "/notify/sms", by(Channel::sms));
    router.on("POST", "/notify/whatsapp", by(Channel::whatsapp));
    router.on("POST", "/notify/email", by(Channel::email));
    router.on("POST", "/webhooks/twilio",
              [parts](const Request& request) { return take_twilio_report(parts, request); });
}

}  // namespace tts
