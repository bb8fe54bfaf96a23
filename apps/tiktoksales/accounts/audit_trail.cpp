#include "apps/tiktoksales/accounts/audit_trail.hpp"

#include "core/json_writer.hpp"
#include "core/log.hpp"
#include "core/text.hpp"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <span>

namespace tts {

namespace {

constexpr std::size_t value_bytes_max = 100;
constexpr std::size_t body_bytes_max = 64 * 1024;
constexpr std::size_t name_bytes_max = 254;  // An e-mail address.
constexpr std::size_t members_max = 40;
constexpr std::chrono::hours sweep_pause{1};

// Not by people, or told by tables of their own.
constexpr std::array<std::string_view, 12> unaudited = {
    "/comments",      "/comments/batch",  "/chat",   "/process_queue", "/predict_intent",
    "/match_product", "/analyze_product", "/frames", "/order/create",  "/payment/process",
    "/token/refresh", "/ws/comments"};
// By buyers, who show a link, and by providers, who sign.
constexpr std::array<std::string_view, 3> unaudited_below = {"/c/", "/claim/", "/webhooks/"};

// Members whose values are in the log. Whatever else a body says may be a secret, or about a
// person: of that, the log says only that it was there.
constexpr std::array<std::string_view, 35> told = {"status",
                                                   "commission_percentage",
                                                   "platform",
                                                   "stream_delay_ms",
                                                   "learn_stream_delay",
                                                   "sku",
                                                   "hold_seconds",
                                                   "reminder_seconds",
                                                   "carts",
                                                   "sale_mode",
                                                   "buyer_units_max",
                                                   "unpaid_max",
                                                   "unpaid_days",
                                                   "platform_rules",
                                                   "shipping_price",
                                                   "free_shipping_from",
                                                   "buy_score_min",
                                                   "match_score_min",
                                                   "price",
                                                   "stock",
                                                   "code",
                                                   "quantity",
                                                   "amount",
                                                   "currency",
                                                   "reason",
                                                   "carrier",
                                                   "events",
                                                   "label",
                                                   "product_id",
                                                   "variant",
                                                   "unit_price",
                                                   "total_price",
                                                   "repeat_policy",
                                                   "source",
                                                   "shows_names"};

bool is_one_of(std::span<const std::string_view> names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_login(const AccessRule& rule) {
    return rule.method == "POST" && (rule.pattern == "/login" || rule.pattern == "/session");
}

std::optional<std::string> scalar(const simdjson::dom::element& value) {
    if (value.is_string()) {
        const std::string text(value.get_string().value_unsafe());
        return text.size() <= value_bytes_max ? std::optional(text) : std::nullopt;
    }
    if (value.is_array() || value.is_object()) return std::nullopt;
    return std::string(simdjson::minify(value));
}

// The body's members: each with its value if that may be told, and null otherwise.
std::string detail_of(const simdjson::dom::object& body) {
    JsonWriter json;
    json.object();
    std::size_t members = 0;
    for (const auto& [name, value] : body) {
        if (++members > members_max) break;
        if (name.size() > value_bytes_max) continue;
        json.member(name, is_one_of(told, name) ? scalar(value) : std::nullopt);
    }
    return json.end().take();
}

// The pattern with what stood in its places, but for tokens, which are secrets, and buyers, whom an
// erasure could not take out of here.
std::string object_of(const AccessRule& rule, const http::Request& request) {
    std::string object(rule.pattern);
    for (const auto& [name, value] : request.path_parameters) {
        const std::string place = "{" + name + "}";
        const auto at = object.find(place);
        if (name != "token" && name != "buyer" && at != std::string::npos)
            object.replace(at, place.size(), value);
    }
    return object;
}

std::string streamer_of(const Caller& caller, const http::Request& request) {
    if (caller.account && sells(caller.account->role)) return caller.account->name;
    for (const auto& [name, value] : request.path_parameters)
        if (name == "streamer" || name == "username") return value;
    return std::string(request.query_value("streamer").value_or(""));
}

std::string_view kind_of(const Caller& caller) {
    if (caller.account) return to_string(caller.account->role);
    if (caller.program) return to_string(caller.program->scope);
    return caller.kind == Callers::local ? "local" : "anyone";
}

// A stranger's calls that were refused say nothing, and a flood of them must not fill the log.
bool is_worth_telling(const AccessRule& rule, const Caller& caller, int status) {
    if (status == 429) return false;
    const bool is_refused = status == 401 || status == 403;
    return !is_refused || caller.has_token() || is_login(rule);
}

}  // namespace

bool is_audited(const AccessRule& rule) {
    if (rule.method == "GET" || rule.method == "WS" || is_one_of(unaudited, rule.pattern))
        return false;
    const bool is_below = std::any_of(
        unaudited_below.begin(), unaudited_below.end(),
        [&](std::string_view beginning) { return rule.pattern.starts_with(beginning); });
    return !is_below;
}

AuditEntry audit_entry(const AccessRule& rule,
                       const Caller& caller,
                       const http::Request& request,
                       const Answered& answered) {
    AuditEntry entry;
    entry.at = now();
    entry.streamer = streamer_of(caller, request);
    entry.actor_kind = kind_of(caller);
    if (caller.account) entry.actor = caller.account->account.to_string();
    if (caller.program) {
        entry.actor = caller.program->prefix;
        entry.actor_name = caller.program->name;
    }
    if (!caller.session.is_nil()) entry.session = caller.session.to_string();
    entry.address = answered.address;
    entry.action = std::string(rule.method) + " " + std::string(rule.pattern);
    entry.object = object_of(rule, request);
    entry.status = answered.status;
    if (request.body.empty() || request.body.size() > body_bytes_max) return entry;
    simdjson::dom::parser parser;
    simdjson::dom::object body;
    if (parser.parse(request.body).get_object().get(body)) return entry;
    entry.detail = detail_of(body);
    std::string_view email;
    if (is_login(rule) && !body["email"].get_string().get(email))
        entry.actor_name = ascii_lower(trimmed(email)).substr(0, name_bytes_max);
    return entry;
}

void AuditTrail::saw(const AccessRule& rule,
                     const Caller& caller,
                     const http::Request& request,
                     const Answered& answered) {
    if (!is_audited(rule) || !is_worth_telling(rule, caller, answered.status)) return;
    const bool is_program = caller.program && caller.program->scope != TokenScope::admin;
    if (is_program) return;
    const auto entry = audit_entry(rule, caller, request, answered);
    const auto written = log_->append(entry);
    if (!written)
        log_event(Level::error, "audit_not_written",
                  {{"error", written.error().what()},
                   {"action", entry.action},
                   {"object", entry.object},
                   {"actor_kind", entry.actor_kind},
                   {"actor", entry.actor},
                   {"status", entry.status}});
}

void AuditTrail::start_keeper(Background& background, std::chrono::days kept) {
    background.start([this, kept](const std::stop_token& stop) {
        for (auto wait = std::chrono::milliseconds(0); sleep_unless_stopped(stop, wait);) {
            const auto removed = log_->remove_before(now() - kept);
            if (!removed)
                log_event(Level::warning, "audit_log_not_swept",
                          {{"error", removed.error().what()}});
            wait = sweep_pause;
        }
    });
}

}  // namespace tts
