#pragma once

#include "core/result.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct redisReply;

namespace tts {

// One answer of the server. An error is an answer like any other here: a pipeline goes on after it.
class RedisReply {
public:
    explicit RedisReply(redisReply* reply);  // Takes over what hiredis allocated.

    bool is_nil() const;
    bool is_error() const;
    bool is_wrong_type() const;  // The key holds a value of another type.

    // Errc::unavailable if the server says that it cannot answer now (LOADING, OOM...),
    // Errc::corrupt for every other error. Only for errors.
    Error error() const;
    std::string_view error_text() const;  // As the server wrote it; empty if this is no error.

    std::string_view text() const;                // Of a string or a status; empty otherwise.
    std::int64_t integer() const;                 // Of an integer; 0 otherwise.
    std::size_t size() const;                     // Of an array; 0 otherwise.
    RedisReply element(std::size_t index) const;  // A view: valid while this reply lives.
    std::vector<std::string> texts() const;       // Of an array of strings.

private:
    struct Free {
        void operator()(redisReply* reply) const;
    };
    RedisReply() = default;

    std::unique_ptr<redisReply, Free> owned_;  // Empty for an element.
    const redisReply* reply_ = nullptr;
};

}  // namespace tts
