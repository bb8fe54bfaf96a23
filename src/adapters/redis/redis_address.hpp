#pragma once

#include "core/result.hpp"

#include <string>
#include <string_view>

namespace tts {

// Where a Redis server is: redis://[[user]:password@]host[:port][/database].
struct RedisAddress {
    std::string host = "127.0.0.1";
    int port = 6379;
    std::string user;
    std::string password;
    int database = 0;

    // Errc::invalid, without repeating the password, if it is no such URL. Percent-encoding is
    // understood in user and password; a host in brackets is an IPv6 address.
    static Result<RedisAddress> parse(std::string_view url);

    // For logs and errors: without user and password.
    std::string to_string() const;
};

}  // namespace tts
