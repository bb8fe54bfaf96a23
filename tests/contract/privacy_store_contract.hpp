#pragma once

// The promises of ports/privacy_store.hpp as tests. An adapter's test file includes this once and
// says how its stores are made.

#include "contract/privacy_places.hpp"
#include "contract/store/fixture.hpp"
#include "ports/privacy_store.hpp"

#include <algorithm>

namespace tts::test {

// A new database, and what is kept on buyers in it, for one test.
class PrivacyWorld {
public:
    virtual ~PrivacyWorld() = default;

    virtual StoreDatabase& database() = 0;
    // SQL that lists where somebody could be named: table and column, or a table and nothing.
    virtual std::string places_sql() const = 0;
    virtual Result<std::unique_ptr<PrivacyStore>> open() = 0;
};

using MakePrivacyWorld = std::unique_ptr<PrivacyWorld> (*)();

class PrivacyStoreContract : public testing::TestWithParam<MakePrivacyWorld> {
protected:
    void SetUp() override {
        world_ = GetParam()();
        world_->database().open_migrator().value()->apply().value();
        privacy_ = world_->open().value();
        run("INSERT INTO products (id, sku, streamer, name, price, stock) VALUES ('" + id(1) +
            "', 'A', 'ana', 'Lamp', '10.00', 5), ('" + id(2) +
            "', 'B', 'eva', 'Vase', '10.00', 5)");
    }

    PrivacyStore& privacy() { return *privacy_; }
    std::vector<std::vector<std::string>> places() {
        return world_->database().query(world_->places_sql());
    }

    // Ids of tables, by a number of ours.
    static std::string id(int number) {
        const auto digits = std::to_string(number);
        return "0192d3a4-0000-7000-8000-" + std::string(12 - digits.size(), '0') + digits;
    }

    void run(const std::string& sql) { world_->database().query(sql); }
    std::string one(const std::string& sql) {
        const auto rows = world_->database().query(sql);
        return rows.empty() || rows[0].empty() ? "" : rows[0][0];
    }

