#include "adapters/s3/s3_object_store.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace tts {

namespace {

constexpr std::size_t answer_bytes_max = 4 * 1024 * 1024;  // A page of keys is less than 2 MiB.
constexpr std::size_t page_max = 1'000;                    // S3 returns no more at once.

Error invalid_key(const std::string& key) {
    return {Errc::invalid, "'" + key.substr(0, 80) + "' is not a valid object key"};
}

Error refused(const std::string& key, int status) {
    if (status == 404) return {Errc::not_found, "there is no object " + key};
    return {Errc::unavailable, "the object store answered " + std::to_string(status)};
}

// The text between <name> and </name>, and the rest of `xml` behind it.
std::optional<std::string_view> take_element(std::string_view& xml, const std::string& name) {
    const std::string open = "<" + name + ">";
    const std::string close = "</" + name + ">";
    const auto start = xml.find(open);
    if (start == std::string_view::npos) return std::nullopt;
    const auto end = xml.find(close, start + open.size());
    if (end == std::string_view::npos) return std::nullopt;
    const auto text = xml.substr(start + open.size(), end - start - open.size());
    xml.remove_prefix(end + close.size());
    return text;
}

std::string_view element_of(std::string_view xml, const std::string& name) {
    return take_element(xml, name).value_or(std::string_view());
}

}  // namespace

Result<std::vector<StoredObject>> parse_s3_listing(std::string_view xml) {
    if (xml.find("<ListBucketResult") == std::string_view::npos)
        return Error(Errc::corrupt, "the object store answered no listing");
    std::vector<StoredObject> objects;
    while (const auto entry = take_element(xml, "Contents")) {
        StoredObject object;
        object.key = element_of(*entry, "Key");
        object.version = element_of(*entry, "ETag");
        const auto size = element_of(*entry, "Size");
        std::from_chars(size.data(), size.data() + size.size(), object.size);
        // Others may keep objects in the bucket too; what is no key of ours is none of our objects.
        if (valid_object_key(object.key)) objects.push_back(std::move(object));
    }
    return objects;
}

namespace {

// Browsers are told what a picture is by the bucket.
std::string content_type_of(const std::string& key) {
    return key.ends_with(".jpg") ? "image/jpeg" : "application/octet-stream";
}

std::string without_slash(std::string url) {
    while (url.ends_with('/')) url.pop_back();
    return url;
}

}  // namespace

Result<S3Answer> S3ObjectStore::call(const std::string& method,
                                     const std::string& key,
                                     std::string_view body,
                                     std::size_t bytes_max) {
    if (!valid_object_key(key)) return invalid_key(key);
    S3Call request;
    request.method = method;
    request.path = "/" + connections_.settings().bucket + "/" + key;
    request.body = body;
    // The server refuses what does not arrive as it was sent.
    if (method == "PUT")
        request.headers = {{"content-type", content_type_of(key)},
                           {"x-amz-checksum-sha256", s3_checksum(body)}};
    return connections_.send(std::move(request), bytes_max);
}

Result<void> S3ObjectStore::put(const std::string& key, std::string_view content) {
    const auto answer = call("PUT", key, content, answer_bytes_max);
    if (!answer) return answer.error();
    if (answer->status != 200) return refused(key, answer->status);
    return {};
}

Result<std::string> S3ObjectStore::get(const std::string& key, std::size_t bytes_max) {
    auto answer = call("GET", key, {}, bytes_max);
    if (!answer) return answer.error();
    if (answer->too_large)
        return Error(Errc::invalid, "the object " + key + " is larger than " +
                                        std::to_string(bytes_max) + " bytes");
    if (answer->status != 200) return refused(key, answer->status);
    return std::move(answer->body);
}

Result<StoredObject> S3ObjectStore::find(const std::string& key) {
    const auto answer = call("HEAD", key, {}, answer_bytes_max);
    if (!answer) return answer.error();
    if (answer->status != 200) return refused(key, answer->status);
    return StoredObject{.key = key, .size = answer->size, .version = answer->etag};
}

Result<void> S3ObjectStore::remove(const std::string& key) {
    const auto answer = call("DELETE", key, {}, answer_bytes_max);
    if (!answer) return answer.error();
    if (answer->status == 200 || answer->status == 204 || answer->status == 404) return {};
    return refused(key, answer->status);
}

std::string S3ObjectStore::link(const std::string& key) const {
    const S3Settings& settings = connections_.settings();
    const std::string base = without_slash(settings.public_url);
    if (!valid_object_key(key)) return {};
    if (settings.presigned_time <= std::chrono::seconds(0))
        return base.empty() ? "" : base + "/" + s3_encoded(key, true);

    const std::string endpoint = base.empty() ? without_slash(settings.endpoint) : base;
    S3Call fetch;
    fetch.path = "/" + settings.bucket + "/" + key;
    fetch.host = s3_host_of(endpoint);
    return endpoint + s3_encoded(fetch.path, true) + "?" +
           s3_presigned_query(fetch, settings.credentials, now(), settings.presigned_time);
}

Result<std::vector<StoredObject>> S3ObjectStore::list(const std::string& prefix,
                                                      const std::string& after,
                                                      std::size_t limit) {
    const bool whole_segments = prefix.empty() || prefix.ends_with('/');
    if (!whole_segments || (!prefix.empty() && !valid_object_key(prefix + "x")))
        return invalid_key(prefix);
    std::vector<StoredObject> objects;
    std::string start = after;
    while (objects.size() < limit) {
        const std::size_t page = std::min(page_max, limit - objects.size());
        S3Call request;
        request.path = "/" + connections_.settings().bucket;
        request.query = {{"list-type", "2"}, {"max-keys", std::to_string(page)}};
        if (!prefix.empty()) request.query.emplace_back("prefix", prefix);
        if (!start.empty()) request.query.emplace_back("start-after", start);
        const auto answer = connections_.send(std::move(request), answer_bytes_max);
        if (!answer) return answer.error();
        if (answer->status != 200) return refused(prefix, answer->status);
        const auto found = parse_s3_listing(answer->body);
        if (!found) return found.error();
        objects.insert(objects.end(), found->begin(), found->end());
        if (answer->body.find("<IsTruncated>true<") == std::string::npos || found->empty()) break;
        start = objects.back().key;
    }
    return objects;
}

}  // namespace tts
