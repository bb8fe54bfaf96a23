#include "apps/tiktoksales/shop/rules_routes.hpp"

#include "apps/tiktoksales/answers.hpp"
#include "core/json_writer.hpp"
#include "http/json_body.hpp"

namespace tts {

namespace {

using http::JsonBody;
using http::Request;
using http::Response;

constexpr std::int64_t count_max = 1'000;

std::string rules_json(const std::string& streamer, const ShowRules& rules) {
    JsonWriter json;
    json.object()
        .member("streamer", streamer)
        .member("hold_seconds", rules.hold.count())
        .member("reminder_seconds", rules.reminder.count())
        .member("carts", to_string(rules.carts))
        .member("sale_mode", to_string(rules.sale))
        .member("buyer_units_max", rules.buyer_units_max)
        .member("unpaid_max", rules.unpaid_max)
        .member("unpaid_days", rules.unpaid_days)
        .member("platform_rules", to_string(rules.platform))
        .member("buy_score_min", rules.buy_score_min)
        .member("match_score_min", rules.match_score_min)
        .member("shipping_price", rules.shipping)
        .member("free_shipping_from", rules.free_shipping_from)
        .end();
    return json.take();
}

// Each function reads a member if it is there and leaves the rule as it is otherwise.

void read_seconds(JsonBody& body, std::string_view name, std::chrono::seconds& seconds) {
    if (const auto number = body.optional_integer(name, {.min = 0, .max = hold_max.count()}))
        seconds = std::chrono::seconds(*number);
}

void read_count(JsonBody& body,
                std::string_view name,
                http::IntegerRule rule,
                std::int32_t& count) {
    if (const auto number = body.optional_integer(name, rule))
        count = static_cast<std::int32_t>(*number);
}

void read_money(JsonBody& body, std::string_view name, Money& amount) {
    if (body.has(name)) amount = body.money(name);
}

// Two decimals, like an amount of money, and read like one.
void read_score(JsonBody& body, std::string_view name, double& score) {
    if (!body.has(name)) return;
    const auto hundredths = body.money(name).cents();
    if (hundredths > 100) return body.refuse(name, "must be from 0 to 1");
    score = static_cast<double>(hundredths) / 100;
}

template <class Choice>
void read_choice(JsonBody& body,
                 std::string_view name,
                 std::optional<Choice> (*parse)(std::string_view),
                 Choice& choice) {
    const auto text = body.optional_text(name);
    if (!text) return;
    if (const auto read = parse(*text)) {
        choice = *read;
    } else {
        body.refuse(name, "must be " + std::string(to_string(Choice{})) + " or " +
                              std::string(to_string(static_cast<Choice>(1))));
    }
}

void read_rules(JsonBody& body, ShowRules& rules) {
    read_seconds(body, "hold_seconds", rules.hold);
    read_seconds(body, "reminder_seconds", rules.reminder);
    read_choice(body, "carts", parse_carts, rules.carts);
    read_choice(body, "sale_mode", parse_sale_mode, rules.sale);
    read_count(body, "buyer_units_max", {.min = 0, .max = count_max}, rules.buyer_units_max);
    read_count(body, "unpaid_max", {.min = 0, .max = count_max}, rules.unpaid_max);
    read_count(body, "unpaid_days", {.min = 1, .max = unpaid_days_max}, rules.unpaid_days);
    read_choice(body, "platform_rules", parse_platform_rules, rules.platform);
    read_score(body, "buy_score_min", rules.buy_score_min);
    read_score(body, "match_score_min", rules.match_score_min);
    read_money(body, "shipping_price", rules.shipping);
    read_money(body, "free_shipping_from", rules.free_shipping_from);
}

Response show_rules(Store& store, const Request& request) {
    const std::string& streamer = request.path_value("streamer");
    const auto show = store.show(streamer, now());
    if (!show) return answer_for(show.error());
    return Response::json(rules_json(streamer, show->rules));
}

Response save_rules(Store& store, const Request& request) {
    const std::string& streamer = request.path_value("streamer");
    const auto show = store.show(streamer, now());
    if (!show) return answer_for(show.error());
    ShowRules rules = show->rules;
    JsonBody body(request.body);
    read_rules(body, rules);
    if (!body.ok()) return body.error_response();

    const auto saved = store.save_rules(streamer, rules);
    if (!saved) return answer_for(saved.error());
    return Response::json(rules_json(streamer, rules));
}

}  // namespace

void add_rules_routes(http::Router& router, StorePool& stores) {
    router.on("GET", "/streamers/{streamer}/rules", with_store(stores, show_rules));
    router.on("PUT", "/streamers/{streamer}/rules", with_store(stores, save_rules));
}

}  // namespace tts
