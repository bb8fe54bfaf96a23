#include "e2e/server_process.hpp"
#include "support/pgbouncer.hpp"

namespace tts::test {

namespace {

// All roles in one process, whose database is behind a pooler in transaction mode.
class PooledServer final : public Servers {
public:
    PooledServer(const std::string& redis_url, const std::string& database_url)
        : pgbouncer_(database_url),
          server_({.roles = "",
                   .redis_url = redis_url,
                   .database_url = pgbouncer_.url(database_url),
                   .arguments = {"--database-migrate-url", database_url}}) {}

    int port(const std::string& role) const override { return server_.port(role); }
    std::vector<std::string> roles() const override { return server_.roles(); }
    std::optional<int> stop() override { return server_.stop(); }
    std::string log_tail() const override { return server_.log_tail(); }

private:
    Pgbouncer pgbouncer_;
    ServerProcess server_;
};

}  // namespace

std::unique_ptr<Servers> start_servers(const std::string& redis_url,
                                       const std::string& database_url) {
    return std::make_unique<PooledServer>(redis_url, database_url);
}

}  // namespace tts::test
