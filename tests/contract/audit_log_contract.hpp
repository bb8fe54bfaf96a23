#pragma once

// The promises of ports/audit_log.hpp as tests. An adapter's test file includes this once and says
// how its logs are made.

#include "contract/store/fixture.hpp"
#include "ports/audit_log.hpp"

#include <thread>

namespace tts::test {

// A new database, and the log in it, for one test.
class AuditWorld {
public:
    virtual ~AuditWorld() = default;

    virtual StoreDatabase& database() = 0;
    virtual Result<std::unique_ptr<AuditLog>> open() = 0;
};

using MakeAuditWorld = std::unique_ptr<AuditWorld> (*)();

// A hash that tests can do without a library: it tells texts apart, and no more.
inline std::string weak_hash(std::string_view text) {
    std::uint64_t hash = 14'695'981'039'346'656'037U;  // FNV-1a.
    for (const char letter : text) {
        hash ^= static_cast<unsigned char>(letter);
        hash *= 1'099'511'628'211U;
    }
    return std::to_string(hash);
}

class AuditLogContract : public testing::TestWithParam<MakeAuditWorld> {
protected:
    void SetUp() override {
        world_ = GetParam()();
        world_->database().open_migrator().value()->apply().value();
        log_ = world_->open().value();
    }

    AuditLog& log() { return *log_; }
    StoreDatabase& database() { return world_->database(); }
    std::unique_ptr<AuditLog> open_another() { return world_->open().value(); }

    static AuditEntry entry(const std::string& action,
                            const std::string& streamer = "ana",
                            Timestamp at = now()) {
        AuditEntry made;
        made.at = at;
        made.streamer = streamer;
        made.actor_kind = "assistant";
        made.actor = "0192d3a4-0000-7000-8000-000000000001";
        made.actor_name = "Nora \"Ñ\"";
        made.session = "0192d3a4-0000-7000-8000-000000000002";
        made.address = "10.0.0.1";
        made.action = action;
        made.object = "/orders/ORD-1";
        made.status = 200;
        made.detail = R"({"status":"shipped"})";
        return made;
    }

private:
    std::unique_ptr<AuditWorld> world_;
    std::unique_ptr<AuditLog> log_;
};

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(AuditLogContract);

TEST_P(AuditLogContract, AnEntryIsReadAsItWasWritten) {
    auto written = entry("PATCH /orders/{order_number}");
    ASSERT_TRUE(log().append(written));

    const auto page = log().page({}).value();

    ASSERT_EQ(page.size(), 1U);
    written.number = page[0].number;
    EXPECT_EQ(page[0], written);
}

TEST_P(AuditLogContract, PagesGoFromTheNewestToTheOldest) {
    for (int i = 0; i < 5; ++i) ASSERT_TRUE(log().append(entry("act " + std::to_string(i))));
    ASSERT_TRUE(log().append(entry("other", "eva")));

    const auto first = log().page({.streamer = "ana", .limit = 3}).value();
    const auto second =
        log().page({.streamer = "ana", .before = first.back().number, .limit = 3}).value();

    ASSERT_EQ(first.size(), 3U);
    EXPECT_EQ(first[0].action, "act 4");
    ASSERT_EQ(second.size(), 2U);
    EXPECT_EQ(second[0].action, "act 1");
    EXPECT_EQ(second[1].action, "act 0");
    EXPECT_EQ(log().page({}).value().size(), 6U);
    EXPECT_EQ(log().page({.action = "act"}).value().size(), 5U);
    EXPECT_EQ(log().page({.action = "%"}).value().size(), 0U);
}

TEST_P(AuditLogContract, AnEntryCannotBeChangedOrRemoved) {
    ASSERT_TRUE(log().append(entry("act")));

    EXPECT_ANY_THROW(database().query("UPDATE audit_log SET status = 500"));
    EXPECT_ANY_THROW(database().query("DELETE FROM audit_log"));
    EXPECT_EQ(log().page({}).value().at(0).status, 200);
}

TEST_P(AuditLogContract, WhatIsOldMayGoAndTheRestStillHoldsTogether) {
    const auto old = now() - std::chrono::days(400);
    ASSERT_TRUE(log().append(entry("old", "ana", old)));
    ASSERT_TRUE(log().append(entry("older than a month", "ana", now() - std::chrono::days(31))));
    ASSERT_TRUE(log().append(entry("new")));

    EXPECT_EQ(log().remove_before(now() - std::chrono::days(5)).error().code(), Errc::conflict);
    EXPECT_EQ(log().remove_before(now() - std::chrono::days(365)).value(), 1);

    EXPECT_EQ(log().page({}).value().size(), 2U);
    const auto chain = log().check().value();
    EXPECT_EQ(chain.entries, 2);
    EXPECT_TRUE(chain.broken.empty());
}

TEST_P(AuditLogContract, AnEntryThatSomebodyPutInIsSeen) {
    ASSERT_TRUE(log().append(entry("one")));
    database().query(
        "INSERT INTO audit_log (at, actor_kind, action, previous_sha256, sha256) "
        "SELECT at, 'admin', 'forged', sha256, 'a hash' FROM audit_log");
    ASSERT_TRUE(log().append(entry("two")));

    const auto chain = log().check().value();

    EXPECT_EQ(chain.entries, 3);
    ASSERT_EQ(chain.broken.size(), 1U);
    EXPECT_EQ(chain.broken[0], log().page({.action = "forged"}).value().at(0).number);
}

TEST_P(AuditLogContract, AnEntryWhosePredecessorIsGoneIsSeen) {
    ASSERT_TRUE(log().append(entry("first", "ana", now() - std::chrono::days(60))));
    ASSERT_TRUE(log().append(entry("second", "ana", now() - std::chrono::days(50))));
    ASSERT_TRUE(log().append(entry("third", "ana", now() - std::chrono::days(40))));
    database().query("DELETE FROM audit_log WHERE action = 'second'");

    EXPECT_EQ(log().check().value().broken.size(), 1U);
}

TEST_P(AuditLogContract, ManyWhoWriteAtOnceMakeOneChain) {
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([this] {
                const auto log = open_another();
                for (int n = 0; n < 10; ++n)
                    EXPECT_TRUE(patiently([&] { return log->append(entry("act")); }));
            });
    }

    const auto chain = log().check().value();
    EXPECT_EQ(chain.entries, 40);
    EXPECT_TRUE(chain.broken.empty());
}

}  // namespace tts::test
