#include "apps/tiktoksales/openapi/endpoint.hpp"
#include "core/discount.hpp"
#include "core/product.hpp"

namespace tts::openapi {

namespace {

Schema discounts() {
    const auto code = object({{"code", text()},
                              {"percentage", or_null(amount())},
                              {"amount", or_null(amount())},
                              {"valid_from", date_time()},
                              {"valid_until", or_null(date_time())},
                              {"uses_max", integer()},
                              {"uses", integer()}});
    return object({{"streamer", text()}, {"discounts", array_of(code)}});
}

Endpoint list_discounts() {
    return {.method = "GET",
            .pattern = "/streamers/{streamer}/discounts",
            .summary = "A streamer's discount codes",
            .description = "`uses` counts the orders with the code that are not cancelled.",
            .parameters = {},
            .bodies = {},
            .answers = {{.description = "All of them.", .schema = discounts()}}};
}

Endpoint save_discount() {
    const auto money = or_null(either({amount(), text()}));
    return {.method = "PUT",
            .pattern = "/streamers/{streamer}/discounts/{code}",
            .summary = "Add a discount code, or change it",
            .description =
                "It takes a `percentage` of the goods off, or an `amount`. Case does "
                "not matter in codes. Without `valid_from` it counts from now on, "
                "without `valid_until` for ever, with `uses_max` 0 for any number of "
                "orders. Orders that have it keep what it gave them.",
            .parameters = {},
            .bodies = {{.schema = object({optional("percentage", money), optional("amount", money),
                                          optional("valid_from", or_null(date_time())),
                                          optional("valid_until", or_null(date_time())),
                                          optional("uses_max", or_null(integer({.min = 0})))})}},
            .answers = {{.description = "All codes, as they are now.", .schema = discounts()}}};
}

Endpoint set_discount() {
    return {.method = "PUT",
            .pattern = "/orders/{order_number}/discount",
            .summary = "Give a pending order a discount",
            .description =
                "Instead of the one it has; an empty code takes it away. 409 if the "
                "code gives nothing now, or the order is being paid.",
            .parameters = {},
            .bodies = {{.schema =
                            object({{"code", text({.min = 0, .max = discount_code_length_max})}})}},
            .answers = {{.description = "The order.", .schema = reference("Order")}}};
}

Endpoint edit_line() {
    return {
        .method = "PATCH",
        .pattern = "/orders/{order_number}/lines/{line}",
        .summary = "Change how many of it a pending order has",
        .description =
            "Lines count from 1 on. 0 takes the line out, and with the last one "
            "gives the order up. The order is added up again, its buyer is told, "
            "and the trace says what it was before. 409 if there are not enough "
            "units, or the order is being paid.",
        .parameters = {},
        .bodies = {{.schema = object({{"quantity", integer({.min = 0, .max = quantity_max})}})}},
        .answers = {{.description = "The order.", .schema = reference("Order")}}};
}

Endpoint add_line() {
    return {.method = "POST",
            .pattern = "/orders/{order_number}/lines",
            .summary = "Add a product to a pending order",
            .description =
                "At the present price; where the order has the same already, it gets more of it. "
                "The order is added up again and its buyer is told. 409 if there are not enough "
                "units, the order is full, or it is being paid.",
            .parameters = {},
            .bodies = {{.schema =
                            object({{"product_id", text({.min = 1, .max = 255})},
                                    optional("variant", or_null(text({.min = 1, .max = 255}))),
                                    optional("quantity",
                                             or_null(integer({.min = 1, .max = quantity_max})))})}},
            .answers = {{.description = "The order.", .schema = reference("Order")}}};
}

}  // namespace

std::vector<Endpoint> discount_endpoints() {
    return {list_discounts(), save_discount(), set_discount(), add_line(), edit_line()};
}

}  // namespace tts::openapi
