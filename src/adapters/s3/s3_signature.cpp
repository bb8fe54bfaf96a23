#include "adapters/s3/s3_signature.hpp"

#include "core/percent_encoding.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>

#include <algorithm>
#include <array>

namespace tts {

namespace {

constexpr std::string_view algorithm = "AWS4-HMAC-SHA256";
const unsigned char* unsigned_bytes(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

std::string hex(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const char letter : bytes) {
        const auto code = static_cast<unsigned char>(letter);
        text += digits[code >> 4U];
        text += digits[code & 15U];
    }
    return text;
}

std::string sha256(std::string_view text) {
    std::string digest(SHA256_DIGEST_LENGTH, '\0');
    SHA256(unsigned_bytes(text), text.size(), reinterpret_cast<unsigned char*>(digest.data()));
    return digest;
}

std::string hmac(std::string_view key, std::string_view text) {
    std::string digest(SHA256_DIGEST_LENGTH, '\0');
    unsigned length = 0;
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), unsigned_bytes(text), text.size(),
         reinterpret_cast<unsigned char*>(digest.data()), &length);
    return digest;
}

// "20130524T000000Z".
std::string compact_time(Timestamp time) {
    std::string text = to_iso8601(time).substr(0, sizeof("2013-05-24T00:00:00") - 1);
    std::erase_if(text, [](char letter) { return letter == '-' || letter == ':'; });
    return text + "Z";
}

// A time as signatures say it.
struct Moment {
    explicit Moment(Timestamp time)
        : text(compact_time(time)), date(text.substr(0, sizeof("20130524") - 1)) {}

    std::string text;
    std::string date;
};

std::string scope(const S3Credentials& credentials, const Moment& moment) {
    return moment.date + "/" + credentials.region + "/s3/aws4_request";
}

std::string names_of(const S3Fields& sorted_headers) {
    std::string names;
    for (const auto& [name, value] : sorted_headers) names += (names.empty() ? "" : ";") + name;
    return names;
}

std::string canonical_request(const S3Call& call,
                              const std::string& query,
                              const S3Fields& sorted_headers,
                              std::string_view content) {
    std::string text = call.method + "\n" + s3_encoded(call.path, true) + "\n" + query + "\n";
    for (const auto& [name, value] : sorted_headers) text += name + ":" + value + "\n";
    return text + "\n" + names_of(sorted_headers) + "\n" + std::string(content);
}

std::string signature(const S3Credentials& credentials,
                      const Moment& moment,
                      const std::string& request) {
    const std::string to_sign = std::string(algorithm) + "\n" + moment.text + "\n" +
                                scope(credentials, moment) + "\n" + hex(sha256(request));
    std::string key = hmac("AWS4" + credentials.secret_key, moment.date);
    for (const std::string& part :
         {credentials.region, std::string("s3"), std::string("aws4_request")})
        key = hmac(key, part);
    return hex(hmac(key, to_sign));
}

}  // namespace

std::string s3_encoded(std::string_view text, bool is_path) {
    return percent_encoded(text, is_path ? "/" : "");
}

std::string s3_query(const S3Fields& query) {
    S3Fields sorted;
    for (const auto& [name, value] : query)
        sorted.emplace_back(s3_encoded(name, false), s3_encoded(value, false));
    std::sort(sorted.begin(), sorted.end());
    std::string text;
    for (const auto& [name, value] : sorted) {
        if (!text.empty()) text += '&';
        text += name;
        text += '=';
        text += value;
    }
    return text;
}

std::string s3_checksum(std::string_view content) {
    const std::string digest = sha256(content);
    // Four characters for each three bytes begun, and the end of the text.
    std::string text(((digest.size() + 2) / 3) * 4 + 1, '\0');
    const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                     unsigned_bytes(digest), static_cast<int>(digest.size()));
    text.resize(static_cast<std::size_t>(size));
    return text;
}

S3Fields s3_signed_headers(const S3Call& call, const S3Credentials& credentials, Timestamp time) {
    const Moment moment(time);
    S3Fields headers = call.headers;
    headers.emplace_back("x-amz-date", moment.text);
    headers.emplace_back("x-amz-content-sha256", hex(sha256(call.body)));
    S3Fields sorted = headers;
    sorted.emplace_back("host", call.host);
    std::sort(sorted.begin(), sorted.end());
    const std::string request =
        canonical_request(call, s3_query(call.query), sorted, hex(sha256(call.body)));

    std::string authorization(algorithm);
    authorization += " Credential=" + credentials.access_key + "/" + scope(credentials, moment);
    authorization += ", SignedHeaders=" + names_of(sorted);
    authorization += ", Signature=" + signature(credentials, moment, request);
    headers.emplace_back("authorization", std::move(authorization));
    return headers;
}

std::string s3_presigned_query(const S3Call& call,
                               const S3Credentials& credentials,
                               Timestamp time,
                               std::chrono::seconds valid_for) {
    const Moment moment(time);
    const auto seconds = std::clamp(valid_for, std::chrono::seconds(1), s3_presigned_time_max);
    S3Fields query = call.query;
    query.emplace_back("X-Amz-Algorithm", algorithm);
    query.emplace_back("X-Amz-Credential",
                       credentials.access_key + "/" + scope(credentials, moment));
    query.emplace_back("X-Amz-Date", moment.text);
    query.emplace_back("X-Amz-Expires", std::to_string(seconds.count()));
    query.emplace_back("X-Amz-SignedHeaders", "host");
    const std::string text = s3_query(query);
    const std::string request =
        canonical_request(call, text, {{"host", call.host}}, "UNSIGNED-PAYLOAD");
    return text + "&X-Amz-Signature=" + signature(credentials, moment, request);
}

}  // namespace tts
