#pragma once

#include <string>
#include <vector>

namespace tts::bench {

struct RawRedisResult {
    double per_second = 0;  // Comments.
    double comments = 0;
};

// The ceiling: the four commands that one comment needs (RPUSH, EXPIRE, ZADD, XADD), made
// beforehand, 64 comments in flight on each of 4 connections, and nothing else.
class RawRedis {
public:
    RawRedis();

    RawRedisResult run(int port) const;

private:
    std::vector<std::string> batches_;
};

}  // namespace tts::bench
