// Paying and telling buyers over real sockets, against those who play Stripe, Twilio and a mail
// server: tests/counterparts.

#include "e2e/counterparts.hpp"
#include "adapters/smtp/smtp_notifier.hpp"
#include "e2e/comments.hpp"

#include <fstream>
#include <iostream>
#include <thread>

namespace tts::test {

namespace {

using namespace std::chrono_literals;

class Paying : public ::testing::Test {
protected:
    void SetUp() override {
        counterparts.control("stripe", "endpoint",
                             object({{"url", server.url("ecommerce", "/webhooks/stripe")},
                                     {"secret", counterparts.told("stripe_webhook_secret")}}));
        const auto account = post(
            server.url("auth", "/streamers/register"),
            object(
                {{"email", "ana@example.com"}, {"password", "password 1"}, {"username", "ana"}}));
        ASSERT_EQ(account.status, 201) << account.body;
        token = account.json()["token"].text();
        insert_product(*open_sqlite(server.data() / "shop.db"), {.streamer = "ana", .stock = 6});
    }
    void TearDown() override {
        if (HasFailure()) std::cerr << "--- log of the server\n" << server.log_tail() << "---\n";
    }

    std::string secret(const std::string& name, const std::string& value) const {
        const auto path = secrets.path() / name;
        std::ofstream(path) << value;
        std::filesystem::permissions(path, std::filesystem::perms::owner_read);
        return path.string();
    }
    ServerOptions options() const {
        const auto told = [&](const std::string& name) { return counterparts.told(name); };
        return {.roles = "",
                .redis_url = "",
                .database_url = "",
                .arguments = {"--payment-provider",
                              "stripe",
                              "--public-base-url",
                              "http://127.0.0.1:{ecommerce}",
                              "--stripe-api-base",
                              told("stripe"),
                              "--stripe-api-key-file",
                              secret("stripe-key", told("stripe_api_key")),
                              "--stripe-webhook-secret-file",
                              secret("stripe-secret", told("stripe_webhook_secret")),
                              "--notify-channels",
                              "sms",
                              "--twilio-api-base",
                              told("twilio"),
                              "--twilio-account-sid",
                              told("twilio_account_sid"),
                              "--twilio-auth-token-file",
                              secret("twilio-token", told("twilio_auth_token")),
                              "--twilio-sms-from",
                              "+34911000000"}};
    }

    std::string shop(const std::string& path) const { return server.url("ecommerce", path); }
    std::string ordered() const {
        const auto answer = post(shop("/order/create"), R"({"product_id":"VELA-01","buyer":"luis",)"
                                                        R"("streamer":"ana","quantity":2})");
        EXPECT_EQ(answer.status, 201) << answer.body;
        return answer.status == 201 ? answer.json()["order_number"].text() : "";
    }
    static std::string payment_of(const std::string& order, const std::string& flow) {
        return R"({"order_id":")" + order +
               R"(","user_id":"luis","total_amount":25.00,"currency":"usd",)"
               R"("items":[{"product_id":"VELA-01","quantity":2,"price":12.50}],)"
               R"("customer_email":"luis@example.com","flow":")" +
               flow + R"("})";
    }
    Answer process(const std::string& order, const std::string& flow = "link") const {
        return post(shop("/payment/process"), payment_of(order, flow));
    }
    std::string session() const { return stripe()["sessions"].items().back()["id"].text(); }
    Json stripe() const { return counterparts.state("stripe"); }
    void pay(const std::string& id) const {
        counterparts.control("stripe", "pay", object({{"session", id}}));
    }
    std::string status_of(const std::string& order) const {
        return get(shop("/orders/" + order)).json()["status"].text();
    }
    bool becomes(const std::string& order, const std::string& status) const {
        return eventually(long_enough, [&] { return status_of(order) == status; });
    }
    int events_of(const std::string& order, const std::string& kind) const {
        int count = 0;
        const auto trace = get(shop("/trace/" + order)).json();
        for (const auto& event : trace["events"].items()) count += event["kind"].text() == kind;
        return count;
    }
    void goes_wrong(const std::string& kind, int times = 1) const {
        counterparts.control("stripe", "faults",
                             R"([{"on":"POST /v1/","kind":")" + kind + R"(","times":)" +
                                 std::to_string(times) + "}]");
    }
    HttpRequest refund_of(const std::string& order, const std::string& json) const {
        return {
            .method = "POST",
            .url = shop("/orders/" + order + "/refund"),
            .headers = {{"content-type", "application/json"}, {"authorization", "Bearer " + token}},
            .body = json};
    }
    Answer refund(const std::string& order, const std::string& json) const {
        return call(refund_of(order, json));
    }

    Counterparts counterparts;
    TempFolder secrets;
    ServerProcess server{options()};
    std::string token;
};

