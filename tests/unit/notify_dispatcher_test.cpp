// Messages on their way to buyers: over which channel, when, and what if one fails. With a real
// outbox in a database file and providers that do as they are told.

#include "notify/dispatcher.hpp"

#include "adapters/sqlite/sqlite_buyer_contacts.hpp"
#include "adapters/sqlite/sqlite_message_rules.hpp"
#include "adapters/sqlite/sqlite_outbox.hpp"
#include "contract/sqlite_database.hpp"
#include "contract/store/samples.hpp"

#include <gtest/gtest.h>

#include <deque>

namespace tts::test {

using namespace std::chrono_literals;

namespace {

class Provider final : public Notifier {
public:
    Result<std::string> send(const Notification& notification) override {
        sent.push_back(notification);
        if (errors.empty()) return "SM" + std::to_string(sent.size());
        const Errc code = errors.front();
        if (errors.size() > 1) errors.pop_front();
        return Error(code, "as it was told");
    }
    bool can_begin(const Message& message) const override {
        return has_templates && message.language == "es";  // The buyer's.
    }

    std::vector<Notification> sent;
    std::deque<Errc> errors;  // The last one again and again.
    bool has_templates = false;
};

class Delivery : public testing::Test {
protected:
    void SetUp() override {
        database.open_migrator().value()->apply().value();
        outbox = open_sqlite_outbox(database.path()).value();
        contacts = open_sqlite_buyer_contacts(database.path()).value();
        rules = open_sqlite_message_rules(database.path()).value();
        know({.streamer = "ana",
              .handle = "luis",
              .phone = "+34600123456",
              .email = "l@x.es",
              .language = "es",
              .verified_by = "page",
              .updated_at = time});
    }

    void know(const BuyerContact& contact) { ASSERT_TRUE(contacts->save(contact)); }

    static ChannelSetup real(Channel channel, Provider& provider, const std::string& name) {
        return {.channel = channel, .notifier = &provider, .provider = name, .is_real = true};
    }

    Dispatcher& dispatcher() {
        if (!made) {
            plan = std::make_unique<DeliveryPlan>(
                *outbox, *contacts, *rules,
                std::vector{real(Channel::whatsapp, whatsapp, "twilio"),
                            real(Channel::sms, sms, "twilio-sms"),
                            real(Channel::email, email, "smtp")},
                limits);
            made = std::make_unique<Dispatcher>(DispatcherParts{*outbox, *plan, in_app},
                                                DispatcherSettings{}, counters,
                                                [this] { return time; });
        }
        return *made;
    }

    // Until nothing is due at that time.
    void run() {
        while (dispatcher().run_once().value() > 0) {
        }
    }

    void tell(MessageKind kind = MessageKind::paid) {
        Notification row;
        row.id = NotificationId::next();
        row.order = OrderId::next();
        row.recipient = "luis";
        row.streamer = "ana";
        row.message = {.kind = kind,
                       .variables = {{"buyer", "luis"}, {"order", "ORD-1"}, {"items", "1 × Vela"}}};
        row.text = render(row.message);
        row.due_at = row.created_at = row.updated_at = time;
        row.valid_until = valid_until;
        ASSERT_TRUE(outbox->add(row));
        shown = row.id;
    }

    std::vector<std::string> reach() {
        return database.query("SELECT reach, reach_reason FROM payment_notifications WHERE id = '" +
                              shown.to_string() + "'")[0];
    }
    void report_failure(const Notification& row) {
        database.query(
            "UPDATE payment_notifications SET status = 'failed', last_error = "
            "'undelivered 30003' WHERE id = '" +
            row.id.to_string() + "'");
    }

