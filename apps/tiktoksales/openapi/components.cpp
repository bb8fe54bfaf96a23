#include "apps/tiktoksales/openapi/endpoint.hpp"

namespace tts::openapi {

namespace {

Schema field_error() {
    return object({{"loc", array_of(text())}, {"msg", text()}, {"type", text()}});
}

Schema intent_name() {
    return names({"buy", "question", "feedback", "complaint", "none"});
}

Schema order_status() {
    return names({"pending", "paid", "shipped", "delivered", "cancelled", "refunded"});
}

Schema match() {
    return object({{"product_id", uuid()},
                   {"source", names({"code", "sku", "name", "pin", "timeline"})},
                   {"score", probability()},
                   {"why", text()},
                   optional("frame", text())});
}

Schema order() {
    return object({{"order_id", uuid()},
                   {"order_number", text()},
                   {"streamer", text()},
                   {"buyer", text()},
                   {"product_id", uuid()},
                   {"product_name", text()},
                   {"sku", text()},
                   {"variant", text()},
                   {"quantity", integer({.min = 1, .max = 1'000})},
                   {"unit_price", amount()},
                   {"total_price", amount()},
                   {"currency", text({.min = 3, .max = 3})},
                   {"commission", amount()},
                   {"status", order_status()},
                   {"source", text()},
                   {"created_at", date_time()},
                   {"hold_until", or_null(date_time())},
                   {"stock_state", names({"none", "reserved", "sold"})},
                   {"end_reason", text()},
                   {"tracking_number", text()},
                   {"carrier", text()},
                   {"shipping_price", amount()},
                   {"discount_code", text()},
                   {"discount", amount()},
                   {"lines", array_of(object({{"product_id", uuid()},
                                              {"product_name", text()},
                                              {"sku", text()},
                                              {"variant", text()},
                                              {"quantity", integer({.min = 1, .max = 1'000})},
                                              {"unit_price", amount()}}))}});
}

Schema decided_comment() {
    return object({{"id", uuid()},
                   {"streamer", text()},
                   {"client", text()},
                   {"message", text()},
                   {"source", text()},
                   {"timestamp", date_time()},
                   {"arrived_at", date_time()},
                   {"intent", intent_name()},
                   {"score", probability()},
                   {"language", text()},
                   {"model_version", text()},
                   {"match", or_null(reference("Match"))},
                   {"decision", names({"ignored", "ordered", "repeated", "sold_out", "asked",
                                       "review", "verification"})},
                   {"reason", text()}});
}

Schema product() {
    return object({{"id", uuid()},
                   {"product_id", uuid()},
                   {"sku", text()},
                   {"streamer", text()},
                   {"name", text()},
                   {"user_description", text()},
                   {"model_description", text()},
                   {"tag", text()},
                   {"category", text()},
                   {"code", text()},
                   {"price", amount()},
                   {"currency", text({.min = 3, .max = 3})},
                   {"stock", integer({.min = 0, .max = 100'000})},
                   {"options", array_of(text())},
                   {"has_variants", boolean()},
                   {"variants", array_of(reference("Variant"))},
                   {"image_urls", array_of(text())},
                   {"image_state", names({"none", "pending", "ready", "failed"})},
                   {"images", array_of(object({{"url", text()},
                                               {"state", names({"pending", "ready", "failed"})},
                                               {"reason", text()}}))},
                   {"created_at", date_time()},
                   {"updated_at", date_time()},
                   {"archived_at", or_null(date_time())}});
}

Schema variant() {
    return object({{"variant_id", uuid()},
                   {"product_id", uuid()},
                   {"sku", text()},
                   {"name", text()},
                   {"code", text()},
                   {"price", or_null(amount())},
                   {"stock", integer({.min = 0, .max = 100'000})},
                   {"reserved", integer()},
                   {"sold", integer()},
                   {"archived_at", or_null(date_time())},
                   {"options", array_of(text())}});
}

Schema claim_item() {
    const auto span = object({{"slot", names({"quantity", "code", "variant"})},
                              {"part", integer()},
                              {"begin", integer()},
                              {"size", integer()},
                              {"confidence", probability()}});
    return object({{"quantity", or_null(integer())},
                   {"variant", or_null(text())},
                   {"code", or_null(text())},
                   {"spans", array_of(span)}});
}

Schema new_comment() {
    return object({{"streamer", text({.min = 1, .max = 255})},
                   {"client", text({.min = 1, .max = 255})},
                   {"message", text({.min = 1, .max = 2'000})},
                   optional("timestamp", or_null(date_time())),
                   optional("message_id", or_null(text({.min = 1, .max = 255}))),
                   optional("source", or_null(text({.min = 1, .max = 64})))});
}

Schema accepted_comment() {
    return object({{"ok", boolean()},
                   {"queued_to", text()},
                   {"stream", text()},
                   {"timestamp", date_time()},
                   {"id", uuid()},
                   optional("duplicate", boolean())});
}

Schema refused_comment() {
    return object({{"ok", boolean()},
                   {"detail", either({text(), array_of(reference("FieldError"))})},
                   optional("retry_after", integer())});
}

}  // namespace

std::vector<std::pair<std::string_view, Schema>> components() {
    return {
        {"Error", object({{"detail", either({text(), array_of(reference("FieldError"))})}})},
        {"ValidationError",
         object({{"detail", either({array_of(reference("FieldError"), {1, 100}), text()})}})},
        {"FieldError", field_error()},
        {"IntentName", intent_name()},
        {"OrderStatus", order_status()},
        {"Match", match()},
        {"Order", order()},
        {"DecidedComment", decided_comment()},
        {"Product", product()},
        {"Variant", variant()},
        {"ClaimItem", claim_item()},
        {"NewComment", new_comment()},
        {"AcceptedComment", accepted_comment()},
        {"RefusedComment", refused_comment()},
    };
}

}  // namespace tts::openapi
