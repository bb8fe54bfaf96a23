#pragma once

#include "bench/servers.hpp"

#include "core/comment.hpp"
#include "support/database_client.hpp"

#include <cstddef>
#include <memory>
#include <vector>

namespace tts::bench {

// How many comments the worker whose /metrics are at this port has committed; asking the database
// would cost it more than the comments do.
std::size_t committed_comments(int port);

// The program with the roles chat and worker, a fresh queue and a fresh store that holds a
// catalogue for every streamer of the audience.
class Deployment {
public:
    enum class Kind { embedded, servers };

    // The servers are null for the embedded kind, and must outlive it for the other. Returns when
    // the workers have found their shares of the shards and have worked on comments.
    Deployment(Kind kind, Redis* redis, Postgres* postgres);

    int port() const { return server_->port(); }
    pid_t pid() const { return server_->pid(); }

    std::size_t committed() const;  // See above.

    // Throws, saying how far it came, if they are not committed within the time that a backlog of
    // this size may take.
    void wait_for_committed(std::size_t count) const;

    // How long after the arrival of the comment each order was there, in milliseconds, sorted; of
    // comments that arrived after `since` was drawn. PostgreSQL tells when it was committed; with
    // SQLite it is when the order was made, within the transaction.
    std::vector<double> order_latencies(const Uuid& since) const;

private:
    void warm_up() const;

    const Kind kind_;
    const test::TempFolder folder_;
    std::unique_ptr<TikTokSales> server_;
    std::unique_ptr<test::DatabaseClient> database_;
};

}  // namespace tts::bench