    // A comment that bought something, with all that comes of it. `number` is 10, 20...
    void buy(const std::string& streamer,
             const std::string& buyer,
             int number,
             const std::string& status = "delivered") {
        const auto product = streamer == "ana" ? id(1) : id(2);
        const std::string when = "'2026-11-23T10:00:00.250Z'";
        const auto order = id(number);
        run("INSERT INTO chat_messages (id, streamer, client, message, comment_source, "
            "source_message_id, nlp_intent, decision) VALUES ('" +
            id(number + 1) + "', '" + streamer + "', '" + buyer + "', 'I am " + buyer +
            ", send it', 'tiktok', 'm" + std::to_string(number) + "', 'buy', 'ordered')");
        run("INSERT INTO orders (id, order_number, product_id, buyer, streamer, status, "
            "total_price, product_name, whatsapp_number, tracking_number) VALUES ('" +
            order + "', 'ORD-" + std::to_string(number) + "', '" + product + "', '" + buyer +
            "', '" + streamer + "', '" + status + "', '10.00', 'Lamp', '+34600', 'PQ-7')");
        run("INSERT INTO chat_message_order_mapping (chat_message_id, order_id) VALUES ('" +
            id(number + 1) + "', '" + order + "')");
        run("INSERT INTO order_addresses (order_id, recipient, street, postal_code, city, "
            "updated_at) VALUES ('" +
            order + "', 'Luis Pérez', 'Calle 1', '28001', 'Madrid', " + when + ")");
        run("INSERT INTO order_events (id, order_id, kind, payload) VALUES ('" + id(number + 2) +
            "', '" + order + R"(', 'order.created', '{"order_id":"x","buyer":")" + buyer +
            R"(","streamer":")" + streamer + R"(","tracking_number":"PQ-7"}'))");
        run("INSERT INTO payments (id, order_id, provider, provider_id, flow, status, amount, "
            "currency, payer, email, pay_url, created_at, updated_at) VALUES ('" +
            id(number + 3) + "', '" + order + "', 'stripe', 'cs_" + std::to_string(number) +
            "', 'link', 'completed', '10.00', 'EUR', '" + buyer +
            "', 'luis@example.com', 'https://pay/1', " + when + ", " + when + ")");
        run("INSERT INTO payment_events (provider, id, kind, body, outcome, received_at) VALUES "
            "('stripe', 'evt_" +
            std::to_string(number) + R"(', 'paid', '{"id":"cs_)" + std::to_string(number) +
            R"(","email":"luis@example.com"}', 'done', )" + when + ")");
        run("INSERT INTO ledger_entries (id, streamer, order_id, payment_id, kind, debit_account, "
            "credit_account, cents, currency, created_at) VALUES ('" +
            id(number + 4) + "', '" + streamer + "', '" + order + "', '" + id(number + 3) +
            "', 'sale', 'buyer_receivable', 'seller_revenue', 1000, 'EUR', " + when + ")");
        run("INSERT INTO payment_notifications (id, order_id, notification_type, "
            "recipient_number, body, streamer, variables) VALUES ('" +
            id(number + 5) + "', '" + order + "', 'in_app', '" + buyer + "', 'Hello " + buyer +
            "', '" + streamer + R"(', '{"buyer":")" + buyer + R"("}'))");
    }

    // A message about no order, as when a comment does not say which variant; and what carried it.
    void tell(const std::string& streamer, const std::string& buyer, int number) {
        run("INSERT INTO payment_notifications (id, notification_type, recipient_number, email, "
            "body, streamer, variables, last_error) VALUES ('" +
            id(number) + "', 'in_app', '" + buyer + "', '', 'Which one, " + buyer + "?', '" +
            streamer + R"(', '{"buyer":")" + buyer + R"("}', ''), (')" + id(number + 1) +
            "', 'email', 'luis@example.com', 'luis@example.com', 'Which one?', '" + streamer +
            R"(', '{"buyer":")" + buyer + R"("}', 'no mailbox luis@example.com'))");
    }

    // What is known of a buyer without an order.
    void know(const std::string& streamer, const std::string& buyer, int number) {
        const std::string when = "'2026-11-23T10:00:00.250Z'";
        const auto phone = "+34600" + std::to_string(number);
        run("INSERT INTO buyer_contacts (streamer, handle, phone, email, created_at, updated_at) "
            "VALUES ('" +
            streamer + "', '" + buyer + "', '" + phone + "', 'luis@example.com', " + when + ", " +
            when + ")");
        run("INSERT INTO message_addresses (address, wrote_at, updated_at) VALUES ('" + phone +
            "', " + when + ", " + when + ") ON CONFLICT DO NOTHING");
        if (streamer == "eva") number += 500;  // Another page and another proof.
        run("INSERT INTO buyer_pages (id, streamer, buyer, token_sha256, opened_at) VALUES ('" +
            id(number) + "', '" + streamer + "', '" + buyer + "', 'hash" + std::to_string(number) +
            "', " + when + ")");
        run("INSERT INTO claim_proofs (id, streamer, handle, token_sha256, created_at, "
            "expires_at) VALUES ('" +
            id(number + 1) + "', '" + streamer + "', '" + buyer + "', 'proof" +
            std::to_string(number) + "', " + when + ", " + when + ")");
        run("INSERT INTO waitlist (id, chat_message_id, streamer, buyer, product_id, quantity) "
            "VALUES ('" +
            id(number + 2) + "', '" + id(number + 3) + "', '" + streamer + "', '" + buyer + "', '" +
            id(1) + "', 1)");
        run("INSERT INTO blocked_buyers (streamer, buyer, reason, blocked_at) VALUES ('" +
            streamer + "', '" + buyer + "', 'rude', " + when + ")");
    }

    static std::vector<KeptTable::Row> rows_of(const std::vector<KeptTable>& tables,
                                               std::string_view name) {
        const auto found = std::find_if(tables.begin(), tables.end(),
                                        [&](const KeptTable& table) { return table.name == name; });
        return found == tables.end() ? std::vector<KeptTable::Row>() : found->rows;
    }
    static std::size_t count(const std::vector<KeptTable>& tables) {
        std::size_t rows = 0;
        for (const auto& table : tables) rows += table.rows.size();
        return rows;
    }
    static std::string value(const KeptTable::Row& row, std::string_view name) {
        for (const auto& [column, text] : row)
            if (column == name) return text.value_or("(nothing)");
        return "(no such column)";
    }
    static Timestamp time() { return parse_timestamp("2026-11-24T10:00:00.500Z").value(); }

    // Every text of the tables that could still name somebody.
    std::string whole_database() {
        std::string all;
        for (const char* sql :
             {"SELECT client || '|' || message FROM chat_messages", "SELECT buyer FROM orders",
              "SELECT coalesce(whatsapp_number, '') || '|' || coalesce(tracking_number, '') "
              "FROM orders",
              "SELECT recipient || '|' || street || '|' || city FROM order_addresses",
              "SELECT CAST(payload AS text) FROM order_events",
              "SELECT payer || '|' || email || '|' || pay_url FROM payments",
              "SELECT body FROM payment_events",
              "SELECT coalesce(recipient_number, '') || '|' || body || '|' || email || '|' || "
              "CAST(variables AS text) || '|' || coalesce(last_error, '') "
              "FROM payment_notifications",
              "SELECT handle || '|' || phone || '|' || email FROM buyer_contacts",
              "SELECT address FROM message_addresses", "SELECT buyer FROM buyer_pages",
              "SELECT handle FROM claim_proofs", "SELECT buyer FROM waitlist",
              "SELECT buyer || '|' || reason FROM blocked_buyers",
              "SELECT email || '|' || name || '|' || phone FROM clients"})
            for (const auto& row : world_->database().query(sql)) all += row[0] + "\n";
        return all;
    }

