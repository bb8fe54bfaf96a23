#include "e2e/data_servers.hpp"

#include "core/uuid.hpp"
#include "support/eventually.hpp"
#include "support/redis_client.hpp"

#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <stdexcept>

namespace tts::test {

namespace {

namespace fs = std::filesystem;

bool redis_answers(int port) {
    try {
        return RedisClient(port).command({"PING"}).front() == "PONG";
    } catch (const std::exception&) {
        return false;  // Not listening yet, or still reading its log.
    }
}

bool postgres_answers(const std::string& url) {
    try {
        return open_postgres(url)->value("SELECT 1") == "1";
    } catch (const std::exception&) {
        return false;
    }
}

// Debian keeps PostgreSQL's programs out of PATH, one folder per version.
std::string postgres_program(const std::string& name) {
    for (const char* version : {"17", "16", "15"}) {
        const fs::path path = fs::path("/usr/lib/postgresql") / version / "bin" / name;
        if (fs::exists(path)) return path.string();
    }
    return name;
}

// PostgreSQL refuses to run as root.
constexpr const char* postgres_user = "postgres";

void initialize(const fs::path& folder, const fs::path& log) {
    if (geteuid() == 0) {
        const passwd* user = getpwnam(postgres_user);
        if (!user || chown(folder.c_str(), user->pw_uid, user->pw_gid) != 0)
            throw std::runtime_error("cannot give the folder to the user postgres");
    }
    ChildProcess initdb({{postgres_program("initdb"), "-D", (folder / "data").string(), "-U",
                          "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"},
                         {},
                         log,
                         postgres_user});
    if (initdb.wait(long_enough) != 0) throw std::runtime_error("initdb failed: " + read_file(log));
}

}  // namespace

RedisProcess::RedisProcess() {
    start();
}

void RedisProcess::start() {
    const auto log = folder_.path() / "redis.log";
    // "always", because with "everysec" Redis may answer up to two seconds before it writes.
    process_.emplace(
        Command{{"redis-server", "--port", std::to_string(port_), "--bind", "127.0.0.1", "--dir",
                 folder_.path().string(), "--save", "", "--appendonly", "yes", "--appendfsync",
                 "always", "--maxmemory-policy", "noeviction"},
                {},
                log,
                ""});
    if (!eventually(long_enough, [this] { return redis_answers(port_); }))
        throw std::runtime_error("Redis does not start: " + read_file(log));
}

PostgresProcess::PostgresProcess() {
    initialize(folder_.path(), folder_.path() / "initdb.log");
    start();
}

PostgresProcess::~PostgresProcess() {
    // It stops its own processes, which would else write into a folder that is being removed.
    process_->send_signal(SIGQUIT);
    process_->wait(long_enough);
}

std::string PostgresProcess::url(const std::string& database) const {
    return "postgresql://postgres@127.0.0.1:" + std::to_string(port_) + "/" + database;
}

void PostgresProcess::start() {
    const auto data = folder_.path() / "data";
    const auto log = folder_.path() / "postgres.log";
    const Command command{
        {postgres_program("postgres"), "-D", data.string(), "-p", std::to_string(port_), "-c",
         "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off"},
        {},
        log,
        postgres_user};
    // After a kill it refuses to start until the last process of its predecessor is gone.
    const bool started = eventually(long_enough, [&] {
        if (!process_ || !process_->is_running()) process_.emplace(command);
        return postgres_answers(url("postgres"));
    });
    if (!started) throw std::runtime_error("PostgreSQL does not start: " + read_file(log));
}

TestDatabase::TestDatabase() {
    if (const char* given = std::getenv("DATABASE_URL")) {
        server_url_ = given;
    } else {
        own_server_ = std::make_unique<PostgresProcess>();
        server_url_ = own_server_->url("postgres");
    }
    name_ = "tts_" + Uuid::next().to_string();
    std::replace(name_.begin(), name_.end(), '-', '_');
    open_postgres(server_url_)->query("CREATE DATABASE " + name_ + " TEMPLATE template0");
    url_ = server_url_.substr(0, server_url_.rfind('/') + 1) + name_;
}

TestDatabase::~TestDatabase() {
    try {
        open_postgres(server_url_)->query("DROP DATABASE " + name_ + " WITH (FORCE)");
    } catch (const std::exception&) {
        // The server is gone, and the database with it.
    }
}

}  // namespace tts::test
