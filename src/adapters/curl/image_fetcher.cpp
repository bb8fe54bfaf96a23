#include "adapters/curl/image_fetcher.hpp"

#include "core/text.hpp"

#include <curl/curl.h>
#include <sys/socket.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <string_view>
#include <vector>

namespace tts {

namespace {

using Clock = std::chrono::steady_clock;

struct FreeHandle {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Handle = std::unique_ptr<CURL, FreeHandle>;
using List = std::unique_ptr<curl_slist, FreeList>;

// What one request's callbacks see and fill.
struct Transfer {
    const FetchTarget* target = nullptr;
    std::size_t bytes_max = 0;
    std::string body;
    bool too_large = false;
    bool denied = false;
};

std::size_t receive(char* data, std::size_t, std::size_t size, void* user) {
    auto& transfer = *static_cast<Transfer*>(user);
    transfer.too_large = transfer.body.size() + size > transfer.bytes_max;
    if (transfer.too_large) return 0;  // Ends the call.
    transfer.body.append(data, size);
    return size;
}

// The last check, on the very address that is about to be connected to.
curl_socket_t open_socket(void* user, curlsocktype, curl_sockaddr* address) {
    auto& transfer = *static_cast<Transfer*>(user);
    transfer.denied = !transfer.target->trusted && !is_global_unicast(&address->addr);
    if (transfer.denied) return CURL_SOCKET_BAD;
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

// Tells curl the addresses that were checked, so that it does not ask again and hear others.
List pinned_addresses(const FetchTarget& target, const std::vector<SocketAddress>& addresses) {
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
    return List(curl_slist_append(nullptr, line.c_str()));
}

void set_limits(CURL* curl, const ImageFetcherSettings& settings, std::chrono::milliseconds left) {
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS,
                     static_cast<long>(std::min(settings.connect_timeout, left).count()));
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(left.count()));
    curl_easy_setopt(curl, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(settings.bytes_max));
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);  // We follow, after a check.
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "tiktoksales");
}

void set_callbacks(CURL* curl, Transfer& transfer) {
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, receive);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &transfer);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &transfer);
}

Error failure(CURLcode code, const Transfer& transfer) {
    const std::string& host = transfer.target->host;
    if (transfer.denied) return {Errc::denied, "an address of " + host + " is not public"};
    if (transfer.too_large || code == CURLE_FILESIZE_EXCEEDED)
        return {Errc::invalid,
                "the picture has more than " + std::to_string(transfer.bytes_max) + " bytes"};
    return {Errc::unavailable, "fetching from " + host + ": " + curl_easy_strerror(code)};
}

Result<void> check_answer(CURL* curl, const FetchTarget& target) {
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    const std::string what = target.host + " answered " + std::to_string(status);
    if (status >= 500 || status == 429) return Error(Errc::unavailable, what);
    if (status != 200) return Error(Errc::not_found, what);
    const char* type = nullptr;
    curl_easy_getinfo(curl, CURLINFO_CONTENT_TYPE, &type);
    if (!type) return {};
    const std::string lower = ascii_lower(type);
    if (!lower.starts_with("image/") && !lower.starts_with("application/octet-stream") &&
        !lower.starts_with("binary/octet-stream"))
        return Error(Errc::invalid, target.host + " answered something other than a picture");
    return {};
}

// A picture, or where to look for it instead.
struct Step {
    std::string body;
    std::string redirect;
};

Result<Step> request(const FetchTarget& target,
                     const std::vector<SocketAddress>& addresses,
                     const ImageFetcherSettings& settings,
                     Clock::time_point deadline) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
    if (left.count() <= 0) return Error(Errc::unavailable, "fetching took too long");
    const Handle curl(curl_easy_init());
    if (!curl) return Error(Errc::unavailable, "no memory for a request");
    Transfer transfer;
    transfer.target = &target;
    transfer.bytes_max = settings.bytes_max;
    const List pinned = pinned_addresses(target, addresses);
    set_limits(curl.get(), settings, left);
    set_callbacks(curl.get(), transfer);
    curl_easy_setopt(curl.get(), CURLOPT_URL, target.url.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_RESOLVE, pinned.get());

    const CURLcode code = curl_easy_perform(curl.get());
    if (code != CURLE_OK) return failure(code, transfer);
    const char* redirect = nullptr;
    curl_easy_getinfo(curl.get(), CURLINFO_REDIRECT_URL, &redirect);
    if (redirect) return Step{.body = {}, .redirect = redirect};
    if (const auto checked = check_answer(curl.get(), target); !checked) return checked.error();
    return Step{.body = std::move(transfer.body), .redirect = {}};
}

}  // namespace

CurlImageFetcher::CurlImageFetcher(ImageFetcherSettings settings) : settings_(std::move(settings)) {
    static std::once_flag initialized;
    std::call_once(initialized, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

Result<std::string> CurlImageFetcher::fetch(const std::string& url) {
    const auto deadline = Clock::now() + settings_.total_timeout;
    std::string next = url;
    for (int redirects = 0; redirects <= settings_.redirects_max; ++redirects) {
        const auto target = parse_fetch_target(next, settings_.rules);
        if (!target) return target.error();
        const auto addresses = resolve(*target, settings_.connect_timeout);
        if (!addresses) return addresses.error();
        const auto allowed = check_addresses(*target, *addresses);
        if (!allowed) return allowed.error();
        auto step = request(*target, *addresses, settings_, deadline);
        if (!step) return step.error();
        if (step->redirect.empty()) return std::move(step->body);
        next = std::move(step->redirect);
    }
    return Error(Errc::denied, "the URL was redirected too often");
}

Result<std::string> CurlImageFetcher::version(const std::string& url) {
    const auto target = parse_fetch_target(url, settings_.rules);
    if (!target) return target.error();
    return std::string();
}

}  // namespace tts