TEST_F(Paying, ALinkThatIsPaidPaysTheOrderOnceHoweverTheEventsCome) {
    const auto order = ordered();
    const auto started = process(order);
    ASSERT_EQ(started.status, 200) << started.body;
    EXPECT_NE(started.json()["payment_url"].text().find("/pay/cs_test_"), std::string::npos);
    EXPECT_EQ(status_of(order), "pending");

    counterparts.control("stripe", "hold", "{}");
    pay(session());
    const auto sent = counterparts.control("stripe", "deliver", R"({"copies":3,"seed":7})");

    for (const auto& status : sent["statuses"].items()) EXPECT_EQ(status.integer(), 200);
    EXPECT_TRUE(becomes(order, "paid"));
    EXPECT_EQ(events_of(order, "order.paid"), 1);
    EXPECT_EQ(process(order).status, 409);
}

TEST_F(Paying, AnIntentIsPaidInTheShopsOwnFormAlsoAfterADeclinedCard) {
    const auto order = ordered();
    const auto started = process(order, "intent");
    ASSERT_EQ(started.status, 200) << started.body;
    EXPECT_FALSE(started.json()["client_secret"].text().empty());
    const auto intent = stripe()["intents"].items().back()["id"].text();

    counterparts.control("stripe", "pay_intent",
                         object({{"intent", intent}, {"card", "4000000000000002"}}));
    counterparts.control("stripe", "pay_intent", object({{"intent", intent}}));

    EXPECT_TRUE(becomes(order, "paid"));
    EXPECT_EQ(events_of(order, "order.paid"), 1);
}

TEST_F(Paying, ForgedOldAndForeignEventsPayNothing) {
    const auto order = ordered();
    ASSERT_EQ(process(order).status, 200);
    counterparts.control("stripe", "hold", "{}");
    pay(session());
    std::string paid;
    const auto events = stripe();
    for (const auto& event : events["events"].items())
        if (event["type"].text() == "checkout.session.completed") paid = event["id"].text();
    const auto send = [&](const std::string& more) {
        return counterparts
            .control("stripe", "send", R"({"event":")" + paid + "\"" + more + "}")["status"]
            .integer();
    };
    const auto a_day_ago =
        std::chrono::duration_cast<std::chrono::seconds>((now() - 24h).time_since_epoch()).count();

    EXPECT_EQ(send(R"(,"secret":"whsec_of_somebody_else")"), 400);
    EXPECT_EQ(send(R"(,"signature":"t=1,v1=00")"), 400);
    EXPECT_EQ(send(",\"at\":" + std::to_string(a_day_ago)), 400);
    EXPECT_EQ(status_of(order), "pending");
    EXPECT_EQ(send(""), 200) << "sent again by Stripe a day later, it is signed anew";
    EXPECT_EQ(send(""), 200);
    EXPECT_TRUE(becomes(order, "paid"));
}

