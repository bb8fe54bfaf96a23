#pragma once

#include "contract/store/fixture.hpp"

namespace tts::test {

// An empty database without the schema. The bookkeeping is the table schema_migrations (name,
// checksum) everywhere.
class MigratorContract : public testing::TestWithParam<MakeStoreDatabase> {
protected:
    void SetUp() override { database_ = GetParam()(); }

    StoreDatabase& database() { return *database_; }
    std::unique_ptr<Migrator> migrator() { return database_->open_migrator().value(); }

    // What verify() says after this change, which is then forgotten with the database.
    Error verify_after(const std::string& sql) {
        migrator()->apply().value();
        database().query(sql);
        const auto verified = migrator()->verify();
        if (verified) return Error(Errc::corrupt, "verify noticed nothing");
        return verified.error();
    }

private:
    std::unique_ptr<StoreDatabase> database_;
};

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(MigratorContract);

// A number means the same on every database, so one that has no use for it leaves it out.
TEST_P(MigratorContract, MigrationsAreNumberedInTheirOrder) {
    const auto migrator = this->migrator();
    const auto& migrations = migrator->migrations();

    ASSERT_GE(migrations.size(), 9U);
    unsigned long last = 0;
    for (const Migration& migration : migrations) {
        const auto number = std::stoul(migration.name.substr(0, 3));
        EXPECT_GT(number, last) << migration.name;
        EXPECT_FALSE(migration.sql.empty()) << migration.name;
        last = number;
    }
    EXPECT_EQ(migrations[0].name, "001_chat_messages");
    EXPECT_EQ(migrations[7].name, "008_nlp_intents");
}

TEST_P(MigratorContract, ApplyingTwiceChangesNothingTheSecondTime) {
    std::vector<std::string> names;
    for (const auto& migration : migrator()->migrations()) names.push_back(migration.name);

    EXPECT_EQ(migrator()->apply().value(), names);
    EXPECT_TRUE(migrator()->verify());
    EXPECT_TRUE(migrator()->apply().value().empty());
    EXPECT_TRUE(migrator()->verify());

    const auto intents =
        database().query("SELECT intent_name FROM nlp_intents ORDER BY intent_name");
    EXPECT_EQ(intents, (std::vector<std::vector<std::string>>{
                           {"buy"}, {"complaint"}, {"feedback"}, {"none"}, {"question"}}));
}

TEST_P(MigratorContract, AnEmptyDatabaseLacksTheSchema) {
    const auto verified = migrator()->verify();

    ASSERT_FALSE(verified);
    EXPECT_EQ(verified.error().code(), Errc::conflict);
    EXPECT_NE(verified.error().what().find("001_chat_messages"), std::string::npos);
}

TEST_P(MigratorContract, AMissingMigrationIsNamed) {
    const auto error =
        verify_after("DELETE FROM schema_migrations WHERE name = '009_streamer_pins'");

    EXPECT_EQ(error.code(), Errc::conflict);
    EXPECT_NE(error.what().find("009_streamer_pins"), std::string::npos) << error.what();
}

TEST_P(MigratorContract, AnUnknownMigrationIsNamed) {
    const auto error = verify_after(
        "INSERT INTO schema_migrations (name, checksum) VALUES ('999_the_future', 'x')");

    EXPECT_EQ(error.code(), Errc::conflict);
    EXPECT_NE(error.what().find("999_the_future"), std::string::npos) << error.what();
}

TEST_P(MigratorContract, AMigrationWithAnotherTextIsNamed) {
    const auto error =
        verify_after("UPDATE schema_migrations SET checksum = 'x' WHERE name = '004_orders'");

    EXPECT_EQ(error.code(), Errc::conflict);
    EXPECT_NE(error.what().find("004_orders"), std::string::npos) << error.what();
    EXPECT_EQ(migrator()->apply().error().code(), Errc::conflict);
}

}  // namespace tts::test
