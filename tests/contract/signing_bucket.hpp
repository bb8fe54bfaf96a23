#pragma once

#include "core/timestamp.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <map>
#include <sstream>
#include <string>
#include <vector>

// A bucket that verifies signatures as S3 does, worked out on its own from what S3's documentation
// says: it shares no code with the signer under test.

namespace tts::test {

inline const std::string access_key = "test-access";
inline const std::string secret_key = "test-secret/with+signs";

using Digest = std::array<unsigned char, SHA256_DIGEST_LENGTH>;

inline std::string hex(const Digest& digest) {
    std::string text;
    for (const unsigned char byte : digest) {
        std::array<char, 3> digits{};
        std::snprintf(digits.data(), digits.size(), "%02x", byte);
        text += digits.data();
    }
    return text;
}

inline std::string hash_of(const std::string& text) {
    Digest digest{};
    SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data());
    return hex(digest);
}

inline std::string checksum_of(const std::string& text) {
    Digest digest{};
    SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data());
    std::array<unsigned char, 64> base64{};
    EVP_EncodeBlock(base64.data(), digest.data(), digest.size());
    return reinterpret_cast<const char*>(base64.data());
}

inline Digest keyed_hash(const void* key, std::size_t key_size, const std::string& text) {
    Digest digest{};
    unsigned size = 0;
    HMAC(EVP_sha256(), key, static_cast<int>(key_size),
         reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data(), &size);
    return digest;
}

struct Seen {
    std::string method;
    std::string path;
    std::string query;
    std::map<std::string, std::string> headers;  // Names in lower case.
    std::string body;
};

inline Seen parse(const std::string& request) {
    Seen seen;
    const auto head_end = request.find("\r\n\r\n");
    std::istringstream lines(request.substr(0, head_end));
    std::string line;
    std::getline(lines, line);
    std::istringstream first(line);
    std::string target;
    first >> seen.method >> target;
    const auto mark = target.find('?');
    seen.path = target.substr(0, mark);
    if (mark != std::string::npos) seen.query = target.substr(mark + 1);
    while (std::getline(lines, line)) {
        if (line.ends_with('\r')) line.pop_back();
        const auto colon = line.find(": ");
        std::string name = line.substr(0, colon);
        for (char& letter : name) letter = static_cast<char>(std::tolower(letter));
        seen.headers[name] = line.substr(colon + 2);
    }
    seen.body = request.substr(head_end + 4);
    return seen;
}

inline std::string decoded(const std::string& text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            plain += static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16));
            i += 2;
        } else {
            plain += text[i];
        }
    }
    return plain;
}

using Values = std::map<std::string, std::string>;

inline Values parameters(const std::string& query) {
    Values values;
    std::istringstream pairs(query);
    std::string pair;
    while (std::getline(pairs, pair, '&'))
        values[pair.substr(0, pair.find('='))] = decoded(pair.substr(pair.find('=') + 1));
    return values;
}

// The query as it is signed: in order, and without the signature itself.
inline std::string sorted_query(const std::string& query) {
    std::vector<std::string> all;
    std::istringstream pairs(query);
    std::string pair;
    while (std::getline(pairs, pair, '&'))
        if (!pair.starts_with("X-Amz-Signature=")) all.push_back(pair);
    std::sort(all.begin(), all.end());
    std::string text;
    for (const auto& each : all) text += (text.empty() ? "" : "&") + each;
    return text;
}

struct Signed {
    std::string moment;
    std::string names;  // Of the headers: "host;x-amz-date".
    std::string content;
};

// What the signature must be, worked out from the bytes that came, as a server does it.
inline std::string expected_signature(const Seen& seen, const Signed& claim) {
    std::string request = seen.method + "\n" + seen.path + "\n" + sorted_query(seen.query) + "\n";
    std::istringstream names(claim.names);
    std::string name;
    while (std::getline(names, name, ';')) {
        if (!seen.headers.contains(name)) return "a signed header is missing";
        request += name + ":" + seen.headers.at(name) + "\n";
    }
    request += "\n" + claim.names + "\n" + claim.content;
    const std::string date = claim.moment.substr(0, 8);
    const std::string to_sign = "AWS4-HMAC-SHA256\n" + claim.moment + "\n" + date +
                                "/us-east-1/s3/aws4_request\n" + hash_of(request);
    const std::string start = "AWS4" + secret_key;
    Digest key = keyed_hash(start.data(), start.size(), date);
    for (const char* part : {"us-east-1", "s3", "aws4_request"})
        key = keyed_hash(key.data(), key.size(), part);
    return hex(keyed_hash(key.data(), key.size(), to_sign));
}

inline std::string part_of(const std::string& authorization, const std::string& name) {
    const auto start = authorization.find(name + "=");
    if (start == std::string::npos) return {};
    const auto from = start + name.size() + 1;
    return authorization.substr(from, authorization.find(',', from) - from);
}