private:
    std::unique_ptr<PrivacyWorld> world_;
    std::unique_ptr<PrivacyStore> privacy_;
};

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(PrivacyStoreContract);

TEST_P(PrivacyStoreContract, AnExportHasWhatIsKeptOnThatBuyerOfThatStreamer) {
    buy("ana", "luis", 10);
    buy("ana", "sofia", 20);
    buy("eva", "luis", 30);
    know("ana", "luis", 100);

    const auto tables = privacy().collect({.streamer = "ana", .buyer = "luis"}).value();

    const auto comments = rows_of(tables, "chat_messages");
    ASSERT_EQ(comments.size(), 1U);
    EXPECT_EQ(value(comments[0], "message"), "I am luis, send it");
    EXPECT_EQ(value(comments[0], "nlp_score"), "(nothing)");
    const auto orders = rows_of(tables, "orders");
    ASSERT_EQ(orders.size(), 1U);
    EXPECT_EQ(value(orders[0], "order_number"), "ORD-10");
    EXPECT_EQ(value(orders[0], "total_price"), "10.00");
    EXPECT_EQ(value(rows_of(tables, "order_addresses").at(0), "street"), "Calle 1");
    EXPECT_EQ(value(rows_of(tables, "order_addresses").at(0), "updated_at"),
              "2026-11-23T10:00:00.250Z");
    EXPECT_EQ(value(rows_of(tables, "buyer_contacts").at(0), "phone"), "+34600100");
    for (const char* name :
         {"order_events", "payments", "payment_notifications", "message_addresses", "buyer_pages",
          "claim_proofs", "waitlist", "blocked_buyers"})
        EXPECT_EQ(rows_of(tables, name).size(), 1U) << name;
    EXPECT_EQ(
        rows_of(privacy().collect({.streamer = "", .buyer = "luis"}).value(), "orders").size(), 2U);
}

TEST_P(PrivacyStoreContract, NothingIsKeptOnAStranger) {
    buy("ana", "luis", 10);

    EXPECT_EQ(count(privacy().collect({.streamer = "ana", .buyer = "nobody"}).value()), 0U);
    EXPECT_EQ(privacy().erase({.streamer = "ana", .buyer = "nobody"}, time()).error().code(),
              Errc::not_found);
    EXPECT_EQ(privacy().erase({.streamer = "eva", .buyer = "luis"}, time()).error().code(),
              Errc::not_found);
}

TEST_P(PrivacyStoreContract, AnErasureLeavesSumsAndNoTrace) {
    buy("ana", "luis", 10);
    know("ana", "luis", 100);
    tell("ana", "luis", 200);
    const std::string sums =
        "SELECT count(*) || ' ' || sum(cents) || ' ' || min(order_id || payment_id) "
        "FROM (SELECT cents, CAST(order_id AS text) AS order_id, "
        "CAST(payment_id AS text) AS payment_id FROM ledger_entries) AS e";
    const auto ledger = one(sums);

    const auto erased = privacy().erase({.streamer = "ana", .buyer = "luis"}, time()).value();

    EXPECT_TRUE(erased.pseudonym.starts_with("erased-"));
    EXPECT_GT(erased.rows, 8);
    const auto left = whole_database();
    for (const char* trace : {"luis", "Luis", "+34600", "Calle", "Madrid", "pay/1", "rude", "PQ-7"})
        EXPECT_EQ(left.find(trace), std::string::npos) << trace << " in\n" << left;
    EXPECT_EQ(one("SELECT buyer FROM orders"), erased.pseudonym);
    EXPECT_EQ(one("SELECT client FROM chat_messages"), erased.pseudonym);
    EXPECT_EQ(one("SELECT order_number FROM orders"), "ORD-10");
    EXPECT_EQ(one("SELECT total_price FROM orders"), "10.00");
    EXPECT_EQ(one("SELECT amount FROM payments"), "10.00");
    EXPECT_EQ(one(sums), ledger);
    EXPECT_EQ(one("SELECT source_message_id FROM chat_messages"), "m10");
    EXPECT_EQ(one("SELECT status FROM waitlist"), "left");
    EXPECT_EQ(one("SELECT count(*) FROM payment_notifications WHERE status = 'failed'"), "3");
    EXPECT_EQ(one("SELECT count(*) FROM buyer_pages WHERE token_sha256 LIKE 'hash%'"), "0");
    EXPECT_EQ(count(privacy().collect({.streamer = "ana", .buyer = "luis"}).value()), 0U);
    EXPECT_EQ(privacy().erase({.streamer = "ana", .buyer = "luis"}, time()).error().code(),
              Errc::not_found);
}

