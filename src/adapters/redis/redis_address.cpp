#include "adapters/redis/redis_address.hpp"

#include "core/text.hpp"

#include <charconv>
#include <optional>

namespace tts {

namespace {

Error invalid(std::string_view why) {
    return {Errc::invalid, "the Redis URL " + std::string(why) +
                               "; expected redis://[[user]:password@]host[:port][,host[:port]...]"
                               "[/database]"};
}

std::optional<int> parse_number(std::string_view text, int max) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    if (number < 0 || number > max) return std::nullopt;
    return number;
}

std::optional<std::string> percent_decoded(std::string_view text) {
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            decoded += text[i];
            continue;
        }
        if (i + 2 >= text.size()) return std::nullopt;
        const auto high = hex_value(text[i + 1]);
        const auto low = hex_value(text[i + 2]);
        if (!high || !low) return std::nullopt;
        decoded += static_cast<char>(*high * 16 + *low);
        i += 2;
    }
    return decoded;
}

// "user:password", ":password" or, as older clients write it, "password" alone is not accepted:
// it could be a user whose password was forgotten.
Result<void> read_credentials(RedisAddress& address, std::string_view text) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return invalid("names a user without a password");
    const auto user = percent_decoded(text.substr(0, colon));
    const auto password = percent_decoded(text.substr(colon + 1));
    if (!user || !password) return invalid("has a bad percent-encoding");
    address.user = *user;
    address.password = *password;
    return {};
}

Result<void> read_host_and_port(RedisAddress& address, std::string_view text) {
    address.port = RedisAddress().port;
    std::string_view port;
    if (text.starts_with('[')) {
        const auto close = text.find(']');
        if (close == std::string_view::npos) return invalid("has an open bracket");
        address.host = text.substr(1, close - 1);
        port = text.substr(close + 1);
    } else {
        const auto colon = text.find(':');
        address.host = text.substr(0, colon);
        if (colon != std::string_view::npos) port = text.substr(colon);
    }
    if (address.host.empty()) return invalid("names no host");
    if (port.empty()) return {};
    const auto number = port.starts_with(':') ? parse_number(port.substr(1), 65'535) : std::nullopt;
    if (!number || *number == 0) return invalid("has a bad port");
    address.port = *number;
    return {};
}

}  // namespace

Result<std::vector<RedisAddress>> RedisAddress::parse(std::string_view url) {
    constexpr std::string_view scheme = "redis://";
    constexpr int database_max = 65'535;
    if (url.starts_with("rediss://")) return invalid("asks for TLS, which is not supported yet");
    if (!url.starts_with(scheme)) return invalid("does not begin with redis://");
    url.remove_prefix(scheme.size());

    RedisAddress address;
    // A password may contain '/' or '@' unencoded, a host cannot contain '@'.
    const auto at = url.rfind('@');
    if (at != std::string_view::npos) {
        if (auto read = read_credentials(address, url.substr(0, at)); !read) return read.error();
        url.remove_prefix(at + 1);
    }
    const auto slash = url.find('/');
    if (slash != std::string_view::npos && slash + 1 < url.size()) {
        const auto database = parse_number(url.substr(slash + 1), database_max);
        if (!database) return invalid("has a bad database number");
        address.database = *database;
    }
    std::string_view hosts = url.substr(0, slash);
    std::vector<RedisAddress> addresses;
    for (std::size_t comma = 0; comma != std::string_view::npos;) {
        comma = hosts.find(',');
        if (auto read = read_host_and_port(address, hosts.substr(0, comma)); !read)
            return read.error();
        addresses.push_back(address);
        if (comma != std::string_view::npos) hosts.remove_prefix(comma + 1);
    }
    if (addresses.size() > 1 && address.database != 0)
        return invalid("names a database, but a cluster has only database 0");
    return addresses;
}

std::string RedisAddress::endpoint() const {
    const bool is_ipv6 = host.find(':') != std::string::npos;
    return (is_ipv6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

std::string RedisAddress::to_string() const {
    return "redis://" + endpoint() + "/" + std::to_string(database);
}

}  // namespace tts
