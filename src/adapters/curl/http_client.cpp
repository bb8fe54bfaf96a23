#include "adapters/curl/http_client.hpp"

#include "core/text.hpp"

#include <curl/curl.h>

#include <mutex>
#include <string_view>

namespace tts {

namespace {

struct FreeHeaders {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using HeaderList = std::unique_ptr<curl_slist, FreeHeaders>;

// Where the callbacks put what arrives.
struct Receiver {
    HttpAnswer answer;
    std::size_t body_bytes_max = 0;
};

std::size_t receive_body(char* data, std::size_t, std::size_t size, void* user) {
    auto& receiver = *static_cast<Receiver*>(user);
    if (receiver.answer.body.size() + size > receiver.body_bytes_max) return 0;  // Ends the call.
    receiver.answer.body.append(data, size);
    return size;
}

std::size_t receive_header(char* data, std::size_t, std::size_t size, void* user) {
    const std::string_view line(data, size);
    const auto colon = line.find(':');
    if (colon != std::string_view::npos) {
        auto& headers = static_cast<Receiver*>(user)->answer.headers;
        headers.emplace_back(ascii_lower(line.substr(0, colon)), trimmed(line.substr(colon + 1)));
    }
    return size;
}

HeaderList header_list(const HttpRequest& request) {
    // An empty Expect keeps curl from waiting for "100 Continue" before a large body.
    HeaderList list(curl_slist_append(nullptr, "Expect:"));
    for (const auto& [name, value] : request.headers) {
        const std::string line = name + ": " + value;
        list.reset(curl_slist_append(list.release(), line.c_str()));
    }
    return list;
}

}  // namespace

struct HttpClient::Handle {
    CURL* curl = curl_easy_init();

    Handle() = default;
    ~Handle() { curl_easy_cleanup(curl); }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
};

HttpClient::HttpClient(HttpClientLimits limits) : limits_(limits) {
    static std::once_flag initialized;
    std::call_once(initialized, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    handle_ = std::make_unique<Handle>();
}

HttpClient::~HttpClient() = default;
HttpClient::HttpClient(HttpClient&&) noexcept = default;
HttpClient& HttpClient::operator=(HttpClient&&) noexcept = default;

Result<HttpAnswer> HttpClient::send(const HttpRequest& request) {
    CURL* const curl = handle_->curl;
    curl_easy_reset(curl);
    Receiver receiver{.answer = {}, .body_bytes_max = limits_.body_bytes_max};
    const HeaderList headers = header_list(request);

    curl_easy_setopt(curl, CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request.method.c_str());
    if (request.method == "HEAD") curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
    if (!request.body.empty() || request.method == "POST") {
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE,
                         static_cast<curl_off_t>(request.body.size()));
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.body.data());
    }
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_TCP_NODELAY, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS,
                     static_cast<long>(limits_.connect_timeout.count()));
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(limits_.total_timeout.count()));
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, receive_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &receiver);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, receive_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &receiver);

    const CURLcode code = curl_easy_perform(curl);
    if (code != CURLE_OK)
        return Error(Errc::unavailable,
                     request.method + " " + request.url + ": " + curl_easy_strerror(code));
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    receiver.answer.status = static_cast<int>(status);
    return std::move(receiver.answer);
}

}  // namespace tts