    SqliteDatabase database;
    std::unique_ptr<Outbox> outbox;
    std::unique_ptr<BuyerContacts> contacts;
    std::unique_ptr<MessageRules> rules;
    Provider whatsapp;
    Provider sms;
    Provider email;
    Provider in_app;
    DeliveryLimits limits;
    DispatcherCounters counters;
    std::unique_ptr<DeliveryPlan> plan;
    std::unique_ptr<Dispatcher> made;
    Timestamp time = parse_timestamp("2026-01-10T12:00:00Z").value();
    std::optional<Timestamp> valid_until;
    NotificationId shown;
};

}  // namespace

TEST_F(Delivery, AMessageGoesToTheFirstChannelThatMayInTheBuyersLanguage) {
    tell();
    run();

    ASSERT_EQ(in_app.sent.size(), 1U);
    EXPECT_TRUE(whatsapp.sent.empty());  // No template, and the buyer never wrote.
    ASSERT_EQ(sms.sent.size(), 1U);
    EXPECT_EQ(sms.sent.front().recipient, "+34600123456");
    EXPECT_EQ(sms.sent.front().text, "Pagado: 1 × Vela, . Pedido ORD-1\nTus pedidos: {link}");
    EXPECT_TRUE(email.sent.empty());
    EXPECT_EQ(reach()[0], "sent");
}

TEST_F(Delivery, WhatsAppIsUsedWithATemplateOrADayAfterTheBuyerWrote) {
    ASSERT_TRUE(contacts->note_wrote("+34600123456", time - 23h));
    tell();
    run();
    EXPECT_EQ(whatsapp.sent.size(), 1U);

    time += 2h;
    tell();
    run();
    EXPECT_EQ(whatsapp.sent.size(), 1U);
    EXPECT_EQ(sms.sent.size(), 1U);

    whatsapp.has_templates = true;
    tell();
    run();
    EXPECT_EQ(whatsapp.sent.size(), 2U);
}

TEST_F(Delivery, WhatARefusesGoesToTheNextAndInTheEndNobodyWasReached) {
    whatsapp.has_templates = true;
    whatsapp.errors = sms.errors = email.errors = {Errc::invalid};
    tell();
    run();

    EXPECT_EQ(whatsapp.sent.size(), 1U);
    EXPECT_EQ(sms.sent.size(), 1U);
    EXPECT_EQ(email.sent.size(), 1U);
    EXPECT_EQ(reach()[0], "unreached");
    const auto unreached = outbox->unreached("ana", 9).value();
    ASSERT_EQ(unreached.size(), 1U);
    EXPECT_EQ(unreached.front().buyer, "luis");
    EXPECT_NE(unreached.front().reason.find("as it was told"), std::string::npos);
    EXPECT_EQ(counters.fell_over, 2U);
    EXPECT_EQ(counters.unreached, 1U);
}

TEST_F(Delivery, AProviderThatDoesNotAnswerIsLeftWithinAMinute) {
    sms.errors = {Errc::unavailable};
    tell();
    const Timestamp start = time;
    for (; email.sent.empty() && time < start + 2min; time += 1s) run();

    ASSERT_EQ(email.sent.size(), 1U);
    EXPECT_LE(time - start, 62s);
    EXPECT_GE(sms.sent.size(), 3U);
    // Each try after the first one says that the message may be there already.
    EXPECT_EQ(sms.sent[0].retry_count, 0);
    EXPECT_EQ(sms.sent[1].retry_count, 1);
}

TEST_F(Delivery, TheLastChannelIsTriedForTwentyHours) {
    know({.streamer = "ana",
          .handle = "luis",
          .email = "l@x.es",
          .verified_by = "page",
          .updated_at = time});
    email.errors = {Errc::unavailable};
    tell();
    const Timestamp start = time;
    for (; reach()[0] != "unreached" && time < start + 30h; time += 5min) run();

    EXPECT_GT(time - start, 13h);
    EXPECT_LE(time - start, 20h + 10min);
    EXPECT_GE(email.sent.size(), 8U);
}

TEST_F(Delivery, AReportOfFailureMovesTheMessageOn) {
    tell();
    run();
    ASSERT_EQ(sms.sent.size(), 1U);

    report_failure(sms.sent.front());
    run();

    EXPECT_EQ(email.sent.size(), 1U);
    EXPECT_EQ(email.sent.front().recipient, "l@x.es");
    EXPECT_EQ(reach()[0], "sent");
}

TEST_F(Delivery, ADispatcherThatDiesWhileItSendsIsFollowedByOneThatKnows) {
    tell();
    ASSERT_EQ(dispatcher().run_once().value(), 1U);  // Chooses the channel.
    const auto taken = outbox->take_due(time, 30s, 9).value();
    ASSERT_EQ(taken.size(), 1U);
    ASSERT_TRUE(outbox->begin_attempt(taken.front(), time + 30s).value());  // And dies.

    time += 29s;
    run();
    EXPECT_TRUE(sms.sent.empty());
    time += 2s;
    run();

    ASSERT_EQ(sms.sent.size(), 1U);
    EXPECT_EQ(sms.sent.front().retry_count, 1);
}

TEST_F(Delivery, WhoGotEnoughIsLeftAlone) {
    limits.per_destination_max = 2;
    for (int i = 0; i < 4; ++i) tell();
    run();

    EXPECT_EQ(sms.sent.size(), 2U);
    EXPECT_EQ(email.sent.size(), 2U);
    time += 25h;
    tell();
    run();
    EXPECT_EQ(sms.sent.size(), 3U);
}

TEST_F(Delivery, StopAndTheSellersBuyersWishAreKept) {
    ASSERT_TRUE(contacts->opt_out("+34600123456", "stop", time));
    tell();
    run();
    EXPECT_TRUE(sms.sent.empty());
    EXPECT_EQ(email.sent.size(), 1U);

    know({.streamer = "ana",
          .handle = "luis",
          .email = "l@x.es",
          .opted_out = true,
          .verified_by = "page",
          .updated_at = time});
    tell();
    run();
    EXPECT_EQ(email.sent.size(), 1U);
    EXPECT_EQ(reach()[0], "unreached");
}

TEST_F(Delivery, AnAddressThatNobodyVerifiedIsNotWrittenTo) {
    know({.streamer = "ana", .handle = "luis", .phone = "+34600123456", .updated_at = time});
    tell();
    run();

    EXPECT_TRUE(sms.sent.empty());
    EXPECT_EQ(reach()[0], "unreached");
}

TEST_F(Delivery, PhonesAreSilentInQuietHours) {
    ASSERT_TRUE(rules->save(
        "ana", {.quiet = QuietHours{.time_zone = "UTC", .from = 600, .until = 780}}, time));
    tell();
    run();
    EXPECT_TRUE(sms.sent.empty());
    EXPECT_EQ(reach()[0], "underway");

    time += 59min;
    run();
    EXPECT_TRUE(sms.sent.empty());
    time += 1min;
    run();
    EXPECT_EQ(sms.sent.size(), 1U);
}

TEST_F(Delivery, WhatWouldComeTooLateAfterQuietHoursGoesByMail) {
    ASSERT_TRUE(rules->save(
        "ana", {.quiet = QuietHours{.time_zone = "UTC", .from = 600, .until = 780}}, time));
    valid_until = time + 10min;
    tell(MessageKind::ending);
    run();

    EXPECT_TRUE(sms.sent.empty());
    EXPECT_EQ(email.sent.size(), 1U);
}

TEST_F(Delivery, ASellersOwnWordsAreUsed) {
    SellerMessages own;
    own.templates[{.kind = MessageKind::paid, .language = "es"}] = "¡Gracias {buyer}!";
    ASSERT_TRUE(rules->save("ana", own, time));
    tell();
    run();

    EXPECT_EQ(sms.sent.front().text, "¡Gracias luis!");
}

TEST_F(Delivery, OnTikTokWhatIsAnsweredInTheChatLeadsNowhereAndMailStillDoes) {
    const std::string words = "Gracias {buyer}, escribe a tienda@ana.example.com\nMira {link}";
    SellerMessages own;
    for (const char* language : {"en", "es"})
        own.templates[{.kind = MessageKind::paid, .language = language}] = words;
    ASSERT_TRUE(rules->save("ana", own, time));
    const auto factory = database.open_factory().value();
    const auto store = factory->open().value();
    const auto ruled = store->save_rules("ana", {.platform = PlatformRules::tiktok});
    ASSERT_TRUE(ruled) << ruled.error().what();
    tell();

    run();

    ASSERT_EQ(in_app.sent.size(), 1U);
    EXPECT_EQ(in_app.sent[0].text, "Gracias luis, escribe a …");
    ASSERT_EQ(sms.sent.size(), 1U);
    EXPECT_NE(sms.sent[0].text.find("example.com"), std::string::npos) << sms.sent[0].text;
}

TEST_F(Delivery, AChannelThatIsBusyWaitsAndLosesNothing) {
    plan = std::make_unique<DeliveryPlan>(*outbox, *contacts, *rules,
                                          std::vector{ChannelSetup{.channel = Channel::sms,
                                                                   .notifier = &sms,
                                                                   .provider = "twilio",
                                                                   .per_second = 1,
                                                                   .is_real = true}},
                                          DeliveryLimits{.per_destination_max = 0});
    made = std::make_unique<Dispatcher>(DispatcherParts{*outbox, *plan, in_app},
                                        DispatcherSettings{}, counters, [this] { return time; });
    for (int i = 0; i < 3; ++i) tell();
    run();
    EXPECT_EQ(sms.sent.size(), 1U);
    for (int second = 0; second < 10; ++second, time += 1s) run();

    EXPECT_EQ(sms.sent.size(), 3U);
    EXPECT_EQ(counters.failed, 0U);
}

}  // namespace tts::test
