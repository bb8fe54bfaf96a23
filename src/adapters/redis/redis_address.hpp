#pragma once

#include "core/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tts {

// Where a Redis server is.
struct RedisAddress {
    std::string host = "127.0.0.1";
    int port = 6379;
    std::string user;
    std::string password;
    int database = 0;

    // Of redis://[[user]:password@]host[:port][,host[:port]...][/database]: one address for each
    // host; several are nodes of one cluster. Errc::invalid, without repeating the password, if it
    // is no such URL. Percent-encoding is understood in user and password; a host in brackets is an
    // IPv6 address.
    static Result<std::vector<RedisAddress>> parse(std::string_view url);

    // "host:port".
    std::string endpoint() const;

    // For logs and errors: without user and password.
    std::string to_string() const;
};

}  // namespace tts
