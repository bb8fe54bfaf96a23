#include "adapters/sql/message_columns.hpp"

#include "core/json_writer.hpp"
#include "core/links.hpp"

#include <simdjson.h>

namespace tts::sql {

std::string variables_to_json(const MessageVariables& variables) {
    JsonWriter json;
    json.object();
    for (const auto& [name, value] : variables) json.member(name, value);
    json.end();
    return json.take();
}

namespace {

Error not_understood() {
    return {Errc::corrupt, "a message's variables are no object of texts"};
}

}  // namespace

Result<MessageVariables> parse_variables(std::string_view json) {
    MessageVariables variables;
    if (json.empty() || json == "{}") return variables;
    simdjson::dom::parser parser;
    simdjson::dom::object object;
    if (parser.parse(json.data(), json.size()).get(object) != simdjson::SUCCESS)
        return not_understood();
    for (const auto& [name, value] : object) {
        std::string_view text;
        if (value.get(text) != simdjson::SUCCESS) return not_understood();
        variables.emplace(name, text);
    }
    return variables;
}

bool only_has_to_be_shown(const Notification& notification) {
    const auto& variables = notification.message.variables;
    const auto buyer = variables.find("buyer");
    return notification.channel == Channel::in_app &&
           notification.status == NotificationStatus::pending &&
           notification.message.kind != MessageKind::text && notification.email.empty() &&
           buyer != variables.end() && buyer->second == notification.recipient;
}

bool leads_nowhere(const Notification& notification) {
    const auto& variables = notification.message.variables;
    const auto link = variables.find("link");
    return (link == variables.end() || link->second.empty()) &&
           without_links(notification.text) == notification.text;
}

}  // namespace tts::sql