TEST_P(PrivacyStoreContract, OthersBuyersAndOtherBuyersStayAsTheyAre) {
    buy("ana", "luis", 10);
    buy("ana", "sofia", 20);
    buy("eva", "luis", 30);
    know("ana", "luis", 100);
    know("eva", "luis", 100);
    tell("eva", "luis", 400);
    know("ana", "sofia", 200);
    const auto of_eva = privacy().collect({.streamer = "eva", .buyer = "luis"}).value();
    const auto of_sofia = privacy().collect({.streamer = "ana", .buyer = "sofia"}).value();

    ASSERT_TRUE(privacy().erase({.streamer = "ana", .buyer = "luis"}, time()));

    const auto same = [](const std::vector<KeptTable>& a, const std::vector<KeptTable>& b) {
        return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                          [](const KeptTable& x, const KeptTable& y) { return x.rows == y.rows; });
    };
    EXPECT_TRUE(same(privacy().collect({.streamer = "eva", .buyer = "luis"}).value(), of_eva));
    EXPECT_TRUE(same(privacy().collect({.streamer = "ana", .buyer = "sofia"}).value(), of_sofia));
}

TEST_P(PrivacyStoreContract, WhatIsNotFinishedIsNotErasedAndNamed) {
    buy("ana", "luis", 10);
    buy("ana", "luis", 20, "shipped");

    const auto refused = privacy().erase({.streamer = "ana", .buyer = "luis"}, time());

    EXPECT_EQ(refused.error().code(), Errc::conflict);
    EXPECT_NE(refused.error().what().find("ORD-20"), std::string::npos);
    EXPECT_EQ(refused.error().what().find("ORD-10"), std::string::npos);
    EXPECT_EQ(one("SELECT count(*) FROM orders WHERE buyer = 'luis'"), "2");
    EXPECT_EQ(one("SELECT count(*) FROM chat_messages WHERE client = 'luis'"), "2");
}

TEST_P(PrivacyStoreContract, WhoAskedToBeLeftAloneStaysSo) {
    know("ana", "luis", 100);
    run("UPDATE message_addresses SET opted_out_at = '2026-11-23T10:00:00.250Z', "
        "opt_out_word = 'STOP'");

    ASSERT_TRUE(privacy().erase({.streamer = "ana", .buyer = "luis"}, time()));

    EXPECT_EQ(one("SELECT address FROM message_addresses"), "+34600100");
}

TEST_P(PrivacyStoreContract, EveryPlaceWhereSomebodyCouldBeNamedIsJudged) {
    EXPECT_EQ(not_judged(places()), std::vector<std::string>())
        << "Does it tell who a buyer is? Then export it (src/adapters/sql/privacy_tables.cpp) and "
           "erase it (privacy_erasure.cpp); otherwise list it in tests/contract/privacy_places.hpp";
    EXPECT_EQ(not_there(places()), std::vector<std::string>()) << "is judged, and is not there";

    run("CREATE TABLE gifts (id integer PRIMARY KEY, wishes text)");
    run("ALTER TABLE orders ADD COLUMN gift_for text");
    const bool tells_columns = !places().front()[1].empty();
    EXPECT_EQ(not_judged(places()).size(), tells_columns ? 2U : 1U);
}

TEST_P(PrivacyStoreContract, WhatIsErasedIsExportedUnlessItIsASecretOrOfNoUse) {
    EXPECT_EQ(erased_and_not_exported(), std::vector<std::string>());
}

