#pragma once

#include "adapters/redis/redis_connection.hpp"
#include "adapters/redis/redis_list_adoption.hpp"
#include "ports/comment_queue.hpp"

#include <unordered_set>

namespace tts {

class RedisQueueKeeper : public QueueKeeper {
public:
    struct Options {
        bool accept_volatile = false;  // Skip check_settings().
    };

    RedisQueueKeeper(RedisConnection redis, const QueueSettings& settings, Options options);

    // Its parts refer to its connection.
    RedisQueueKeeper(const RedisQueueKeeper&) = delete;
    RedisQueueKeeper& operator=(const RedisQueueKeeper&) = delete;

    Result<void> check_settings() override;
    Result<std::chrono::milliseconds> sweep(Timestamp now) override;
    Result<std::size_t> trim_stream(Timestamp now, std::chrono::hours age) override;
    Result<QueueDepth> depth() override;
    Result<std::vector<Comment>> waiting(const std::string& streamer,
                                         const std::string& client) override;

private:
    using Clock = std::chrono::steady_clock;

    Result<bool> hold_lease();
    Result<std::vector<std::string>> scan();
    bool is_pass_over() const { return scanned_.empty(); }
    Result<std::vector<std::string>> without_schedule(const std::vector<std::string>& lists);
    Result<void> adopt(const std::vector<std::string>& lists, Timestamp now);
    Result<void> report_misplaced(const std::string& key);

    RedisConnection redis_;
    QueueSettings settings_;
    Options options_;
    RedisListAdoption adoption_;
    std::string token_;
    Clock::time_point renew_at_;
    // A pass looks through one master after the other.
    std::string scanned_;  // The master that is being looked through; empty: the pass is over.
    std::string cursor_ = "0";
    std::unordered_set<std::string> misplaced_;  // Keys of another type, already reported.
};

}  // namespace tts
