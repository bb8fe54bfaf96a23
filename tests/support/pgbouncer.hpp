#pragma once

#include "support/child_process.hpp"
#include "support/temp_folder.hpp"

#include <optional>
#include <string>

namespace tts::test {

// Debian's pgbouncer in transaction mode, with fewer connections to the server than clients have to
// it, so that every transaction may run on another one. It listens on a free port of 127.0.0.1.
class Pgbouncer {
public:
    // In front of the server that this URL of one of its databases names. Throws if it does not
    // start.
    explicit Pgbouncer(const std::string& server_url);

    // "postgresql://postgres@127.0.0.1:6432/<database>": the same database, through the pooler.
    std::string url(const std::string& server_url) const;

    // Runs SHOW POOLS and the like.
    std::string admin_url() const { return url_of("pgbouncer"); }

private:
    std::string url_of(const std::string& database) const;

    TempFolder folder_;
    const int port_ = free_port();
    std::optional<ChildProcess> process_;
};

}  // namespace tts::test
