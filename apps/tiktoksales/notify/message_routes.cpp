#include "apps/tiktoksales/notify/message_routes.hpp"

#include "apps/tiktoksales/answers.hpp"
#include "apps/tiktoksales/notify/address_fields.hpp"
#include "core/json_writer.hpp"
#include "core/text.hpp"
#include "http/json_body.hpp"
#include "notify/quiet_hours.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace tts {

namespace {

using http::JsonBody;
using http::Request;
using http::Response;

constexpr std::size_t template_length_max = 1'000;
constexpr std::size_t templates_max = 500;
constexpr std::size_t unreached_max = 500;

// "22:30" of 1350.
std::string clock_text(int minutes) {
    const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return two(minutes / 60) + ":" + two(minutes % 60);
}

// Minutes of the day; nothing if it is not like "22:30".
std::optional<int> parse_clock(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    const auto two = [](std::string_view digits) -> int {
        const auto is_digit = [](char letter) { return letter >= '0' && letter <= '9'; };
        if (!is_digit(digits[0]) || !is_digit(digits[1])) return 99;
        return (digits[0] - '0') * 10 + (digits[1] - '0');
    };
    const int hours = two(text.substr(0, 2));
    const int minutes = two(text.substr(3, 2));
    if (hours > 23 || minutes > 59) return std::nullopt;
    return hours * 60 + minutes;
}

// Two or three lower-case letters, as ISO 639 has them.
bool is_language(std::string_view text) {
    const auto is_letter = [](char letter) { return letter >= 'a' && letter <= 'z'; };
    return (text.size() == 2 || text.size() == 3) && std::ranges::all_of(text, is_letter);
}

void write_template(JsonWriter& json, const TemplateKey& key, std::string_view text, bool is_own) {
    json.object()
        .member("kind", to_string(key.kind))
        .member("language", key.language)
        .member("text", text)
        .member("own", is_own);
    json.key("variables").array();
    for (const auto name : template_variables(key.kind)) json.value(name);
    json.end().end();
}

std::string messages_json(const std::string& streamer, const SellerMessages& messages) {
    JsonWriter json;
    const auto& quiet = messages.quiet;
    json.object()
        .member("streamer", streamer)
        .member("time_zone", quiet ? std::optional(quiet->time_zone) : std::nullopt)
        .member("quiet_from", quiet ? std::optional(clock_text(quiet->from)) : std::nullopt)
        .member("quiet_until", quiet ? std::optional(clock_text(quiet->until)) : std::nullopt);
    json.key("templates").array();
    for (const auto& [key, text] : messages.templates) write_template(json, key, text, true);
    for (const MessageKind kind : template_kinds())
        for (const auto language : template_languages()) {
            const TemplateKey key{.kind = kind, .language = std::string(language)};
            if (!messages.templates.contains(key))
                write_template(json, key, default_template(kind, language), false);
        }
    json.end().end();
    return json.take();
}

void read_time(JsonBody& body, std::string_view name, int& minutes) {
    const auto text = body.text(name, {.length_max = 5});
    if (const auto parsed = parse_clock(text))
        minutes = *parsed;
    else if (!text.empty())
        body.refuse(name, "must be a time, as in 22:30");
}

// All three together. Hours that end when they begin are none.
void read_quiet_hours(JsonBody& body, SellerMessages& messages) {
    if (!body.has("time_zone") && !body.has("quiet_from") && !body.has("quiet_until")) return;
    QuietHours quiet{.time_zone = body.text("time_zone", {.length_max = 64})};
    if (!quiet.time_zone.empty() && !is_time_zone(quiet.time_zone))
        body.refuse("time_zone", "must be a time zone, as in Europe/Madrid");
    read_time(body, "quiet_from", quiet.from);
    read_time(body, "quiet_until", quiet.until);
    messages.quiet.reset();
    if (quiet.from != quiet.until) messages.quiet = std::move(quiet);
}

void read_template(JsonBody& entry, SellerMessages& messages) {
    const auto kind_name = entry.text("kind", {.length_max = 32});
    const auto language = entry.text("language", {.length_max = 3});
    const auto kind = parse_message_kind(kind_name);
    if (!kind_name.empty() && (!kind || kind == MessageKind::text))
        entry.refuse("kind", "is none of ours; GET the templates to see them");
    if (!language.empty() && !is_language(language))
        entry.refuse("language", "must be like en or es");
    const auto text =
        entry.optional_text("text", {.length_max = template_length_max, .allow_line_breaks = true});
    if (!entry.ok() || !kind) return;
    const TemplateKey key{.kind = *kind, .language = language};
    if (!text) {
        messages.templates.erase(key);  // Our own words again.
        return;
    }
    const auto checked = check_template(*kind, *text);
    if (!checked) return entry.refuse("text", checked.error().what());
    messages.templates[key] = *text;
}

Response show_templates(const MessageRouteParts& parts, const Request& request) {
    const std::string& streamer = request.path_value("streamer");
    const auto messages = parts.rules.find(streamer);
    if (!messages) return answer_for(messages.error());
    return Response::json(messages_json(streamer, *messages));
}

Response save_templates(const MessageRouteParts& parts, const Request& request) {
    const std::string& streamer = request.path_value("streamer");
    auto messages = parts.rules.find(streamer);
    if (!messages) return answer_for(messages.error());
    JsonBody body(request.body);
    read_quiet_hours(body, *messages);
    for (JsonBody& entry : body.object_list("templates", templates_max)) {
        read_template(entry, *messages);
        body.adopt_errors_of(entry);
    }
    if (messages->templates.size() > templates_max) body.refuse("templates", "are too many");
    if (!body.ok()) return body.error_response();
    const auto saved = parts.rules.save(streamer, *messages, now());
    if (!saved) return answer_for(saved.error());
    return Response::json(messages_json(streamer, *messages));
}

Response list_unreached(const MessageRouteParts& parts, const Request& request) {
    const std::string& streamer = request.path_value("streamer");
    std::size_t limit = 50;
    if (const auto text = request.query_value("limit")) {
        const auto* const last = text->data() + text->size();
        const auto [end, error] = std::from_chars(text->data(), last, limit);
        if (error != std::errc() || end != last || limit < 1 || limit > unreached_max)
            return http::validation_error({{.location = {"query", "limit"},
                                            .message = "must be a number from 1 to 500",
                                            .type = "value_error"}});
    }
    const auto found = parts.outbox.unreached(streamer, limit);
    if (!found) return answer_for(found.error());
    JsonWriter json;
    json.object().member("streamer", streamer).key("unreached").array();
    for (const Unreached& one : *found)
        json.object()
            .member("buyer", one.buyer)
            .member("order_number",
                    one.order_number.empty() ? std::nullopt : std::optional(one.order_number))
            .member("kind", to_string(one.kind))
            .member("message", one.text)
            .member("reason", one.reason)
            .member("created_at", one.created_at)
            .end();
    json.end().end();
    return Response::json(json.take());
}

std::optional<std::string> unless_empty(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

std::string contact_json(const BuyerContact& contact) {
    JsonWriter json;
    json.object()
        .member("streamer", contact.streamer)
        .member("buyer", contact.handle)
        .member("phone_number", unless_empty(contact.phone))
        .member("email", unless_empty(contact.email))
        .member("language", unless_empty(contact.language))
        .member("opted_out", contact.opted_out)
        .member("verified_by", unless_empty(contact.verified_by))
        .end();
    return json.take();
}

Result<BuyerContact> contact_of(const MessageRouteParts& parts, const Request& request) {
    const std::string& streamer = request.path_value("streamer");
    const std::string& buyer = request.path_value("buyer");
    auto contact = parts.contacts.find(streamer, buyer);
    if (contact || contact.error().code() != Errc::not_found) return contact;
    return BuyerContact{.streamer = streamer, .handle = buyer};
}

Response show_contact(const MessageRouteParts& parts, const Request& request) {
    const auto contact = contact_of(parts, request);
    if (!contact) return answer_for(contact.error());
    return Response::json(contact_json(*contact));
}

Response save_contact(const MessageRouteParts& parts, const Request& request) {
    auto contact = contact_of(parts, request);
    if (!contact) return answer_for(contact.error());
    JsonBody body(request.body);
    if (body.has("phone_number")) contact->phone = read_phone(body, "phone_number");
    if (body.has("email")) contact->email = read_email(body, "email");
    if (body.has("language")) {
        contact->language = body.text("language", {.length_max = 3});
        if (!contact->language.empty() && !is_language(contact->language))
            body.refuse("language", "must be like en or es");
    }
    if (const auto opted_out = body.optional_boolean("opted_out")) contact->opted_out = *opted_out;
    if (!body.ok()) return body.error_response();
    contact->verified_by = "seller";
    contact->updated_at = now();
    const auto saved = parts.contacts.save(*contact);
    if (!saved) return answer_for(saved.error());
    return Response::json(contact_json(*contact));
}

}  // namespace

void add_message_routes(http::Router& router, const MessageRouteParts& parts) {
    const auto with = [&parts](Response (*action)(const MessageRouteParts&, const Request&)) {
        return [parts, action](const Request& request) { return action(parts, request); };
    };
    router.on("GET", "/streamers/{streamer}/templates", with(show_templates));
    router.on("PUT", "/streamers/{streamer}/templates", with(save_templates));
    router.on("GET", "/streamers/{streamer}/unreached", with(list_unreached));
    router.on("GET", "/streamers/{streamer}/contacts/{buyer}", with(show_contact));
    router.on("PUT", "/streamers/{streamer}/contacts/{buyer}", with(save_contact));
}

}  // namespace tts
