#include "adapters/s3/s3_signature.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>

#include <algorithm>
#include <array>

namespace tts {

namespace {

constexpr std::string_view algorithm = "AWS4-HMAC-SHA256";
constexpr std::string_view signed_names = "host;x-amz-content-sha256;x-amz-date";

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

}  // namespace

std::string s3_encoded(std::string_view text, bool is_path) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    for (const char letter : text) {
        const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                           (letter >= '0' && letter <= '9') || letter == '-' || letter == '_' ||
                           letter == '.' || letter == '~' || (is_path && letter == '/');
        if (plain) {
            encoded += letter;
            continue;
        }
        const auto code = static_cast<unsigned char>(letter);
        encoded += '%';
        encoded += digits[code >> 4U];
        encoded += digits[code & 15U];
    }
    return encoded;
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

S3Fields s3_signed_headers(const S3Call& call, const S3Credentials& credentials, Timestamp time) {
    const std::string moment = compact_time(time);
    const std::string date = moment.substr(0, sizeof("20130524") - 1);
    const std::string content = hex(sha256(call.body));
    const std::string request = call.method + "\n" + s3_encoded(call.path, true) + "\n" +
                                s3_query(call.query) + "\nhost:" + call.host +
                                "\nx-amz-content-sha256:" + content + "\nx-amz-date:" + moment +
                                "\n\n" + std::string(signed_names) + "\n" + content;

    const std::string scope = date + "/" + credentials.region + "/s3/aws4_request";
    const std::string to_sign =
        std::string(algorithm) + "\n" + moment + "\n" + scope + "\n" + hex(sha256(request));
    std::string key = hmac("AWS4" + credentials.secret_key, date);
    for (const std::string& part :
         {credentials.region, std::string("s3"), std::string("aws4_request")})
        key = hmac(key, part);

    std::string authorization(algorithm);
    authorization += " Credential=" + credentials.access_key + "/" + scope;
    authorization += ", SignedHeaders=" + std::string(signed_names);
    authorization += ", Signature=" + hex(hmac(key, to_sign));
    return {{"x-amz-date", moment},
            {"x-amz-content-sha256", content},
            {"authorization", std::move(authorization)}};
}

}  // namespace tts
