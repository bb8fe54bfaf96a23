#include "apps/tiktoksales/accounts/audit_routes.hpp"

#include "apps/tiktoksales/answers.hpp"
#include "apps/tiktoksales/session_routes.hpp"
#include "core/json_writer.hpp"

#include <charconv>

namespace tts {

namespace {

using http::Request;
using http::Response;

constexpr std::int64_t limit_max = 500;

std::optional<std::string_view> or_nothing(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional<std::string_view>(text);
}

// Nothing if it is no number between one and the most.
std::optional<std::int64_t> read_number(std::string_view text, std::int64_t most) {
    std::int64_t number = 0;
    const auto* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || stop != end || number < 1 || number > most) return std::nullopt;
    return number;
}

void write_entry(JsonWriter& json, const AuditEntry& entry) {
    json.object()
        .member("number", entry.number)
        .member("at", entry.at)
        .member("streamer", or_nothing(entry.streamer))
        .member("actor_kind", entry.actor_kind)
        .member("actor", or_nothing(entry.actor))
        .member("actor_name", or_nothing(entry.actor_name))
        .member("session", or_nothing(entry.session))
        .member("address", or_nothing(entry.address))
        .member("action", entry.action)
        .member("object", entry.object)
        .member("status", entry.status)
        .key("detail")
        .raw(entry.detail)
        .end();
}

Response refuse(const char* name, std::string message) {
    return http::validation_error({{.location = {"query", name},
                                    .message = std::move(message),
                                    .type = "value_error.number"}});
}

Response list(AuditLog& log, const Request& request) {
    AuditFilter filter{.streamer = std::string(request.query_value("streamer").value_or("")),
                       .action = std::string(request.query_value("action").value_or(""))};
    if (const auto text = request.query_value("limit")) {
        const auto limit = read_number(*text, limit_max);
        if (!limit) return refuse("limit", "must be a number from 1 to 500");
        filter.limit = static_cast<std::size_t>(*limit);
    }
    if (const auto text = request.query_value("cursor")) {
        filter.before = read_number(*text, std::numeric_limits<std::int64_t>::max());
        if (!filter.before) return refuse("cursor", "must be the next_cursor of a page");
    }
    const auto entries = log.page(filter);
    if (!entries) return answer_for(entries.error());
    JsonWriter json;
    json.object().key("entries").array();
    for (const AuditEntry& entry : *entries) write_entry(json, entry);
    const bool is_full = entries->size() == filter.limit;
    json.end()
        .member("next_cursor",
                is_full ? std::optional(std::to_string(entries->back().number)) : std::nullopt)
        .end();
    return not_to_be_kept(Response::json(json.take()));
}

}  // namespace

void add_audit_routes(http::Router& router, AuditLog& log) {
    router.on("GET", "/audit", [&log](const Request& request) { return list(log, request); });
}

}  // namespace tts
