#include "adapters/curl/image_fetcher_guard.hpp"

#include "core/text.hpp"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netdb.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <condition_variable>
#include <cstring>
#include <memory>
#include <mutex>
#include <thread>

namespace tts {

namespace {

constexpr std::size_t url_bytes_max = 2'048;

struct Ipv4Block {
    std::uint32_t start;
    int bits;
};

constexpr std::uint32_t ipv4(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
    return a << 24U | b << 16U | c << 8U | d;
}

// IANA's special-purpose registry, with multicast and what is reserved.
constexpr std::array<Ipv4Block, 15> special_ipv4 = {{{ipv4(0, 0, 0, 0), 8},
                                                     {ipv4(10, 0, 0, 0), 8},
                                                     {ipv4(100, 64, 0, 0), 10},
                                                     {ipv4(127, 0, 0, 0), 8},
                                                     {ipv4(169, 254, 0, 0), 16},
                                                     {ipv4(172, 16, 0, 0), 12},
                                                     {ipv4(192, 0, 0, 0), 24},
                                                     {ipv4(192, 0, 2, 0), 24},
                                                     {ipv4(192, 88, 99, 0), 24},
                                                     {ipv4(192, 168, 0, 0), 16},
                                                     {ipv4(198, 18, 0, 0), 15},
                                                     {ipv4(198, 51, 100, 0), 24},
                                                     {ipv4(203, 0, 113, 0), 24},
                                                     {ipv4(224, 0, 0, 0), 4},
                                                     {ipv4(240, 0, 0, 0), 4}}};

bool is_global_ipv4(const in_addr& address) {
    const std::uint32_t number = ntohl(address.s_addr);
    return std::none_of(special_ipv4.begin(), special_ipv4.end(), [number](Ipv4Block block) {
        return (number ^ block.start) >> (32 - block.bits) == 0;
    });
}

// Only 2000::/3 is handed out to hosts, and parts of it carry IPv4 addresses inside or are for
// documentation. Mapped, compatible, NAT64, ULA and link-local addresses are all outside.
bool is_global_ipv6(const in6_addr& address) {
    const auto word = [&address](std::size_t i) {
        return address.s6_addr[2 * i] << 8 | address.s6_addr[2 * i + 1];
    };
    if ((word(0) & 0xE000) != 0x2000) return false;
    if (word(0) == 0x2001 && word(1) < 0x0200) return false;   // Protocols, Teredo, ORCHID.
    if (word(0) == 0x2001 && word(1) == 0x0DB8) return false;  // Documentation.
    if (word(0) == 0x2002) return false;                       // 6to4.
    if (word(0) == 0x3FFF && word(1) < 0x1000) return false;   // Documentation.
    return true;
}

struct FreeUrl {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using UrlHandle = std::unique_ptr<CURLU, FreeUrl>;

std::string url_part(CURLU* url, CURLUPart part, unsigned flags = 0) {
    char* text = nullptr;
    if (curl_url_get(url, part, &text, flags) != CURLUE_OK) return {};
    std::string copy = text;
    curl_free(text);
    return copy;
}

bool is_trusted(const FetchTarget& target, const FetchRules& rules) {
    if (rules.allow_private) return true;
    const std::string with_port = target.host + ":" + std::to_string(target.port);
    return std::any_of(
        rules.hosts_trusted.begin(), rules.hosts_trusted.end(), [&](const std::string& host) {
            return ascii_lower(host) == target.host || ascii_lower(host) == with_port;
        });
}

// One look-up, which may outlive the caller's patience: getaddrinfo() cannot be interrupted.
struct LookUp {
    std::mutex mutex;
    std::condition_variable changed;
    bool done = false;                     // Guarded by mutex.
    std::vector<SocketAddress> addresses;  // Guarded by mutex.
};

constexpr int look_ups_max = 32;
std::atomic<int>& look_ups_running() {
    static std::atomic<int> running{0};
    return running;
}

std::vector<SocketAddress> addresses_of(const std::string& host, std::uint16_t port) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_NUMERICSERV;
    addrinfo* found = nullptr;
    std::vector<SocketAddress> addresses;
    if (getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found) != 0)
        return addresses;
    for (const addrinfo* entry = found; entry; entry = entry->ai_next) {
        if (entry->ai_family != AF_INET && entry->ai_family != AF_INET6) continue;
        SocketAddress address;
        address.length = entry->ai_addrlen;
        std::memcpy(&address.storage, entry->ai_addr, entry->ai_addrlen);
        addresses.push_back(address);
    }
    freeaddrinfo(found);
    return addresses;
}

}  // namespace

