#include "support/postgres_server.hpp"

#include <libpq-fe.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <thread>
#include <vector>

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

struct ProcessState {
    char state = 0;  // 'Z' if it has ended; 0 if there is no such process.
    pid_t parent = 0;
};

// From /proc/<pid>/stat, where they stand behind the name in parentheses.
ProcessState state_of(pid_t pid) {
    std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
    std::string line;
    ProcessState read;
    if (!std::getline(file, line)) return read;
    std::istringstream rest(line.substr(line.rfind(')') + 1));
    rest >> read.state >> read.parent;
    return read;
}

std::vector<pid_t> children_of(pid_t parent) {
    std::vector<pid_t> children;
    std::error_code failure;
    for (const auto& entry : std::filesystem::directory_iterator("/proc", failure)) {
        const auto pid = static_cast<pid_t>(std::atoi(entry.path().filename().c_str()));
        if (pid > 0 && state_of(pid).parent == parent) children.push_back(pid);
    }
    return children;
}

bool is_running(pid_t pid) {
    const auto state = state_of(pid).state;
    return state != 0 && state != 'Z';
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
    const auto deadline = std::chrono::steady_clock::now() + 60s;
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

// Its children would answer for a moment longer, on a busy machine for seconds: they go with it, as
// when the machine itself dies.
void PostgresServer::kill() {
    if (!process_) return;
    const auto children = children_of(process_->pid());
    process_->kill();
    process_.reset();
    for (const auto child : children) ::kill(child, SIGKILL);
    const auto deadline = std::chrono::steady_clock::now() + 30s;
    for (const auto child : children)
        while (is_running(child) && std::chrono::steady_clock::now() < deadline)
            std::this_thread::sleep_for(5ms);
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
