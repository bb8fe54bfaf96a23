// A buyer's claims as one parcel: variants with units of their own, added while the show runs,
// several claims as one order, edited by the seller and the buyer, paid once.

#include "e2e/comments.hpp"
#include "support/eventually.hpp"

#include <algorithm>

namespace tts::test {

namespace {

class Carts : public DeploymentTest {
protected:
    void SetUp() override {
        DeploymentTest::SetUp();
        insert_product(database, {.streamer = streamer, .stock = 5});
        insert_product(database, {.streamer = streamer, .sku = "POLO", .name = "Polo", .stock = 0});
        for (const char* size : {"S", "M"}) {
            const auto added =
                post(variants(""), std::string(R"({"sku":"POLO-)") + size + R"(","options":[")" +
                                       size + R"("],"code":"P)" + size + R"(","stock":3})");
            ASSERT_EQ(added.status, 201) << added.body;
        }
        ASSERT_EQ(put(shop("/rules"),
                      R"({"carts":"one_order","shipping_price":4.99,"free_shipping_from":100})")
                      .status,
                  200);
    }

    std::string shop(const std::string& path) const {
        return server.url("ecommerce", "/streamers/" + streamer + path);
    }
    std::string variants(const std::string& path) const {
        return server.url("ecommerce", "/products/item/" + streamer + "/POLO/variants" + path);
    }
    std::string orders(const std::string& path) const {
        return server.url("ecommerce", "/orders" + path);
    }

    std::vector<Json> orders_of(const std::string& buyer) const {
        return get(orders("?streamer=" + streamer + "&buyer=" + buyer)).json()["orders"].items();
    }

    static Answer patch(const std::string& url, const std::string& json) {
        return call({.method = "PATCH",
                     .url = url,
                     .headers = {{"content-type", "application/json"}},
                     .body = json});
    }

    // Until the buyer's only order has so many units.
    Json claimed(const std::string& message, int units) const {
        const auto said = post(server.url("chat", "/comments"), comment(streamer, client, message));
        EXPECT_EQ(said.status, 200) << said.body;
        EXPECT_TRUE(eventually(long_enough, [&] {
            const auto found = orders_of(client);
            return found.size() == 1 && found[0]["quantity"].integer() == units;
        })) << message;
        return orders_of(client).at(0);
    }
};

TEST_F(Carts, AllThatABuyerClaimsIsOneOrderWithOneTotal) {
    EXPECT_DOUBLE_EQ(claimed("quiero VELA-01 x2", 2)["total_price"].number(), 29.99);
    const auto order = claimed("quiero PM", 3);
    const auto number = order["order_number"].text();
    EXPECT_DOUBLE_EQ(order["total_price"].number(), 42.49);
    ASSERT_EQ(order["lines"].items().size(), 2U);
    EXPECT_EQ(order["lines"].items()[1]["variant"].text(), "M");
    EXPECT_EQ(order["lines"].items()[1]["sku"].text(), "POLO-M");

    EXPECT_DOUBLE_EQ(patch(orders("/" + number + "/lines/1"), R"({"quantity":4})")
                         .json()["total_price"]
                         .number(),
                     67.49);
    EXPECT_EQ(patch(orders("/" + number + "/lines/1"), R"({"quantity":6})").status, 409);
    EXPECT_EQ(patch(orders("/" + number + "/lines/3"), R"({"quantity":1})").status, 404);
    for (const char* wrong : {"-1", "1.5", "1001", "1e9", "\"2\"", "null"})
        EXPECT_EQ(
            patch(orders("/" + number + "/lines/1"), std::string(R"({"quantity":)") + wrong + "}")
                .status,
            422)
            << wrong;
    ASSERT_EQ(put(shop("/discounts/diez"), R"({"percentage":10})").status, 200);
    const auto reduced = put(orders("/" + number + "/discount"), R"({"code":"DIEZ"})");
    EXPECT_DOUBLE_EQ(reduced.json()["total_price"].number(), 61.24) << reduced.body;

    const auto body = [&](const std::string& total, const std::string& polo) {
        return R"({"order_id":")" + number + R"(","user_id":")" + client +
               R"(","customer_email":"luis@example.com","items":[)"
               R"({"product_id":"POLO-M","quantity":1,"price":)" +
               polo + R"(},{"product_id":"VELA-01","quantity":4,"price":12.50}],"total_amount":)" +
               total + R"(,"currency":"USD"})";
    };
    const auto pay = server.url("ecommerce", "/payment/process");
    EXPECT_EQ(post(pay, body("67.49", "12.50")).status, 422) << "the total from before";
    EXPECT_EQ(post(pay, body("61.24", "12.49")).status, 422);
    const auto paid = post(pay, body("61.24", "12.50"));
    ASSERT_EQ(paid.status, 200) << paid.body;
    EXPECT_EQ(patch(orders("/" + number + "/lines/1"), R"({"quantity":1})").status, 409);

    for (const auto& page :
         {orders("/picklist?streamer=" + streamer), orders("/" + number + "/slip")}) {
        const auto printed = get(page).body;
        EXPECT_NE(printed.find("Vela de soja"), std::string::npos) << page;
        EXPECT_NE(printed.find("POLO-M"), std::string::npos) << page;
    }
    EXPECT_EQ(get(variants("")).json()["variants"].items()[0]["sold"].integer(), 1);
}

