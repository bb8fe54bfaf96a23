// An order from its payment to its refund, as the seller, the seller's shop system and whoever
// keeps the books see it.

#include "e2e/secured_server.hpp"
#include "integration/vision_small_server.hpp"
#include "support/database_client.hpp"
#include "webhooks/webhook_signature.hpp"

#include <algorithm>
#include <fstream>
#include <mutex>
#include <set>

namespace tts::test {

namespace {

using namespace std::chrono_literals;

// A shop system that fails once, and remembers every event.
class Receiver {
public:
    std::string url() const {
        return "http://127.0.0.1:" + std::to_string(server_.port()) + "/events";
    }
    std::vector<std::string> requests() {
        const std::lock_guard lock(mutex_);
        return requests_;
    }
    // The types of the events, each counted once however often it came.
    std::multiset<std::string> types() {
        std::set<std::string> ids;
        std::multiset<std::string> types;
        for (const auto& request : requests()) {
            const auto event = Json::parse(body_of(request));
            if (ids.insert(event["id"].text()).second) types.insert(event["type"].text());
        }
        return types;
    }
    static std::string body_of(const std::string& request) {
        return request.substr(request.find("\r\n\r\n") + 4);
    }

private:
    std::string answer(const std::string& request) {
        const std::lock_guard lock(mutex_);
        requests_.push_back(request);
        return requests_.size() == 1 ? "HTTP/1.1 500 Busy\r\nContent-Length: 0\r\n\r\n"
                                     : "HTTP/1.1 204 OK\r\n\r\n";
    }

    std::mutex mutex_;
    std::vector<std::string> requests_;  // Guarded by mutex_.
    SmallServer server_{[this](const std::string& request) { return answer(request); }};
};

class OrderLife : public testing::Test {
protected:
    void SetUp() override {
        const auto file = (secured.keys.folder.path() / "products.csv").string();
        std::ofstream(file) << "sku,name,description,price,stock,streamer\n"
                               "LUNA,<b>Luna</b>,A candle,12.50,10,ana\n";
        const auto imported = secured.keys.run({"import", file});
        ASSERT_EQ(imported.status, 0) << imported.text;
    }

    Json ordered() {
        const auto answer =
            secured.send("POST", "ecommerce", "/order/create", secured.service,
                         R"({"product_id":"LUNA","buyer":"luis","streamer":"ana","quantity":2})");
        EXPECT_EQ(answer.status, 201) << answer.body;
        return Json::parse(answer.body);
    }
    void pay(const std::string& number) {
        const auto answer = secured.send(
            "POST", "ecommerce", "/payment/process", secured.service,
            R"({"order_id":")" + number +
                R"(","user_id":"luis","customer_email":"luis@example.com","items":[{"product_id":)"
                R"("LUNA","quantity":2,"price":12.50}],"total_amount":25.00,"currency":"USD"})");
        EXPECT_EQ(answer.status, 200) << answer.body;
    }
    HttpAnswer as_ana(const std::string& method,
                      const std::string& path,
                      const std::string& json = "") {
        return secured.send(method, "ecommerce", path, secured.own_streamer, json);
    }
    int patched(const std::string& number, const std::string& json) {
        return as_ana("PATCH", "/orders/" + number, json).status;
    }

