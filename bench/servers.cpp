#include "bench/servers.hpp"

#include "support/database_client.hpp"
#include "support/eventually.hpp"
#include "support/redis_client.hpp"

#include <arpa/inet.h>
#include <pwd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <stdexcept>

namespace tts::bench {

namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using test::ChildProcess;
using test::Command;

constexpr auto start_patience = 30s;

// The option --ports: one role at a port that we know, the others at any.
std::string ports_of(const std::string& front, int port) {
    std::string ports;
    for (const std::string role :
         {"chat", "nlp", "vision", "ecommerce", "auth", "dashboard", "worker"})
        ports += (ports.empty() ? "" : ",") + role + "=" +
                 (role == front ? std::to_string(port) : std::string("0"));
    return ports;
}

bool listens(int port) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const bool connected =
        connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    close(socket);
    return connected;
}

template <class Predicate>
void wait_for(const std::string& what, const fs::path& log, Predicate is_ready) {
    if (test::eventually(start_patience, is_ready)) return;
    throw std::runtime_error(what + " does not start: " + test::read_file(log));
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

bool postgres_answers(const std::string& url) {
    try {
        return test::open_postgres(url)->value("SELECT 1") == "1";
    } catch (const std::exception&) {
        return false;  // Not yet.
    }
}

}  // namespace

Redis::Redis() {
    const auto log = folder_.path() / "redis.log";
    process_.emplace(Command{
        {"redis-server", "--port", std::to_string(port_), "--bind", "127.0.0.1", "--dir",
         folder_.path().string(), "--save", "", "--appendonly", "yes", "--appendfsync", "everysec",
         "--auto-aof-rewrite-percentage", "0", "--maxmemory-policy", "noeviction"},
        {},
        log,
        ""});
    wait_for("Redis", log, [this] { return listens(port_); });
}

void Redis::empty() const {
    test::RedisClient(port_).command({"FLUSHALL"});
}

Postgres::Postgres() {
    initialise();
    const auto log = folder_.path() / "postgres.log";
    process_.emplace(
        Command{{postgres_program("postgres"), "-D", (folder_.path() / "data").string(), "-p",
                 std::to_string(port_), "-c", "listen_addresses=127.0.0.1", "-c",
                 "unix_socket_directories=", "-c", "track_commit_timestamp=on", "-c",
                 "shared_buffers=256MB", "-c", "max_wal_size=4GB"},
                {},
                log,
                postgres_user});
    wait_for("PostgreSQL", log, [this] { return postgres_answers(url("postgres")); });
}

void Postgres::initialise() const {
    if (geteuid() == 0) {
        const passwd* user = getpwnam(postgres_user);
        if (!user || chown(folder_.path().c_str(), user->pw_uid, user->pw_gid) != 0)
            throw std::runtime_error("cannot give the folder to the user postgres");
    }
    const auto log = folder_.path() / "initdb.log";
    ChildProcess initdb({{postgres_program("initdb"), "-D", (folder_.path() / "data").string(),
                          "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale"},
                         {},
                         log,
                         postgres_user});
    if (initdb.wait(60s) != 0) throw std::runtime_error("initdb: " + test::read_file(log));
}

Postgres::~Postgres() {
    // It stops its own processes, which would else write into a folder that is being removed.
    process_->send_signal(SIGQUIT);
    process_->wait(10s);
}

std::string Postgres::url(const std::string& database) const {
    return "postgresql://postgres@127.0.0.1:" + std::to_string(port_) + "/" + database;
}

std::string Postgres::new_database() {
    const std::string name = "bench_" + std::to_string(++databases_);
    test::open_postgres(url("postgres"))->query("CREATE DATABASE " + name);
    return url(name);
}

TikTokSales::TikTokSales(const TikTokSalesSettings& settings) {
    const auto log = folder_.path() / "server.log";
    std::vector<std::string> words = {TTS_BINARY,    "serve",
                                      "--roles",     settings.roles,
                                      "--data",      settings.data.string(),
                                      "--log-level", "warning",
                                      "--ports",     ports_of(settings.front, port_)};
    words.insert(words.end(), settings.arguments.begin(), settings.arguments.end());
    std::vector<std::string> environment;
    if (!settings.redis_url.empty()) environment.push_back("REDIS_URL=" + settings.redis_url);
    if (!settings.database_url.empty())
        environment.push_back("DATABASE_URL=" + settings.database_url);
    process_.emplace(Command{words, environment, log, ""});
    wait_for("tiktoksales", log, [this] { return listens(port_); });
}

TikTokSales::~TikTokSales() {
    process_->send_signal(SIGTERM);
    process_->wait(15s);
}

OwnServer::OwnServer(const std::string& kind) {
    const auto log = folder_.path() / "server.log";
    const auto program = fs::read_symlink("/proc/self/exe").string();
    process_.emplace(Command{{program, kind, "--port", std::to_string(port_)}, {}, log, ""});
    wait_for(kind, log, [this] { return listens(port_); });
}

}  // namespace tts::bench