TEST_F(Carts, TheSellerAddsToAnOrderAndTakesOut) {
    const auto number = claimed("quiero VELA-01 x2", 2)["order_number"].text();
    const auto lines = [&] { return orders("/" + number + "/lines"); };
    EXPECT_EQ(post(lines(), R"({"product_id":"POLO"})").status, 422) << "which size?";
    EXPECT_EQ(post(lines(), R"({"product_id":"NOPE"})").status, 422);
    EXPECT_EQ(post(lines(), R"({"product_id":"POLO-S","quantity":4})").status, 409);
    EXPECT_EQ(post(orders("/ORD-0/lines"), R"({"product_id":"POLO-S"})").status, 404);

    const auto added = post(lines(), R"({"product_id":"POLO","variant":"M","quantity":2})");

    ASSERT_EQ(added.status, 200) << added.body;
    EXPECT_DOUBLE_EQ(added.json()["total_price"].number(), 54.99);
    EXPECT_EQ(added.json()["lines"].items().at(1)["sku"].text(), "POLO-M");
    const auto again = post(lines(), R"({"product_id":"POLO-M"})").json();
    ASSERT_EQ(again["lines"].items().size(), 2U) << "the same at the same price is one line";
    EXPECT_EQ(again["lines"].items()[1]["quantity"].integer(), 3);
    EXPECT_EQ(post(lines(), R"({"product_id":"POLO-M"})").status, 409) << "the last one is taken";
    const auto left = patch(orders("/" + number + "/lines/1"), R"({"quantity":0})").json();
    EXPECT_EQ(left["product_name"].text(), "Polo");
    EXPECT_EQ(left["lines"].items().size(), 1U);

    const auto trace = get(server.url("ecommerce", "/trace/" + number)).json();
    const auto events = trace["events"].items();
    EXPECT_EQ(std::ranges::count_if(
                  events, [](const Json& one) { return one["kind"].text() == "order.changed"; }),
              3);
    EXPECT_EQ(events.back()["payload"]["before"]["lines"].items().size(), 2U);
    EXPECT_EQ(events.back()["payload"]["lines"].items().size(), 1U);
    const auto row = get(server.url("dashboard", "/api/orders?streamer=" + streamer + "&q=polo-m"))
                         .json()["orders"]
                         .items()
                         .at(0);
    EXPECT_EQ(row["lines"].items().at(0)["variant"].text(), "M");
    EXPECT_DOUBLE_EQ(row["shipping_price"].number(), 4.99);
}

TEST_F(Carts, WhatIsAddedDuringTheShowCanBeClaimedAtOnce) {
    const auto added = call(
        {.method = "POST",
         .url = server.url("ecommerce", "/products/quick"),
         .headers = {{"content-type", "multipart/form-data; boundary=x"}},
         .body = "--x\r\nContent-Disposition: form-data; name=\"streamer\"\r\n\r\n" + streamer +
                 "\r\n--x\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\n"
                 "Gorra\r\n--x\r\nContent-Disposition: form-data; "
                 "name=\"price\"\r\n\r\n8.00\r\n--x\r\nContent-Disposition: "
                 "form-data; name=\"stock\"\r\n\r\n2\r\n--x--\r\n"});
    ASSERT_EQ(added.status, 201) << added.body;
    const auto code = added.json()["code"].text();
    EXPECT_EQ(code, "A1");

    const auto order = claimed("quiero " + code, 1);

    EXPECT_EQ(order["product_name"].text(), "Gorra");
    EXPECT_DOUBLE_EQ(order["shipping_price"].number(), 4.99);
    EXPECT_EQ(put(variants("/POLO-S"), "{}").status, 405);
    EXPECT_EQ(patch(variants("/POLO-S"), R"({"code":"a1"})").status, 409)
        << "a code is one thing's at a time";
}

}  // namespace

}  // namespace tts::test