TEST_F(Paying, AProviderInTroubleMakesOnePaymentAllTheSame) {
    for (const char* kind : {"rate_limit", "garbage", "drop_after"}) {
        const auto before = stripe()["sessions"].items().size();
        const auto order = ordered();
        goes_wrong(kind);
        const auto first = process(order);
        if (first.status != 200) {
            EXPECT_EQ(process(order).status, 200) << kind;
        }
        EXPECT_EQ(stripe()["sessions"].items().size(), before + 1) << kind;
        EXPECT_EQ(process(order).status, 200) << kind;
        EXPECT_EQ(stripe()["sessions"].items().size(), before + 1) << kind;
    }
}

TEST_F(Paying, KilledBetweenTheProvidersAnswerAndWritingItDownItMakesNoSecondPayment) {
    const auto order = ordered();
    goes_wrong("hang");
    std::jthread buyer([&] { try_post(shop("/payment/process"), payment_of(order, "link")); });
    ASSERT_TRUE(eventually(long_enough, [&] { return stripe()["sessions"].items().size() == 1; }));
    server.kill();
    buyer.join();
    server.start();

    const auto again = process(order);

    ASSERT_EQ(again.status, 200) << again.body;
    EXPECT_EQ(stripe()["sessions"].items().size(), 1U);
    pay(session());
    EXPECT_TRUE(becomes(order, "paid"));
}

TEST_F(Paying, MoneyGoesBackInPartsAndNeverMoreThanWasPaid) {
    const auto order = ordered();
    ASSERT_EQ(process(order).status, 200);
    pay(session());
    ASSERT_TRUE(becomes(order, "paid"));

    goes_wrong("drop_after");
    EXPECT_EQ(refund(order, R"({"amount":5.00})").status, 200);
    EXPECT_EQ(refund(order, R"({"amount":20.01})").status, 409);
    EXPECT_EQ(status_of(order), "paid");
    EXPECT_EQ(refund(order, "{}").status, 200);

    std::int64_t cents = 0;
    const auto known = stripe();
    for (const auto& one : known["refunds"].items()) cents += one["amount"].integer();
    EXPECT_EQ(known["refunds"].items().size(), 2U);
    EXPECT_EQ(cents, 2500);
    EXPECT_EQ(status_of(order), "refunded");
    EXPECT_EQ(refund(order, "{}").status, 409);
}

TEST_F(Paying, KilledWhileTheProviderRefundsItGivesTheMoneyBackOnce) {
    const auto order = ordered();
    ASSERT_EQ(process(order).status, 200);
    pay(session());
    ASSERT_TRUE(becomes(order, "paid"));
    goes_wrong("hang");
    std::jthread seller([&] { (void)HttpClient(patient).send(refund_of(order, "{}")); });
    ASSERT_TRUE(eventually(long_enough, [&] { return stripe()["refunds"].items().size() == 1; }));
    server.kill();
    seller.join();
    server.start();
    EXPECT_EQ(status_of(order), "paid");

    EXPECT_EQ(refund(order, "{}").status, 200);

    EXPECT_EQ(stripe()["refunds"].items().size(), 1U);
    EXPECT_EQ(status_of(order), "refunded");
    EXPECT_EQ(events_of(order, "payment.refunded"), 1);
}

TEST_F(Paying, MoneyForAnOrderThatWasCancelledMeanwhileGoesBackOnce) {
    const auto order = ordered();
    ASSERT_EQ(process(order).status, 200);
    const auto link = session();
    // As support would, by hand: no route cancels an order that nobody paid.
    open_sqlite(server.data() / "shop.db")
        ->query("UPDATE orders SET status = 'cancelled' WHERE order_number = $1", {order});
    ASSERT_EQ(status_of(order), "cancelled");

    pay(link);

    ASSERT_TRUE(eventually(long_enough, [&] { return stripe()["refunds"].items().size() == 1; }));
    EXPECT_EQ(stripe()["refunds"].items()[0]["amount"].integer(), 2500);
    EXPECT_EQ(status_of(order), "cancelled");
    EXPECT_EQ(events_of(order, "payment.refund_due"), 1);
    EXPECT_TRUE(eventually(long_enough, [&] { return events_of(order, "payment.refunded") == 1; }));
}

