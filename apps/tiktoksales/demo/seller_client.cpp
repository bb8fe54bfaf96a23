#include "apps/tiktoksales/demo/seller_client.hpp"

#include "core/json_writer.hpp"
#include "core/percent_encoding.hpp"
#include "core/uuid.hpp"

#include <utility>

namespace tts::demo {

namespace {

using simdjson::dom::element;

BookedSums sums_in(const element& object) {
    return {.gross = money(object, "gross"),
            .refunds = money(object, "refunds"),
            .fees = money(object, "fees"),
            .commission = money(object, "commission"),
            .net = money(object, "net")};
}

HttpRequest with_token(HttpRequest request, const std::string& token) {
    request.headers.emplace_back("Authorization", "Bearer " + token);
    return request;
}

}  // namespace

SellerClient::SellerClient(DemoAddresses addresses, std::string streamer)
    : addresses_(std::move(addresses)), streamer_(std::move(streamer)) {}

Result<void> SellerClient::check_providers() {
    const auto json = call_json(http_, get_request(addresses_.ecommerce + "/status"), status_ok);
    if (!json) return json.error();
    for (const auto* provider : {"stripe_configured", "twilio_configured"}) {
        bool is_configured = false;
        const auto read = (*json)->root[provider].get(is_configured);
        if (read != simdjson::SUCCESS || !is_configured)
            return Error(Errc::invalid,
                         "the shop does not use the counterparts: " + addresses_.ecommerce +
                             "/status does not say " + provider +
                             "; start it with the settings of tools/counterparts env");
    }
    return {};
}

Result<void> SellerClient::register_account() {
    JsonWriter body;
    body.object()
        .member("email", streamer_ + "@example.com")
        .member("password", Uuid::next().to_string())
        .member("username", streamer_)
        .end();
    const auto json =
        call_json(http_, json_request("POST", addresses_.auth + "/streamers/register", body.take()),
                  status_created);
    if (!json) return json.error().during("registering the seller");
    token_ = text((*json)->root, "token");
    if (token_.empty()) return Error(Errc::invalid, "the seller's account came without a token");
    return {};
}

Result<void> SellerClient::change(const std::string& method,
                                  const std::string& path,
                                  std::string body) {
    const auto request =
        with_token(json_request(method, addresses_.ecommerce + path, std::move(body)), token_);
    const auto answer = call(http_, request, status_ok);
    if (!answer) return answer.error();
    return {};
}

Result<void> SellerClient::hold_units_for(std::chrono::seconds hold,
                                          std::chrono::seconds reminder) {
    JsonWriter body;
    body.object()
        .member("hold_seconds", hold.count())
        .member("reminder_seconds", reminder.count())
        .end();
    return change("PUT", "/streamers/" + percent_encoded(streamer_) + "/rules", body.take());
}

Result<void> SellerClient::ship(const std::string& order_number,
                                const std::string& tracking_number) {
    JsonWriter body;
    body.object()
        .member("status", "shipped")
        .member("carrier", "DHL")
        .member("tracking_number", tracking_number)
        .end();
    return change("PATCH", "/orders/" + percent_encoded(order_number), body.take());
}

Result<void> SellerClient::note_delivered(const std::string& order_number) {
    return change("PATCH", "/orders/" + percent_encoded(order_number), R"({"status":"delivered"})");
}

Result<void> SellerClient::refund(const std::string& order_number, std::optional<Money> amount) {
    JsonWriter body;
    body.object();
    if (amount) body.member("amount", *amount);
    body.end();
    return change("POST", "/orders/" + percent_encoded(order_number) + "/refund", body.take());
}

Result<Statement> SellerClient::statement() {
    const auto request = with_token(get_request(addresses_.ecommerce + "/streamers/" +
                                                percent_encoded(streamer_) + "/statement"),
                                    token_);
    const auto json = call_json(http_, request, status_ok);
    if (!json) return json.error();
    Statement statement;
    for (const auto& totals : items((*json)->root, "totals")) {
        statement.orders += integer(totals, "orders");
        statement.totals = sums_in(totals);
    }
    for (const auto& line : items((*json)->root, "orders"))
        statement.lines[text(line, "order_number")] = sums_in(line);
    return statement;
}

}  // namespace tts::demo
