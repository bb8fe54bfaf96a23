#include "apps/tiktoksales/accounts/privacy_routes.hpp"

#include "apps/tiktoksales/answers.hpp"
#include "apps/tiktoksales/session_routes.hpp"
#include "core/json_writer.hpp"
#include "core/log.hpp"
#include "http/json_body.hpp"

#include <algorithm>
#include <array>

namespace tts {

namespace {

using http::JsonBody;
using http::Request;
using http::Response;

std::optional<std::string> of_all(const std::string& streamer) {
    return streamer.empty() ? std::nullopt : std::optional(streamer);
}

// The streamer is there for whom the gate lets ask about one only.
Response export_buyer(PrivacyStore& store, const Request& request) {
    const BuyerKey key{.streamer = std::string(request.query_value("streamer").value_or("")),
                       .buyer = std::string(request.query_value("buyer").value_or(""))};
    if (key.buyer.empty())
        return http::validation_error({{.location = {"query", "buyer"},
                                        .message = "must be the buyer's handle",
                                        .type = "value_error.missing"}});
    const auto tables = store.collect(key);
    if (!tables) return answer_for(tables.error());
    auto response = not_to_be_kept(Response::json(export_json(key, *tables, now())));
    response.headers.emplace_back("Content-Disposition", "attachment; filename=\"buyer.json\"");
    return response;
}

Response erase_buyer(PrivacyStore& store, const Request& request) {
    JsonBody body(request.body);
    const BuyerKey key{.streamer = body.optional_text("streamer").value_or(""),
                       .buyer = body.text("buyer")};
    if (!body.ok()) return body.error_response();
    const auto erased = store.erase(key, now());
    if (!erased) return answer_for(erased.error());
    log_event(Level::info, "buyer_erased",
              {{"pseudonym", erased->pseudonym}, {"rows", erased->rows}});
    JsonWriter json;
    json.object()
        .member("ok", true)
        .member("streamer", of_all(key.streamer))
        .member("pseudonym", erased->pseudonym)
        .member("rows", erased->rows)
        .end();
    return Response::json(json.take());
}

}  // namespace

void hide_contacts(std::vector<KeptTable>& tables) {
    constexpr std::array<std::string_view, 12> hidden = {
        "phone",   "email",           "recipient",  "street",           "details", "postal_code",
        "address", "whatsapp_number", "sms_number", "recipient_number", "payer",   "user_agent"};
    for (KeptTable& table : tables)
        for (auto& row : table.rows)
            for (auto& [name, value] : row)
                if (value && std::find(hidden.begin(), hidden.end(), name) != hidden.end())
                    value = "(hidden)";
}

std::string export_json(const BuyerKey& key, const std::vector<KeptTable>& tables, Timestamp at) {
    std::size_t count = 0;
    for (const KeptTable& table : tables) count += table.rows.size();
    JsonWriter json;
    json.object()
        .member("streamer", of_all(key.streamer))
        .member("buyer", key.buyer)
        .member("exported_at", at)
        .member("rows", count)
        .key("tables")
        .object();
    for (const KeptTable& table : tables) {
        json.key(table.name).array();
        for (const auto& row : table.rows) {
            json.object();
            for (const auto& [name, value] : row) json.member(name, value);
            json.end();
        }
        json.end();
    }
    return json.end().end().take();
}

void add_privacy_routes(http::Router& router, PrivacyStore& store) {
    router.on("GET", "/privacy/export",
              [&store](const Request& request) { return export_buyer(store, request); });
    router.on("POST", "/privacy/erase",
              [&store](const Request& request) { return erase_buyer(store, request); });
}

}  // namespace tts
