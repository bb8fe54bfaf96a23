#pragma once

#include "support/child_process.hpp"
#include "support/database_client.hpp"
#include "support/temp_folder.hpp"

#include <memory>
#include <optional>
#include <string>

namespace tts::test {

// A Redis of our own, with the settings that we ask operators for. It can be killed and come back.
class RedisProcess {
public:
    RedisProcess();

    int port() const { return port_; }
    std::string url() const { return "redis://127.0.0.1:" + std::to_string(port_); }

    void kill() { process_->kill(); }
    void start();  // Also after kill(): it reads its log and goes on where it was.

private:
    TempFolder folder_;
    int port_ = free_port();
    std::optional<ChildProcess> process_;
};

// A PostgreSQL server of our own.
class PostgresProcess {
public:
    PostgresProcess();
    ~PostgresProcess();

    std::string url(const std::string& database) const;

    void kill() { process_->kill(); }
    void start();  // Also after kill(): it recovers.

private:
    TempFolder folder_;
    int port_ = free_port();
    std::optional<ChildProcess> process_;
};

// An empty database, dropped at the end: on the server that DATABASE_URL names (tests/run_tests.sh
// starts one for all test programs), or else on a server of its own.
class TestDatabase {
public:
    TestDatabase();
    ~TestDatabase();
    TestDatabase(const TestDatabase&) = delete;
    TestDatabase& operator=(const TestDatabase&) = delete;

    const std::string& url() const { return url_; }

private:
    std::unique_ptr<PostgresProcess> own_server_;
    std::string server_url_;  // Of the database that we create ours from.
    std::string name_;
    std::string url_;
};

}  // namespace tts::test
