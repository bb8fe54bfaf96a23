#include "adapters/curl/image_fetcher.hpp"

#include "adapters/curl/guarded_handle.hpp"
#include "core/text.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace tts {

namespace {

using Clock = std::chrono::steady_clock;

// What one request's callbacks see and fill.
struct Transfer {
    ConnectGuard guard;
    std::size_t bytes_max = 0;
    std::string body;
    bool too_large = false;
};

std::size_t receive(char* data, std::size_t, std::size_t size, void* user) {
    auto& transfer = *static_cast<Transfer*>(user);
    transfer.too_large = transfer.body.size() + size > transfer.bytes_max;
    if (transfer.too_large) return 0;  // Ends the call.
    transfer.body.append(data, size);
    return size;
}

void set_limits(CURL* curl, const ImageFetcherSettings& settings, std::chrono::milliseconds left) {
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS,
                     static_cast<long>(std::min(settings.connect_timeout, left).count()));
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(left.count()));
    curl_easy_setopt(curl, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(settings.bytes_max));
}

void set_callbacks(CURL* curl, Transfer& transfer) {
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, receive);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &transfer);
}

Error failure(CURLcode code, const Transfer& transfer) {
    const std::string& host = transfer.guard.target->host;
    if (transfer.guard.denied) return {Errc::denied, "an address of " + host + " is not public"};
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
    const CurlHandle curl(curl_easy_init());
    if (!curl) return Error(Errc::unavailable, "no memory for a request");
    Transfer transfer;
    transfer.guard.target = &target;
    transfer.bytes_max = settings.bytes_max;
    const CurlList pinned = set_guard(curl.get(), transfer.guard, addresses);
    set_limits(curl.get(), settings, left);
    set_callbacks(curl.get(), transfer);

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
    start_curl();
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
