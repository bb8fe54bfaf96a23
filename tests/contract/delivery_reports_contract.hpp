#pragma once

// The promises of ports/delivery_reports.hpp as tests.

#include "contract/store/fixture.hpp"
#include "ports/delivery_reports.hpp"

namespace tts::test {

class DeliveryWorld {
public:
    virtual ~DeliveryWorld() = default;

    virtual StoreDatabase& database() = 0;
    virtual Result<std::unique_ptr<DeliveryReports>> open() = 0;
};

using MakeDeliveryWorld = std::unique_ptr<DeliveryWorld> (*)();

class DeliveryReportsContract : public testing::TestWithParam<MakeDeliveryWorld> {
protected:
    void SetUp() override {
        world_ = GetParam()();
        world_->database().open_migrator().value()->apply().value();
        reports_ = world_->open().value();
        world_->database().query(
            "INSERT INTO payment_notifications (message_sid, status) VALUES ('SM1', 'sent')");
    }

    Result<bool> add(const std::string& state, int rank, bool has_failed = false) {
        return reports_->add({.message_sid = "SM1",
                              .state = state,
                              .rank = rank,
                              .has_failed = has_failed,
                              .error = has_failed ? "30003" : "",
                              .at = now()});
    }
    std::vector<std::string> row() {
        return world_->database().query(
            "SELECT status, delivery_state, last_error FROM payment_notifications")[0];
    }

    std::string query(const std::string& sql) { return world_->database().query(sql)[0][0]; }

    std::unique_ptr<DeliveryReports> reports_;

private:
    std::unique_ptr<DeliveryWorld> world_;
};

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(DeliveryReportsContract);

TEST_P(DeliveryReportsContract, TheFurthestReportStandsInWhateverOrderTheyCome) {
    EXPECT_TRUE(add("delivered", 6).value());
    EXPECT_TRUE(add("sent", 4).value());
    EXPECT_TRUE(add("failed", 5, true).value());

    EXPECT_EQ(row(), (std::vector<std::string>{"sent", "delivered", ""}));
}

TEST_P(DeliveryReportsContract, AMessageThatNeverArrivesHasFailed) {
    EXPECT_TRUE(add("sent", 4).value());
    EXPECT_TRUE(add("undelivered", 5, true).value());

    EXPECT_EQ(row(), (std::vector<std::string>{"failed", "undelivered", "30003"}));
}

TEST_P(DeliveryReportsContract, AReportThatNamesOurIdNeedsNoOtherOne) {
    const auto id = NotificationId::parse(query("SELECT id FROM payment_notifications")).value();
    EXPECT_TRUE(reports_
                    ->add({.message_sid = "SM9",
                           .notification = id,
                           .state = "failed",
                           .rank = 5,
                           .has_failed = true,
                           .error = "63016",
                           .at = now()})
                    .value());

    EXPECT_EQ(row(), (std::vector<std::string>{"failed", "failed", "63016"}));
}

TEST_P(DeliveryReportsContract, AMessageOfOthersIsNotKnown) {
    EXPECT_FALSE(
        reports_->add({.message_sid = "SM2", .state = "sent", .rank = 4, .at = now()}).value());
}

}  // namespace tts::test
