#include "adapters/s3/s3_request.hpp"

#include "core/text.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <memory>
#include <string_view>
#include <utility>

namespace tts {

namespace {

struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using HeaderList = std::unique_ptr<curl_slist, FreeList>;

struct Receiver {
    S3Answer answer;
    std::size_t body_bytes_max = 0;
};

std::size_t receive_body(char* data, std::size_t, std::size_t size, void* user) {
    auto& receiver = *static_cast<Receiver*>(user);
    receiver.answer.too_large = receiver.answer.body.size() + size > receiver.body_bytes_max;
    if (receiver.answer.too_large) return 0;  // Ends the call.
    receiver.answer.body.append(data, size);
    return size;
}

std::size_t receive_header(char* data, std::size_t, std::size_t size, void* user) {
    const std::string_view line(data, size);
    constexpr std::string_view name = "etag:";
    if (ascii_lower(line.substr(0, name.size())) == name)
        static_cast<Receiver*>(user)->answer.etag = trimmed(line.substr(name.size()));
    return size;
}

HeaderList header_list(const S3Fields& headers) {
    // Without these two, curl waits for "100 Continue" and names a type that is not signed.
    HeaderList list(curl_slist_append(nullptr, "Expect:"));
    const auto names_type = [](const auto& header) { return header.first == "content-type"; };
    if (std::none_of(headers.begin(), headers.end(), names_type))
        list.reset(curl_slist_append(list.release(), "Content-Type:"));
    for (const auto& [name, value] : headers)
        list.reset(curl_slist_append(list.release(), (name + ": " + value).c_str()));
    return list;
}

void set_method(CURL* curl, const S3Call& call) {
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, call.method.c_str());
    if (call.method == "HEAD") curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
    if (call.method != "PUT") return;
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(call.body.size()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, call.body.empty() ? "" : call.body.data());
}

}  // namespace

std::string s3_host_of(const std::string& endpoint) {
    const auto scheme = endpoint.find("://");
    const std::size_t start = scheme == std::string::npos ? 0 : scheme + 3;
    return endpoint.substr(start, endpoint.find('/', start) - start);
}

S3Connections::S3Connections(S3Settings settings) : settings_(std::move(settings)) {
    static std::once_flag initialized;
    std::call_once(initialized, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

S3Connections::~S3Connections() {
    for (void* const handle : idle_) curl_easy_cleanup(handle);
}

void* S3Connections::borrow() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return curl_easy_init();
    void* const handle = idle_.back();
    idle_.pop_back();
    return handle;
}

void S3Connections::give_back(void* handle) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(handle);
}

Result<S3Answer> S3Connections::send(S3Call call, std::size_t body_bytes_max) {
    void* const curl = borrow();
    if (!curl) return Error(Errc::unavailable, "no memory for a request");
    curl_easy_reset(curl);
    call.host = s3_host_of(settings_.endpoint);
    std::string url = settings_.endpoint + s3_encoded(call.path, true);
    if (!call.query.empty()) url += "?" + s3_query(call.query);
    const HeaderList headers = header_list(s3_signed_headers(call, settings_.credentials, now()));
    Receiver receiver{.answer = {}, .body_bytes_max = body_bytes_max};

    set_method(curl, call);
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS,
                     static_cast<long>(settings_.connect_timeout.count()));
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(settings_.total_timeout.count()));
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, receive_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &receiver);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, receive_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &receiver);
    const CURLcode code = curl_easy_perform(curl);
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    if (call.method == "HEAD" && code == CURLE_OK) {
        curl_off_t length = 0;
        curl_easy_getinfo(curl, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
        receiver.answer.size = length > 0 ? static_cast<std::uint64_t>(length) : 0;
    }
    give_back(curl);
    if (code != CURLE_OK && !receiver.answer.too_large)
        return Error(Errc::unavailable, "object store: " + std::string(curl_easy_strerror(code)));
    receiver.answer.status = static_cast<int>(status);
    return std::move(receiver.answer);
}

}  // namespace tts
