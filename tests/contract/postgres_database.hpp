#pragma once

#include "adapters/postgres/postgres_migrator.hpp"
#include "adapters/postgres/postgres_store.hpp"
#include "contract/store/fixture.hpp"
#include "support/database_client.hpp"
#include "support/postgres_server.hpp"

namespace tts::test {

// A database of its own on the shared server.
class PostgresDatabase final : public StoreDatabase {
public:
    explicit PostgresDatabase(PostgresServer& server = shared_postgres())
        : server_(server), url_(server.new_database()) {}
    ~PostgresDatabase() override {
        outsider_.reset();
        server_.drop_database(url_);
    }
    PostgresDatabase(const PostgresDatabase&) = delete;
    PostgresDatabase& operator=(const PostgresDatabase&) = delete;

    Result<std::unique_ptr<Migrator>> open_migrator() override {
        return open_postgres_migrator(url_);
    }
    Result<std::unique_ptr<StoreFactory>> open_factory() override {
        return open_postgres_store(url_);
    }
    std::vector<std::vector<std::string>> query(const std::string& sql) override {
        if (!outsider_) outsider_ = open_postgres(url_);
        return outsider_->query(sql);
    }

    const std::string& url() const { return url_; }

private:
    PostgresServer& server_;
    std::string url_;
    std::unique_ptr<DatabaseClient> outsider_;  // Opened when it is first needed.
};

}  // namespace tts::test
