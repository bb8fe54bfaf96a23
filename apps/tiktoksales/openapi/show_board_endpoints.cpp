#include "apps/tiktoksales/openapi/endpoint.hpp"

namespace tts::openapi {

namespace {

Parameter streamer() {
    return {.name = "streamer", .schema = text(), .description = "Empty: all"};
}

Parameter words(std::string_view description) {
    return {.name = "q", .schema = text({.min = 0, .max = 100}), .description = description};
}

Parameter limit() {
    return {.name = "limit",
            .schema = integer({.min = 1, .max = 500}),
            .description = "50 if left out"};
}

Parameter time(std::string_view name, std::string_view description) {
    return {.name = name, .schema = date_time(), .description = description};
}

Endpoint read(std::string_view pattern,
              std::string_view summary,
              std::vector<Parameter> parameters,
              const Schema& schema) {
    return {.method = "GET",
            .pattern = pattern,
            .summary = summary,
            .description = "",
            .parameters = std::move(parameters),
            .bodies = {},
            .answers = {{.description = "As it is now.", .schema = schema}}};
}

Endpoint pulse() {
    return read("/api/pulse", "How a show is just now", {streamer()},
                object({{"streamer", text()},
                        {"commenters", integer()},
                        {"unpaid_orders", integer()},
                        {"unpaid_units", integer()},
                        {"unpaid_amount", amount()},
                        {"queue_age_ms", or_null(integer())}}));
}

Endpoint orders() {
    const Schema row = object({{"order_id", uuid()},
                               {"order_number", text()},
                               {"streamer", text()},
                               {"buyer", text()},
                               {"product_name", text()},
                               {"sku", text()},
                               {"variant", text()},
                               {"quantity", integer()},
                               {"total_price", amount()},
                               {"currency", text()},
                               {"status", text()},
                               {"created_at", date_time()},
                               {"tracking_number", text()},
                               {"carrier", text()},
                               {"payment_status", text()},
                               {"message_channel", text()},
                               {"message_status", text()},
                               {"shipping_price", amount()},
                               {"discount_code", text()},
                               {"discount", amount()},
                               {"lines", array_of(object({{"product_name", text()},
                                                          {"sku", text()},
                                                          {"variant", text()},
                                                          {"quantity", integer()},
                                                          {"unit_price", amount()}}))}});
    return read("/api/orders", "Orders that are searched for, newest first",
                {streamer(),
                 {.name = "status", .schema = text(), .description = "Empty: any"},
                 words("Part of the buyer, the number, a product or a SKU"),
                 time("from", "The first if left out"),
                 time("to", "Now if left out"),
                 limit(),
                 {.name = "cursor", .schema = text(), .description = "The next_cursor before"}},
                object({{"orders", array_of(row)}, {"next_cursor", or_null(uuid())}}));
}

Endpoint buyers() {
    const Schema row = object({{"streamer", text()},
                               {"buyer", text()},
                               {"currency", text()},
                               {"orders", integer()},
                               {"units", integer()},
                               {"total", amount()},
                               {"unpaid", integer()},
                               {"paid", amount()},
                               {"cancelled", integer()},
                               {"last_order_at", date_time()},
                               {"blocked", boolean()}});
    return read("/api/buyers", "Who bought how much, those first who bought most",
                {streamer(), words("Part of the buyer's name"), limit()},
                object({{"buyers", array_of(row)}}));
}

Endpoint quality() {
    return read("/api/quality", "How right the decisions were that nobody looked at",
                {streamer(), time("from", "A day ago if left out"), time("to", "Now if left out")},
                object({{"automatic", integer()},
                        {"undone", integer()},
                        {"precision", or_null(probability())},
                        {"accepted", integer()},
                        {"rejected", integer()},
                        {"waiting", integer()},
                        {"corrected", integer()}}));
}

Endpoint gaps() {
    const Schema gap = object({{"streamer", text()},
                               {"source", text()},
                               {"from", date_time()},
                               {"to", date_time()},
                               {"reason", text()}});
    return read("/api/gaps", "When the chat was not read, newest first",
                {streamer(), time("from", "A day ago if left out"), time("to", "Now if left out")},
                object({{"gaps", array_of(gap)}}));
}

Endpoint context() {
    const Schema comment = object({{"id", uuid()},
                                   {"client", text()},
                                   {"message", text()},
                                   {"intent", text()},
                                   {"decision", text()},
                                   {"arrived_at", date_time()}});
    return read(
        "/api/context", "A comment among those around it",
        {{.name = "streamer", .schema = text(), .description = "Whose show", .is_required = true},
         {.name = "comment", .schema = uuid(), .description = "Its id", .is_required = true},
         {.name = "around",
          .schema = integer({.min = 0, .max = 20}),
          .description = "How many before and after; 4 if left out"}},
        object({{"comments", array_of(comment)}}));
}

}  // namespace

std::vector<Endpoint> show_board_endpoints() {
    return {pulse(), orders(), buyers(), quality(), gaps(), context()};
}

Endpoint report_gap() {
    const auto reason = or_null(text({.min = 1, .max = 300}));
    return {.method = "POST",
            .pattern = "/gaps",
            .summary = "Say when the chat could not be read",
            .description =
                "Platforms do not send again what was missed. A gap of the same "
                "streamer, source and beginning replaces the one before.",
            .parameters = {},
            .bodies = {{.schema = object({{"streamer", text({.min = 1, .max = 255})},
                                          {"source", text({.min = 1, .max = 64})},
                                          {"from", date_time()},
                                          {"to", date_time()},
                                          optional("reason", reason)})}},
            .answers = {{.description = "It is stored.",
                         .schema = object({{"ok", boolean()},
                                           {"streamer", text()},
                                           {"source", text()},
                                           {"from", date_time()},
                                           {"to", date_time()}})}}};
}

}  // namespace tts::openapi