TEST_F(Paying, AnSmsIsSentAndItsSignedReportIsBelieved) {
    const auto sent = post(shop("/notify/sms"),
                           object({{"phone_number", "+34600123456"}, {"message", "Hola & adiós"}}));
    ASSERT_EQ(sent.status, 200) << sent.body;
    const auto sid = sent.json()["message_sid"].text();
    const auto database = open_sqlite(server.data() / "shop.db");
    const auto state = [&] {
        return database->value(
            "SELECT delivery_state FROM payment_notifications WHERE message_sid = '" + sid + "'");
    };

    EXPECT_TRUE(eventually(long_enough, [&] { return state() == "delivered"; }));
    const auto forged = counterparts.control("twilio", "call_back",
                                             object({{"sid", sid},
                                                     {"state", "read"},
                                                     {"url", shop("/webhooks/twilio")},
                                                     {"signature", "x"}}));
    EXPECT_EQ(forged["status"].integer(), 400);
    EXPECT_EQ(state(), "delivered");
    const auto refused =
        post(shop("/notify/sms"), object({{"phone_number", "+15005550001"}, {"message", "Hola"}}));
    EXPECT_EQ(refused.status, 422);
    EXPECT_NE(refused.body.find("21211"), std::string::npos) << refused.body;
}

TEST_F(Paying, ANumberThatWroteBajaGetsNothingUntilItWritesAlta) {
    const auto sms = object({{"phone_number", "+34600123456"}, {"message", "Hola"}});
    const auto writes = [&](const std::string& body) {
        return counterparts
            .control("twilio", "inbound",
                     object({{"url", shop("/webhooks/twilio")},
                             {"from", "+34600123456"},
                             {"body", body}}))["status"]
            .integer();
    };
    EXPECT_EQ(writes("no me da de baja"), 200);
    EXPECT_EQ(post(shop("/notify/sms"), sms).status, 200);

    EXPECT_EQ(writes(" Baja "), 200);

    const auto refused = post(shop("/notify/sms"), sms);
    EXPECT_EQ(refused.status, 422);
    EXPECT_NE(refused.body.find("phone_number"), std::string::npos) << refused.body;
    EXPECT_EQ(counterparts.state("twilio")["messages"].items().size(), 1U);
    EXPECT_EQ(writes("ALTA"), 200);
    EXPECT_EQ(post(shop("/notify/sms"), sms).status, 200);
}

TEST(MailServer, AMailIsSentEncryptedAndLoggedIn) {
    const Counterparts counterparts;
    auto url = counterparts.told("smtp");
    url.insert(url.find("://") + 3, "shop:counterpart@");
    SmtpSettings settings;
    settings.url = url;
    settings.from = parse_mailbox("Ana <shop@example.com>").value();
    settings.ca_file = counterparts.told("mail_certificate");
    SmtpNotifier notifier(settings);
    Notification mail;
    mail.id = NotificationId::next();
    mail.channel = Channel::email;
    mail.recipient = "luis@example.com";
    mail.text = "Tu pedido está pagado ✓";

    ASSERT_TRUE(notifier.send(mail));

    const auto kept = counterparts.state("mail")["mails"].items();
    ASSERT_EQ(kept.size(), 1U);
    EXPECT_TRUE(kept[0]["secure"].boolean());
    EXPECT_EQ(kept[0]["user"].text(), "shop");
    EXPECT_EQ(kept[0]["text"].text(), mail.text);
    counterparts.control("mail", "refuse", "[550, 451]");
    EXPECT_EQ(notifier.send(mail).error().code(), Errc::invalid);
    EXPECT_EQ(notifier.send(mail).error().code(), Errc::unavailable);
}

}  // namespace

}  // namespace tts::test