// Why the headers do not let the request in; empty if they do.
inline std::string refusal_of_headers(const Seen& seen) {
    const auto authorization = seen.headers.find("authorization");
    if (authorization == seen.headers.end()) return "AccessDenied";
    const std::string names = part_of(authorization->second, "SignedHeaders");
    for (const auto& [name, value] : seen.headers)
        if (name.starts_with("x-amz-") && names.find(name) == std::string::npos)
            return "AccessDenied";
    const std::string content = hash_of(seen.body);
    if (seen.headers.at("x-amz-content-sha256") != content) return "XAmzContentSHA256Mismatch";
    const Signed claim{.moment = seen.headers.at("x-amz-date"), .names = names, .content = content};
    const bool ours = part_of(authorization->second, "Credential").starts_with(access_key + "/");
    return ours && part_of(authorization->second, "Signature") == expected_signature(seen, claim)
               ? ""
               : "SignatureDoesNotMatch";
}

// The same for a presigned URL. Like S3, it wants to know how long the URL is valid.
inline std::string refusal_of_query(const Seen& seen, Timestamp now) {
    auto query = parameters(seen.query);
    for (const char* name : {"X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-Expires",
                             "X-Amz-SignedHeaders"})
        if (query[name].empty()) return "AuthorizationQueryParametersError";
    const Signed claim{.moment = query["X-Amz-Date"],
                       .names = query["X-Amz-SignedHeaders"],
                       .content = "UNSIGNED-PAYLOAD"};
    if (!query["X-Amz-Credential"].starts_with(access_key + "/") ||
        query["X-Amz-Signature"] != expected_signature(seen, claim))
        return "SignatureDoesNotMatch";
    std::string moment = query["X-Amz-Date"];
    for (const std::size_t at : {13U, 11U}) moment.insert(at, ":");
    for (const std::size_t at : {6U, 4U}) moment.insert(at, "-");
    const auto end =
        parse_timestamp(moment).value() + std::chrono::seconds(std::stol(query["X-Amz-Expires"]));
    return now <= end ? "" : "AccessDenied: Request has expired";
}

// A bucket called "shop" in memory, for those who sign their requests.
class Bucket {
public:
    std::chrono::seconds ahead{0};  // Of its clock.
    Values types;                   // By key.

    std::string answer(const std::string& request) {
        const Seen seen = parse(request);
        const bool by_query = seen.query.find("X-Amz-Signature=") != std::string::npos;
        const std::string refusal =
            by_query ? refusal_of_query(seen, now() + ahead) : refusal_of_headers(seen);
        if (!refusal.empty())
            return reply("403 Forbidden", "<Error><Code>" + refusal + "</Code></Error>");
        if (seen.path == "/shop") return reply("200 OK", listing(parameters(seen.query)));
        return answer_object(seen, decoded(seen.path.substr(std::string("/shop/").size())));
    }

private:
    static std::string reply(const std::string& status, const std::string& body) {
        return "HTTP/1.1 " + status + "\r\nContent-Length: " + std::to_string(body.size()) +
               "\r\nConnection: close\r\n\r\n" + body;
    }

    std::string answer_object(const Seen& seen, const std::string& key) {
        if (seen.method == "PUT") {
            if (seen.headers.at("x-amz-checksum-sha256") != checksum_of(seen.body))
                return reply("400 Bad Request", "<Error><Code>BadDigest</Code></Error>");
            objects_[key] = seen.body;
            types[key] = seen.headers.at("content-type");
            return reply("200 OK", "");
        }
        if (seen.method == "DELETE") {
            objects_.erase(key);
            return reply("204 No Content", "");
        }
        const auto object = objects_.find(key);
        if (object == objects_.end())
            return seen.method == "HEAD" ? reply("404 Not Found", "")
                                         : reply("404 Not Found", "<Error/>");
        if (seen.method == "HEAD")
            return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(object->second.size()) +
                   "\r\nETag: \"" + hash_of(object->second) + "\"\r\nConnection: close\r\n\r\n";
        return reply("200 OK", object->second);
    }

    std::string listing(std::map<std::string, std::string> query) {
        // Two a page, however many are asked for, so that paging is needed.
        const std::size_t page = std::min(2UL, std::stoul(query["max-keys"]));
        std::string xml = "<ListBucketResult>";
        std::size_t listed = 0;
        bool truncated = false;
        for (const auto& [key, content] : objects_) {
            if (!key.starts_with(query["prefix"]) || key <= query["start-after"]) continue;
            truncated = listed == page;
            if (truncated) break;
            ++listed;
            xml += "<Contents><Key>" + key + "</Key><Size>" + std::to_string(content.size()) +
                   "</Size></Contents>";
        }
        return xml + "<IsTruncated>" + (truncated ? "true" : "false") +
               "</IsTruncated></ListBucketResult>";
    }

    std::map<std::string, std::string> objects_;  // Of the server's one thread.
};

}  // namespace tts::test