TEST_P(PrivacyStoreContract, ANumberOfTwoBuyersIsForgottenWithTheLast) {
    know("ana", "luis", 100);
    know("eva", "luis", 100);

    ASSERT_TRUE(privacy().erase({.streamer = "ana", .buyer = "luis"}, time()));
    EXPECT_EQ(one("SELECT address FROM message_addresses"), "+34600100");
    ASSERT_TRUE(privacy().erase({.streamer = "eva", .buyer = "luis"}, time()));
    EXPECT_TRUE(one("SELECT address FROM message_addresses").starts_with("erased-"));
}

TEST_P(PrivacyStoreContract, LinksAndInvitationsGoWithTheAccount) {
    const std::string email = "luis@example.com";
    const std::string when = "'2026-11-23T10:00:00.250Z'";
    run("INSERT INTO password_links (id, purpose, email, created_at, expires_at, mail_status, "
        "mail_due_at) VALUES ('" +
        id(5) + "', 'reset', '" + email + "', " + when + ", " + when + ", 'due', " + when + ")");
    run("INSERT INTO members (id, streamer, email, name, password_hash, created_at) VALUES ('" +
        id(6) + "', 'ana', '" + email + "', 'Luis', NULL, " + when + "), ('" + id(7) +
        "', 'ana', 'nora@example.com', 'Nora', 'hash', " + when + ")");

    const auto kept = privacy().collect({.streamer = "", .buyer = email}).value();
    EXPECT_EQ(rows_of(kept, "password_links").size(), 1U);
    EXPECT_EQ(rows_of(kept, "members").size(), 1U);
    EXPECT_EQ(privacy().erase({.streamer = "ana", .buyer = email}, time()).error().code(),
              Errc::not_found);
    ASSERT_TRUE(privacy().erase({.streamer = "", .buyer = email}, time()));

    EXPECT_EQ(one("SELECT email || mail_status FROM password_links"), "dropped");
    EXPECT_EQ(one("SELECT count(*) FROM members WHERE email LIKE 'erased-%' AND name = ''"), "1");
    EXPECT_EQ(one("SELECT name FROM members WHERE email = 'nora@example.com'"), "Nora");
    EXPECT_EQ(privacy().erase({.streamer = "", .buyer = "nora@example.com"}, time()).error().code(),
              Errc::not_found);
}

TEST_P(PrivacyStoreContract, TheAccountGoesOnlyWithAll) {
    const std::string email = "luis@example.com";
    run("INSERT INTO clients (id, email, name, password_hash, phone) VALUES ('" + id(5) + "', '" +
        email + "', 'Luis', 'hash', '+34600')");
    run("INSERT INTO sessions (id, kind, role, account_id, user_agent, created_at, last_used_at, "
        "expires_at) VALUES ('" +
        id(6) + "', 'token', 'client', '" + id(5) +
        "', 'curl', '2026-11-23T10:00:00.250Z', '2026-11-23T10:00:00.250Z', "
        "'2026-12-23T10:00:00.250Z')");
    buy("ana", email, 10);

    ASSERT_TRUE(privacy().erase({.streamer = "ana", .buyer = email}, time()));
    EXPECT_EQ(one("SELECT email FROM clients"), email);
    const auto kept = privacy().collect({.streamer = "", .buyer = email}).value();
    EXPECT_EQ(rows_of(kept, "clients").size(), 1U);
    EXPECT_EQ(rows_of(kept, "sessions").size(), 1U);

    const auto erased = privacy().erase({.streamer = "", .buyer = email}, time()).value();
    EXPECT_EQ(one("SELECT email FROM clients"), erased.pseudonym);
    EXPECT_EQ(one("SELECT name || phone FROM clients"), "");
    EXPECT_EQ(one("SELECT password_hash FROM clients"), "!");
    EXPECT_EQ(one("SELECT revoked_for FROM sessions"), "removed");
}

TEST_P(PrivacyStoreContract, HostileHandlesAreJustTexts) {
    buy("ana", "o''neil %_", 10);

    EXPECT_EQ(privacy().erase({.streamer = "ana", .buyer = "%"}, time()).error().code(),
              Errc::not_found);
    ASSERT_TRUE(privacy().erase({.streamer = "ana", .buyer = "o'neil %_"}, time()));
    EXPECT_EQ(one("SELECT count(*) FROM orders WHERE buyer LIKE 'erased-%'"), "1");
}

}  // namespace tts::test
