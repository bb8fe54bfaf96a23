#include "apps/tiktoksales/openapi/endpoint.hpp"
#include "core/show_rules.hpp"

namespace tts::openapi {

namespace {

constexpr Range seconds{.min = 0, .max = hold_max.count()};
constexpr Range count{.min = 0, .max = 1'000};
constexpr Range days{.min = 1, .max = unpaid_days_max};

std::vector<Answer> rules_answer() {
    return {{.description = "What is set now.",
             .schema = object({{"streamer", text()},
                               {"hold_seconds", integer(seconds)},
                               {"reminder_seconds", integer(seconds)},
                               {"carts", names({"each", "one_order"})},
                               {"sale_mode", names({"reserve", "first_paid"})},
                               {"buyer_units_max", integer(count)},
                               {"unpaid_max", integer(count)},
                               {"unpaid_days", integer(days)},
                               {"platform_rules", names({"free", "tiktok"})},
                               {"buy_score_min", probability()},
                               {"match_score_min", probability()},
                               {"shipping_price", amount()},
                               {"free_shipping_from", amount()}})}};
}

Endpoint show_rules() {
    return {.method = "GET",
            .pattern = "/streamers/{streamer}/rules",
            .summary = "The rules of a streamer's shows",
            .description = "",
            .parameters = {},
            .bodies = {},
            .answers = rules_answer()};
}

Endpoint save_rules() {
    const auto money = or_null(either({amount(), text()}));
    return {
        .method = "PUT",
        .pattern = "/streamers/{streamer}/rules",
        .summary = "Set the rules of a streamer's shows",
        .description =
            "What is left out stays. 0 means none: no hold that ends, no reminder, no limit of "
            "units for one buyer, no free shipping; and for the scores, those of the server. Who "
            "left `unpaid_max` orders unpaid within `unpaid_days` gets the next one only from a "
            "person. `first_paid`: a claim holds nothing, the payment takes the units. `tiktok`: "
            "what "
            "is answered in the chat leads nowhere off the platform; buyers come by "
            "`/claim/{streamer}`.",
        .parameters = {},
        .bodies = {{.schema =
                        object({optional("hold_seconds", or_null(integer(seconds))),
                                optional("reminder_seconds", or_null(integer(seconds))),
                                optional("carts", or_null(names({"each", "one_order"}))),
                                optional("sale_mode", or_null(names({"reserve", "first_paid"}))),
                                optional("buyer_units_max", or_null(integer(count))),
                                optional("unpaid_max", or_null(integer(count))),
                                optional("unpaid_days", or_null(integer(days))),
                                optional("platform_rules", or_null(names({"free", "tiktok"}))),
                                optional("buy_score_min", or_null(probability())),
                                optional("match_score_min", or_null(probability())),
                                optional("shipping_price", money),
                                optional("free_shipping_from", money)})}},
        .answers = rules_answer()};
}

std::vector<Answer> blocked_answer() {
    return {{.description = "As it is now.",
             .schema = object({{"streamer", text()}, {"buyer", text()}, {"blocked", boolean()}})}};
}

Endpoint list_blocked() {
    return {.method = "GET",
            .pattern = "/streamers/{streamer}/blocked",
            .summary = "Whom a streamer sells nothing to",
            .description = "",
            .parameters = {},
            .bodies = {},
            .answers = {{.description = "The buyers' handles.",
                         .schema = object({{"streamer", text()}, {"buyers", array_of(text())}})}}};
}

Endpoint block_buyer() {
    const auto reason = or_null(text({.min = 1, .max = 500}));
    return {.method = "PUT",
            .pattern = "/streamers/{streamer}/blocked/{buyer}",
            .summary = "Sell nothing more to a buyer",
            .description = "What the buyer ordered before stays as it is.",
            .parameters = {},
            .bodies = {{.schema = object({optional("reason", reason)})}},
            .answers = blocked_answer()};
}

Endpoint unblock_buyer() {
    return {.method = "DELETE",
            .pattern = "/streamers/{streamer}/blocked/{buyer}",
            .summary = "Sell to a buyer again",
            .description = "",
            .parameters = {},
            .bodies = {},
            .answers = blocked_answer()};
}

}  // namespace

std::vector<Endpoint> rules_endpoints() {
    return {show_rules(), save_rules(), list_blocked(), block_buyer(), unblock_buyer()};
}

}  // namespace tts::openapi
