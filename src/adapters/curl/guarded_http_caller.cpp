#include "adapters/curl/guarded_http_caller.hpp"

#include "adapters/curl/guarded_handle.hpp"

#include <algorithm>

namespace tts {

namespace {

struct Receiver {
    std::string body;
    std::size_t bytes_max = 0;
};

std::size_t receive(char* data, std::size_t, std::size_t size, void* user) {
    auto& receiver = *static_cast<Receiver*>(user);
    const auto room = receiver.bytes_max - receiver.body.size();
    receiver.body.append(data, std::min(room, size));
    return size;
}

CurlList header_list(const HttpRequest& request) {
    // An empty Expect keeps curl from waiting for "100 Continue" before a large body.
    CurlList list(curl_slist_append(nullptr, "Expect:"));
    for (const auto& [name, value] : request.headers)
        list.reset(curl_slist_append(list.release(), (name + ": " + value).c_str()));
    return list;
}

Result<HttpAnswer> perform(const HttpRequest& request,
                           const FetchTarget& target,
                           const std::vector<SocketAddress>& addresses,
                           const GuardedHttpSettings& settings) {
    const CurlHandle curl(curl_easy_init());
    if (!curl) return Error(Errc::unavailable, "no memory for a request");
    const auto headers = header_list(request);
    Receiver receiver{.body = {}, .bytes_max = settings.body_bytes_max};
    ConnectGuard guard{.target = &target};
    const CurlList pinned = set_guard(curl.get(), guard, addresses);
    curl_easy_setopt(curl.get(), CURLOPT_CUSTOMREQUEST, request.method.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE_LARGE,
                     static_cast<curl_off_t>(request.body.size()));
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, request.body.data());
    curl_easy_setopt(curl.get(), CURLOPT_CONNECTTIMEOUT_MS,
                     static_cast<long>(settings.connect_timeout.count()));
    curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT_MS,
                     static_cast<long>(settings.total_timeout.count()));
    curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, receive);
    curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &receiver);

    const CURLcode code = curl_easy_perform(curl.get());
    if (guard.denied) return Error(Errc::denied, "an address of " + target.host + " is not public");
    if (code != CURLE_OK)
        return Error(Errc::unavailable, "calling " + target.host + ": " + curl_easy_strerror(code));
    long status = 0;
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
    return HttpAnswer{
        .status = static_cast<int>(status), .body = std::move(receiver.body), .headers = {}};
}

}  // namespace

GuardedHttpCaller::GuardedHttpCaller(GuardedHttpSettings settings)
    : settings_(std::move(settings)) {
    start_curl();
}

Result<HttpAnswer> GuardedHttpCaller::call(const HttpRequest& request) {
    const auto target = parse_fetch_target(request.url, settings_.rules);
    if (!target) return target.error();
    const auto addresses = resolve(*target, settings_.connect_timeout);
    if (!addresses) return addresses.error();
    const auto allowed = check_addresses(*target, *addresses);
    if (!allowed) return allowed.error();
    return perform(request, *target, *addresses, settings_);
}

}  // namespace tts
