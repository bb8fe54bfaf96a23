#pragma once

#include "core/result.hpp"

#include <sys/socket.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

// Decides what the image fetcher may connect to (server-side request forgery: a URL that sends us
// to our own services).

namespace tts {

struct FetchRules {
    // Any address and any port: for a shop whose pictures lie in its own network, and for tests.
    bool allow_private = false;
    // Hosts for which the same holds: "minio", "10.0.0.7", "cdn.local:9000" (only that port).
    std::vector<std::string> hosts_trusted;
};

// A URL, split by the parser that will also be used to connect.
struct FetchTarget {
    std::string url;   // Normalised.
    std::string host;  // Without brackets.
    std::uint16_t port = 0;
    bool trusted = false;  // May have any address.
};

// Errc::invalid if it is no http or https URL, Errc::denied if it may not be fetched whatever its
// host resolves to: credentials, an unusual port.
Result<FetchTarget> parse_fetch_target(const std::string& url, const FetchRules& rules);

struct SocketAddress {
    sockaddr_storage storage{};
    socklen_t length = 0;

    const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&storage); }
};

// True if the address belongs to one host on the public Internet.
bool is_global_unicast(const sockaddr* address);

std::string to_text(const sockaddr* address);  // "2001:db8::1", without a port.

// The host's addresses. Errc::unavailable if there are none, or none in time.
Result<std::vector<SocketAddress>> resolve(const FetchTarget& target,
                                           std::chrono::milliseconds patience);

// Errc::denied, unless the target is trusted or every one of its addresses is public.
Result<void> check_addresses(const FetchTarget& target,
                             const std::vector<SocketAddress>& addresses);

}  // namespace tts
