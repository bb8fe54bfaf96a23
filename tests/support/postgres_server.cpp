#include "support/postgres_server.hpp"

#include <libpq-fe.h>

#include <csignal>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <thread>

namespace tts::test {

namespace {

using namespace std::chrono_literals;

// PostgreSQL refuses to run as root.
const std::string server_user = "postgres";

const std::filesystem::path programs = "/usr/lib/postgresql/15/bin";

struct CloseConnection {
    void operator()(PGconn* connection) const { PQfinish(connection); }
};

void execute(const std::string& url, const std::string& sql) {
    const std::unique_ptr<PGconn, CloseConnection> connection(PQconnectdb(url.c_str()));
    PGresult* const result = PQexec(connection.get(), sql.c_str());
    const bool done = PQresultStatus(result) == PGRES_COMMAND_OK;
    const std::string error = PQerrorMessage(connection.get());
    PQclear(result);
    if (!done) throw std::runtime_error(sql + ": " + error);
}

}  // namespace

PostgresServer::PostgresServer(Sync sync) : sync_(sync), port_(free_port()) {
    initialise();
    start();
}

PostgresServer::~PostgresServer() {
    kill();
}

void PostgresServer::initialise() {
    // The server's own user must be able to make its folder.
    std::filesystem::permissions(folder_.path(), std::filesystem::perms(0777));
    ChildProcess initdb(
        {.arguments = {programs / "initdb", "-D", folder_.path() / "data", "-U", "postgres", "-A",
                       "trust", "-E", "UTF8", "--no-locale", "--no-sync"},
         .environment = {},
         .log = folder_.path() / "initdb.log",
         .user = server_user});
    if (initdb.wait(60s) != 0)
        throw std::runtime_error("initdb failed: " + read_file(folder_.path() / "initdb.log"));
}

void PostgresServer::start() {
    const auto folder = folder_.path().string();
    const auto deadline = std::chrono::steady_clock::now() + 30s;
    while (std::chrono::steady_clock::now() < deadline) {
        if (answers()) return;
        // After kill -9 its children hold the shared memory a little longer: then it ends at once.
        if (!process_ || !process_->is_running())
            process_.emplace(
                Command{.arguments = {programs / "postgres", "-D", folder + "/data", "-k", folder,
                                      "-h", "127.0.0.1", "-p", std::to_string(port_), "-c",
                                      sync_ == Sync::always ? "fsync=on" : "fsync=off"},
                        .environment = {},
                        .log = folder_.path() / "postgres.log",
                        .user = server_user});
        std::this_thread::sleep_for(20ms);
    }
    throw std::runtime_error("PostgreSQL does not start: " +
                             read_file(folder_.path() / "postgres.log"));
}

bool PostgresServer::answers() const {
    return process_ && PQping(url().c_str()) == PQPING_OK;
}

void PostgresServer::kill() {
    if (process_) process_->kill();
    process_.reset();
}

void PostgresServer::stop() {
    if (!process_) return;
    process_->send_signal(SIGINT);
    process_->wait(30s);
    process_.reset();
}

std::string PostgresServer::url(const std::string& database) const {
    return "postgresql://postgres@127.0.0.1:" + std::to_string(port_) + "/" + database;
}

std::string PostgresServer::new_database() {
    const auto name = "test_" + std::to_string(++databases_);
    execute(url(), "CREATE DATABASE " + name + " TEMPLATE template0");
    return url(name);
}

void PostgresServer::drop_database(const std::string& url) {
    execute(this->url(), "DROP DATABASE " + url.substr(url.rfind('/') + 1) + " WITH (FORCE)");
}

PostgresServer& shared_postgres() {
    static PostgresServer server(Sync::never);
    return server;
}

}  // namespace tts::test