    SecuredServer secured{{"--webhook-private", "--fee-percentage", "1.5", "--fee-fixed", "0.25"}};
};

}  // namespace

TEST_F(OrderLife, AnOrderIsPaidShippedDeliveredAndRefundedAndTheShopSystemFollows) {
    Receiver receiver;
    const auto hook = as_ana("POST", "/streamers/ana/webhooks", object({{"url", receiver.url()}}));
    ASSERT_EQ(hook.status, 201) << hook.body;
    const auto secret = Json::parse(hook.body)["secret"].text();
    const auto number = ordered()["order_number"].text();
    EXPECT_EQ(patched(number, R"({"status":"shipped"})"), 409);
    pay(number);
    EXPECT_NE(
        as_ana("GET", "/orders/picklist?streamer=ana&lang=es").body.find("&lt;b&gt;Luna&lt;/b&gt;"),
        std::string::npos);

    const auto shipped = R"({"status":"shipped","carrier":"DHL","tracking_number":"00340434"})";
    EXPECT_EQ(
        secured.send("PATCH", "ecommerce", "/orders/" + number, secured.foreign_streamer, shipped)
            .status,
        404);
    EXPECT_EQ(patched(number, shipped), 200);
    EXPECT_EQ(patched(number, shipped), 200);
    EXPECT_EQ(patched(number, R"({"status":"cancelled"})"), 409);
    EXPECT_EQ(patched(number, R"({"status":"paid"})"), 422);
    EXPECT_EQ(patched(number, R"({"status":"delivered"})"), 200);
    EXPECT_EQ(as_ana("POST", "/orders/" + number + "/refund", R"({"amount":5.00})").status, 200);
    EXPECT_EQ(as_ana("POST", "/orders/" + number + "/refund", "{}").status, 200);

    EXPECT_EQ(Json::parse(as_ana("GET", "/orders/" + number).body)["status"].text(), "refunded");
    EXPECT_NE(as_ana("GET", "/orders/" + number + "/slip").body.find("DHL 00340434"),
              std::string::npos);
    const std::multiset<std::string> wanted = {
        "order.created",   "payment.started",  "order.paid",       "order.shipped",
        "order.delivered", "payment.refunded", "payment.refunded", "order.refunded"};
    // The one that was answered with 500 comes again.
    EXPECT_TRUE(eventually(long_enough, [&] {
        return receiver.types() == wanted && receiver.requests().size() > wanted.size();
    }));
    for (const auto& request : receiver.requests()) {
        const auto time = request.substr(request.find("t=", request.find("Signature:")) + 2, 10);
        const auto signature = webhook_signature(secret, Receiver::body_of(request),
                                                 from_unix_ms(std::stoll(time) * 1'000));
        EXPECT_NE(request.find(signature), std::string::npos) << request;
    }
}

TEST_F(OrderLife, TheStatementAddsUpAndTheAuditFindsWhatSomebodyChanged) {
    for (int i = 0; i < 2; ++i) pay(ordered()["order_number"].text());
    const auto cancelled = ordered()["order_number"].text();
    EXPECT_EQ(patched(cancelled, R"({"status":"cancelled"})"), 200);
    const auto order =
        Json::parse(as_ana("GET", "/streamers/ana/statement").body)["orders"].items()[0];
    ASSERT_EQ(
        as_ana("POST", "/orders/" + order["order_number"].text() + "/refund", R"({"amount":5.00})")
            .status,
        200);

    const auto statement = Json::parse(as_ana("GET", "/streamers/ana/statement").body);

    // 2 x 25.00, less 5.00; 1.5 % and 0.25 of each payment; 10 % of what was kept.
    const auto totals = statement["totals"].items().at(0);
    EXPECT_EQ(totals["orders"].integer(), 2);
    EXPECT_DOUBLE_EQ(totals["gross"].number(), 50.00);
    EXPECT_DOUBLE_EQ(totals["refunds"].number(), 5.00);
    EXPECT_DOUBLE_EQ(totals["fees"].number(), 1.26);
    EXPECT_DOUBLE_EQ(totals["commission"].number(), 4.50);
    EXPECT_DOUBLE_EQ(totals["net"].number(), 39.24);
    const auto csv = as_ana("GET", "/streamers/ana/statement.csv").body;
    EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 3);
    EXPECT_EQ(as_ana("GET", "/streamers/eva/statement").status, 403);
    EXPECT_EQ(as_ana("GET", "/streamers/ana/statement?from=soon").status, 422);
    EXPECT_EQ(secured.keys.run({"audit", "ledger"}).status, 0);

    open_sqlite(std::filesystem::path(secured.keys.data) / "shop.db")
        ->query("UPDATE orders SET total_price = '24.99' WHERE status = 'paid'");
    const auto audited = secured.keys.run({"audit", "ledger"});
    EXPECT_EQ(audited.status, 1);
    EXPECT_NE(audited.text.find("the order of 24.99 USD"), std::string::npos) << audited.text;
    EXPECT_NE(audited.text.find("2 payments, 2 differences"), std::string::npos) << audited.text;
}

TEST_F(OrderLife, OnlyPublicAddressesAndKnownEventsAreTaken) {
    const SecuredServer strict;
    const auto add = [&](const std::string& json) {
        return strict
            .send("POST", "ecommerce", "/streamers/ana/webhooks", strict.own_streamer, json)
            .status;
    };

    EXPECT_EQ(add(R"({"url":"http://shop.example/"})"), 422);
    EXPECT_EQ(add(R"({"url":"https://u:p@shop.example/"})"), 422);
    EXPECT_EQ(add(R"({"url":"file:///etc/passwd"})"), 422);
    EXPECT_EQ(add(R"({"url":"https://shop.example/","events":["order.lost"]})"), 422);
    EXPECT_EQ(add(R"({"url":"https://shop.example/","events":["order.paid"]})"), 201);
    const auto listed = strict.send("GET", "ecommerce", "/streamers/ana/webhooks", strict.admin);
    EXPECT_EQ(listed.body.find("secret"), std::string::npos);
    EXPECT_EQ(
        strict.send("GET", "ecommerce", "/streamers/ana/webhooks", strict.foreign_streamer).status,
        403);
}

}  // namespace tts::test
