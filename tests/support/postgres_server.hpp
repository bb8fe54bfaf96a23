#pragma once

#include "support/child_process.hpp"
#include "support/temp_folder.hpp"

#include <atomic>
#include <filesystem>
#include <optional>
#include <string>

namespace tts::test {

// Whether a commit waits for the disk. Only pulling the plug can tell the difference, and where
// several programs share a slow disk the tests of one process take minutes with it.
enum class Sync { always, never };

// A PostgreSQL 15 of our own, in a temporary folder, as a child of this process; its other settings
// are the defaults. It listens on a free port of 127.0.0.1 and on a socket in its folder. Functions
// throw if it cannot be started.
class PostgresServer {
public:
    explicit PostgresServer(Sync sync = Sync::always);
    ~PostgresServer();
    PostgresServer(const PostgresServer&) = delete;
    PostgresServer& operator=(const PostgresServer&) = delete;

    // "postgresql://postgres@127.0.0.1:54321/<database>".
    std::string url(const std::string& database = "postgres") const;

    // The URL of a new and empty database. Any thread may call it.
    std::string new_database();
    void drop_database(const std::string& url);

    void kill();  // kill -9. Does nothing if it does not run.
    void stop();  // As an administrator does: connections are told and closed.
    void start();
    void restart() {
        stop();
        start();
    }

    int port() const { return port_; }

private:
    void initialise();
    bool answers() const;

    TempFolder folder_;
    const Sync sync_;
    const int port_;
    std::atomic<int> databases_ = 0;
    std::optional<ChildProcess> process_;
};

// The one that the tests of a process share, without sync; it starts when it is first asked for. A
// test that kills its server starts one for itself.
PostgresServer& shared_postgres();

}  // namespace tts::test
