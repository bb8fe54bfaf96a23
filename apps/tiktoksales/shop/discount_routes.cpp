#include "apps/tiktoksales/shop/discount_routes.hpp"

#include "apps/tiktoksales/answers.hpp"
#include "core/json_writer.hpp"
#include "core/text.hpp"
#include "http/json_body.hpp"

#include <algorithm>
#include <limits>

namespace tts {

namespace {

using http::JsonBody;
using http::Request;
using http::Response;

void write_code(JsonWriter& json, const DiscountCode& code) {
    const Discount& discount = code.discount;
    const bool is_share = discount.amount == Money();
    json.object().member("code", discount.code);
    json.member("percentage", is_share ? std::optional(discount.percentage) : std::nullopt);
    json.member("amount", is_share ? std::nullopt : std::optional(discount.amount));
    json.member("valid_from", code.valid_from)
        .member("valid_until", code.valid_until)
        .member("uses_max", code.uses_max)
        .member("uses", code.uses)
        .end();
}

bool is_code(std::string_view text) {
    const auto is_good = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    };
    return !text.empty() && text.size() <= discount_code_length_max &&
           std::ranges::all_of(text, is_good);
}

void read_gift(JsonBody& body, Discount& discount) {
    const bool is_share = body.has("percentage");
    if (is_share == body.has("amount"))
        return body.refuse(is_share ? "amount" : "percentage", "give one of percentage and amount");
    if (!is_share) {
        discount.amount = body.money("amount");
        if (discount.amount == Money()) body.refuse("amount", "must be more than 0");
        return;
    }
    // Two decimals, like an amount of money, and read like one.
    const auto hundredths = body.money("percentage").cents();
    if (hundredths < 1 || hundredths > 10'000)
        return body.refuse("percentage", "must be more than 0 and at most 100");
    discount.percentage = Percentage::from_basis_points(static_cast<std::int32_t>(hundredths));
}

Response list(DiscountStore& discounts, const Request& request) {
    const std::string& streamer = request.path_value("streamer");
    const auto codes = discounts.of_streamer(streamer);
    if (!codes) return answer_for(codes.error());
    JsonWriter json;
    json.object().member("streamer", streamer).key("discounts").array();
    for (const DiscountCode& code : *codes) write_code(json, code);
    json.end().end();
    return Response::json(json.take());
}

Response save(DiscountStore& discounts, const Request& request) {
    DiscountCode code{.streamer = request.path_value("streamer")};
    code.discount.code = ascii_lower(request.path_value("code"));
    JsonBody body(request.body);
    if (!is_code(code.discount.code))
        body.refuse("code", "must be letters, digits, '-' and '_', at most 32");
    read_gift(body, code.discount);
    code.valid_from = body.optional_timestamp("valid_from").value_or(now());
    code.valid_until = body.optional_timestamp("valid_until");
    if (code.valid_until && *code.valid_until <= code.valid_from)
        body.refuse("valid_until", "must be after valid_from");
    code.uses_max = static_cast<std::int32_t>(
        body.optional_integer("uses_max",
                              {.min = 0, .max = std::numeric_limits<std::int32_t>::max()})
            .value_or(0));
    if (!body.ok()) return body.error_response();
    const auto saved = discounts.save(code);
    if (!saved) return answer_for(saved.error());
    return list(discounts, request);
}

}  // namespace

void add_discount_routes(http::Router& router, DiscountStore& discounts) {
    router.on("GET", "/streamers/{streamer}/discounts",
              [&discounts](const Request& request) { return list(discounts, request); });
    router.on("PUT", "/streamers/{streamer}/discounts/{code}",
              [&discounts](const Request& request) { return save(discounts, request); });
}

}  // namespace tts