Result<FetchTarget> parse_fetch_target(const std::string& url, const FetchRules& rules) {
    if (url.size() > url_bytes_max || has_control_characters(url) ||
        url.find_first_of(" \t\r\n\\") != std::string::npos)
        return Error(Errc::invalid, "not a usable URL");
    const UrlHandle parsed(curl_url());
    if (!parsed) return Error(Errc::unavailable, "no memory for a URL");
    const CURLUcode code = curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0);
    if (code != CURLUE_OK)
        return Error(Errc::invalid, std::string("not a usable URL: ") + curl_url_strerror(code));

    const std::string scheme = ascii_lower(url_part(parsed.get(), CURLUPART_SCHEME));
    if (scheme != "http" && scheme != "https")
        return Error(Errc::invalid, "only http and https URLs are fetched");
    if (!url_part(parsed.get(), CURLUPART_USER).empty() ||
        !url_part(parsed.get(), CURLUPART_PASSWORD).empty())
        return Error(Errc::denied, "a URL with credentials is not fetched");
    if (!url_part(parsed.get(), CURLUPART_ZONEID).empty())
        return Error(Errc::denied, "an address with a zone is not fetched");

    FetchTarget target;
    curl_url_set(parsed.get(), CURLUPART_FRAGMENT, nullptr, 0);
    target.url = url_part(parsed.get(), CURLUPART_URL);
    target.host = ascii_lower(url_part(parsed.get(), CURLUPART_HOST));
    if (target.host.starts_with('[') && target.host.ends_with(']'))
        target.host = target.host.substr(1, target.host.size() - 2);
    const std::string port = url_part(parsed.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT);
    std::from_chars(port.data(), port.data() + port.size(), target.port);
    if (target.host.empty() || target.port == 0) return Error(Errc::invalid, "not a usable URL");

    target.trusted = is_trusted(target, rules);
    if (!target.trusted && target.port != 80 && target.port != 443)
        return Error(Errc::denied, "only the ports 80 and 443 are fetched from");
    return target;
}

bool is_global_unicast(const sockaddr* address) {
    if (address->sa_family == AF_INET) {
        sockaddr_in ip{};
        std::memcpy(&ip, address, sizeof(ip));
        return is_global_ipv4(ip.sin_addr);
    }
    if (address->sa_family == AF_INET6) {
        sockaddr_in6 ip{};
        std::memcpy(&ip, address, sizeof(ip));
        return is_global_ipv6(ip.sin6_addr);
    }
    return false;
}

std::string to_text(const sockaddr* address) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (address->sa_family == AF_INET) {
        sockaddr_in ip{};
        std::memcpy(&ip, address, sizeof(ip));
        inet_ntop(AF_INET, &ip.sin_addr, text.data(), text.size());
    } else if (address->sa_family == AF_INET6) {
        sockaddr_in6 ip{};
        std::memcpy(&ip, address, sizeof(ip));
        inet_ntop(AF_INET6, &ip.sin6_addr, text.data(), text.size());
    }
    return text.data();
}

Result<std::vector<SocketAddress>> resolve(const FetchTarget& target,
                                           std::chrono::milliseconds patience) {
    if (look_ups_running().fetch_add(1) >= look_ups_max) {
        look_ups_running().fetch_sub(1);
        return Error(Errc::unavailable, "too many names are being looked up");
    }
    // Shared: whichever of the two threads ends last frees it.
    const auto look_up = std::make_shared<LookUp>();
    std::thread([look_up, host = target.host, port = target.port] {
        auto addresses = addresses_of(host, port);
        {
            const std::lock_guard lock(look_up->mutex);
            look_up->addresses = std::move(addresses);
            look_up->done = true;
        }
        look_up->changed.notify_one();
        look_ups_running().fetch_sub(1);
    }).detach();

    std::unique_lock lock(look_up->mutex);
    if (!look_up->changed.wait_for(lock, patience, [&] { return look_up->done; }))
        return Error(Errc::unavailable, "looking up " + target.host + " took too long");
    if (look_up->addresses.empty())
        return Error(Errc::unavailable, "the host " + target.host + " is not known");
    return std::move(look_up->addresses);
}

Result<void> check_addresses(const FetchTarget& target,
                             const std::vector<SocketAddress>& addresses) {
    if (target.trusted) return {};
    const auto special = std::find_if(addresses.begin(), addresses.end(), [](const auto& address) {
        return !is_global_unicast(address.get());
    });
    if (special == addresses.end()) return {};
    return Error(Errc::denied, "the host " + target.host + " is not on the public Internet");
}

}  // namespace tts
