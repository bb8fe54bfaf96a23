#include "adapters/curl/guarded_handle.hpp"

#include <sys/socket.h>

#include <mutex>
#include <string>

namespace tts {

namespace {

curl_socket_t open_socket(void* user, curlsocktype, curl_sockaddr* address) {
    auto& guard = *static_cast<ConnectGuard*>(user);
    guard.denied = !guard.target->trusted && !is_global_unicast(&address->addr);
    if (guard.denied) return CURL_SOCKET_BAD;
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

// Tells curl the addresses that were checked, so that it does not ask again and hear others.
CurlList pinned_addresses(const FetchTarget& target, const std::vector<SocketAddress>& addresses) {
    const bool literal = target.host.find(':') != std::string::npos;
    std::string line = literal ? "[" + target.host + "]" : target.host;
    line += ":" + std::to_string(target.port) + ":";
    std::string separator;
    for (const SocketAddress& address : addresses) {
        const std::string text = to_text(address.get());
        line += separator;
        line += address.get()->sa_family == AF_INET6 ? "[" + text + "]" : text;
        separator = ",";
    }
    return CurlList(curl_slist_append(nullptr, line.c_str()));
}

}  // namespace

void start_curl() {
    static std::once_flag initialized;
    std::call_once(initialized, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

CurlList set_guard(CURL* curl, ConnectGuard& guard, const std::vector<SocketAddress>& addresses) {
    CurlList pinned = pinned_addresses(*guard.target, addresses);
    curl_easy_setopt(curl, CURLOPT_URL, guard.target->url.c_str());
    curl_easy_setopt(curl, CURLOPT_RESOLVE, pinned.get());
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &guard);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);  // We follow, after a check.
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "tiktoksales");
    return pinned;
}

}  // namespace tts
