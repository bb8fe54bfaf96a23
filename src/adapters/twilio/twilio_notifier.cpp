#include "adapters/twilio/twilio_notifier.hpp"

#include "core/json_writer.hpp"
#include "core/percent_encoding.hpp"

#include <openssl/evp.h>
#include <simdjson.h>

#include <chrono>
#include <ctime>
#include <iomanip>
#include <locale>
#include <optional>
#include <sstream>
#include <string_view>
#include <utility>
#include <vector>

namespace tts {

namespace {

using Form = std::vector<std::pair<std::string, std::string>>;

std::string encode_form(const Form& form) {
    std::string body;
    for (const auto& [name, value] : form) {
        if (!body.empty()) body += '&';
        body += percent_encoded(name) + "=" + percent_encoded(value);
    }
    return body;
}

std::string base64(const std::string& text) {
    std::string coded(4 * ((text.size() + 2) / 3) + 1, '\0');
    const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(coded.data()),
                                     reinterpret_cast<const unsigned char*>(text.data()),
                                     static_cast<int>(text.size()));
    coded.resize(static_cast<std::size_t>(size));
    return coded;
}

std::string address(Channel channel, const std::string& number) {
    const std::string plus = number.starts_with('+') ? number : "+" + number;
    return channel == Channel::whatsapp ? "whatsapp:" + plus : plus;
}

// "Twilio answered 400: The 'To' number is not valid. (21211)".
std::string text_of_error(const HttpAnswer& answer) {
    std::string text = "Twilio answered " + std::to_string(answer.status);
    simdjson::dom::parser parser;
    simdjson::dom::element object;
    std::string_view message;
    std::int64_t code = 0;
    if (parser.parse(answer.body).get(object) != simdjson::SUCCESS) return text;
    if (object["message"].get(message) == simdjson::SUCCESS)
        text += ": " + std::string(message.substr(0, 300));
    if (object["code"].get(code) == simdjson::SUCCESS) text += " (" + std::to_string(code) + ")";
    return text;
}

Error error_of(const HttpAnswer& answer) {
    const bool passes = answer.status == 429 || answer.status >= 500;
    const bool is_ours = answer.status == 401 || answer.status == 403;
    auto text = text_of_error(answer);
    if (is_ours) text += " (see TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN)";
    return {passes || is_ours ? Errc::unavailable : Errc::invalid, std::move(text)};
}

Result<std::string> read_sid(const std::string& json) {
    simdjson::dom::parser parser;
    simdjson::dom::element object;
    std::string_view sid;
    if (parser.parse(json).get(object) != simdjson::SUCCESS ||
        object["sid"].get(sid) != simdjson::SUCCESS || sid.empty())
        return Error(Errc::unavailable, "Twilio's answer is not understood: there is no sid");
    return std::string(sid);
}

// "Mon, 23 Nov 2026 18:05:09 +0000", always in UTC; nothing if it is no such time.
std::optional<Timestamp> parse_date(std::string_view text) {
    std::tm parts{};
    std::istringstream in{std::string(text)};
    in.imbue(std::locale::classic());
    in >> std::get_time(&parts, "%a, %d %b %Y %H:%M:%S");
    if (in.fail()) return std::nullopt;
    return Timestamp(std::chrono::seconds(timegm(&parts)));
}

// Whether a message that Twilio lists is this notification's.
struct Sought {
    const Notification& notification;
    bool by_template;

    bool fits(std::string_view body, std::string_view created) const {
        if (!by_template) return body == notification.text;
        // Twilio shows the template's text, of which we know no more than what we put into it.
        const auto order = notification.message.variables.find("order");
        const auto made_at = parse_date(created);
        const auto since = std::chrono::floor<std::chrono::seconds>(notification.created_at);
        return made_at && *made_at >= since &&
               (order == notification.message.variables.end() ||
                body.find(order->second) != std::string_view::npos);
    }
};

// The sid of the message that is sought; empty if none is it.
Result<std::string> find_message(const std::string& json, const Sought& sought) {
    simdjson::dom::parser parser;
    simdjson::dom::element object;
    simdjson::dom::array messages;
    if (parser.parse(json).get(object) != simdjson::SUCCESS ||
        object["messages"].get(messages) != simdjson::SUCCESS)
        return Error(Errc::unavailable, "Twilio's answer is not understood: no list of messages");
    for (const auto message : messages) {
        std::string_view body;
        std::string_view created;
        std::string_view sid;
        if (message["date_created"].get(created) != simdjson::SUCCESS) created = {};
        if (message["body"].get(body) == simdjson::SUCCESS && sought.fits(body, created) &&
            message["sid"].get(sid) == simdjson::SUCCESS)
            return std::string(sid);
    }
    return std::string();
}

// {"1":"luis","2":"ana"...}.
std::string content_variables(const Message& message) {
    JsonWriter json;
    json.object();
    int number = 0;
    for (const auto name : template_variables(message.kind)) {
        const auto value = message.variables.find(std::string(name));
        json.member(std::to_string(++number),
                    value == message.variables.end() ? std::string() : value->second);
    }
    json.end();
    return json.take();
}

}  // namespace

HttpRequest TwilioNotifier::request(const std::string& method, const std::string& query) const {
    return {.method = method,
            .url = settings_.api_base + "/2010-04-01/Accounts/" + settings_.account_sid +
                   "/Messages.json" + query,
            .headers = {{"Authorization",
                         "Basic " + base64(settings_.account_sid + ":" + settings_.auth_token)}},
            .body = {}};
}

bool TwilioNotifier::can_begin(const Message& message) const {
    return settings_.templates.contains(std::string(to_string(message.kind)) + "." +
                                        message.language);
}

std::string TwilioNotifier::template_of(const Notification& notification) const {
    if (notification.channel != Channel::whatsapp || !can_begin(notification.message)) return {};
    return settings_.templates.at(std::string(to_string(notification.message.kind)) + "." +
                                  notification.message.language);
}

Result<std::string> TwilioNotifier::send(const Notification& notification) {
    const auto to = address(notification.channel, notification.recipient);
    if (notification.retry_count > 0) {
        auto sent = find_sent(notification, to);
        if (!sent || !sent->empty()) return sent;
    }
    Form form = {{"To", to}, {"From", address(notification.channel, settings_.from)}};
    if (const auto content = template_of(notification); !content.empty()) {
        form.emplace_back("ContentSid", content);
        form.emplace_back("ContentVariables", content_variables(notification.message));
    } else {
        form.emplace_back("Body", notification.text);
    }
    // With our id, because a report may come before we have stored Twilio's.
    if (!settings_.status_callback.empty())
        form.emplace_back("StatusCallback", settings_.status_callback +
                                                "?notification=" + notification.id.to_string());
    auto post = request("POST", "");
    post.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
    post.body = encode_form(form);
    const auto answer = caller_.call(post);
    if (!answer) return answer.error();
    if (answer->status < 200 || answer->status >= 300) return error_of(*answer);
    return read_sid(answer->body);
}

// An earlier try may have got through although its answer did not.
Result<std::string> TwilioNotifier::find_sent(const Notification& notification,
                                              const std::string& to) {
    const auto since = to_iso8601(notification.created_at).substr(0, 10);
    const auto answer = caller_.call(
        request("GET", "?To=" + percent_encoded(to) + "&DateSent%3E=" + since + "&PageSize=100"));
    if (!answer) return answer.error();
    if (answer->status != 200) return error_of(*answer);
    return find_message(answer->body, {.notification = notification,
                                       .by_template = !template_of(notification).empty()});
}

}  // namespace tts
