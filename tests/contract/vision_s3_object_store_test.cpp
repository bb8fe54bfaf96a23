#include "adapters/s3/s3_object_store.hpp"
#include "contract/object_store_contract.hpp"
#include "integration/vision_small_server.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>

#include <cstdio>
#include <map>
#include <mutex>
#include <sstream>

namespace tts::test {
namespace {

const std::string access_key = "test-access";
const std::string secret_key = "test-secret/with+signs";

using Digest = std::array<unsigned char, SHA256_DIGEST_LENGTH>;

std::string hex(const Digest& digest) {
    std::string text;
    for (const unsigned char byte : digest) {
        std::array<char, 3> digits{};
        std::snprintf(digits.data(), digits.size(), "%02x", byte);
        text += digits.data();
    }
    return text;
}

std::string hash_of(const std::string& text) {
    Digest digest{};
    SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data());
    return hex(digest);
}

Digest keyed_hash(const void* key, std::size_t key_size, const std::string& text) {
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

Seen parse(const std::string& request) {
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

// What the signature must be, worked out from the bytes that came, as a server does it.
std::string expected_signature(const Seen& seen) {
    const auto& headers = seen.headers;
    const std::string moment = headers.at("x-amz-date");
    const std::string date = moment.substr(0, 8);
    const std::string content = hash_of(seen.body);
    if (headers.at("x-amz-content-sha256") != content) return "the body was changed";
    const std::string request = seen.method + "\n" + seen.path + "\n" + seen.query +
                                "\nhost:" + headers.at("host") +
                                "\nx-amz-content-sha256:" + content + "\nx-amz-date:" + moment +
                                "\n\nhost;x-amz-content-sha256;x-amz-date\n" + content;
    const std::string to_sign = "AWS4-HMAC-SHA256\n" + moment + "\n" + date +
                                "/us-east-1/s3/aws4_request\n" + hash_of(request);
    const std::string start = "AWS4" + secret_key;
    Digest key = keyed_hash(start.data(), start.size(), date);
    for (const char* part : {"us-east-1", "s3", "aws4_request"})
        key = keyed_hash(key.data(), key.size(), part);
    return hex(keyed_hash(key.data(), key.size(), to_sign));
}

std::string decoded(const std::string& text) {
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

// A bucket called "shop" in memory, for those who sign their requests.
class Bucket {
public:
    std::string answer(const std::string& request) {
        const Seen seen = parse(request);
        const auto authorization = seen.headers.find("authorization");
        if (authorization == seen.headers.end() ||
            !authorization->second.ends_with("Signature=" + expected_signature(seen)) ||
            authorization->second.find("Credential=" + access_key + "/") == std::string::npos)
            return reply("403 Forbidden", "<Error><Code>SignatureDoesNotMatch</Code></Error>");
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
            objects_[key] = seen.body;
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

    static std::map<std::string, std::string> parameters(const std::string& query) {
        std::map<std::string, std::string> values;
        std::istringstream pairs(query);
        std::string pair;
        while (std::getline(pairs, pair, '&'))
            values[pair.substr(0, pair.find('='))] = decoded(pair.substr(pair.find('=') + 1));
        return values;
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

S3Settings settings_for(const SmallServer& server) {
    S3Settings settings;
    settings.endpoint = "http://127.0.0.1:" + std::to_string(server.port());
    settings.bucket = "shop";
    settings.credentials = {.access_key = access_key, .secret_key = secret_key};
    return settings;
}

class S3StoreFixture final : public ObjectStoreFixture {
public:
    ObjectStore& store() override { return store_; }

private:
    Bucket bucket_;
    SmallServer server_{[this](const std::string& request) { return bucket_.answer(request); }};
    S3ObjectStore store_{settings_for(server_)};
};

TEST(S3ObjectStore, AWrongKeyIsRefusedByTheServer) {
    Bucket bucket;
    SmallServer server([&](const std::string& request) { return bucket.answer(request); });
    S3Settings settings = settings_for(server);
    settings.credentials.secret_key = "another";
    S3ObjectStore store(settings);

    EXPECT_EQ(store.put("a/b", "x").error().code(), Errc::unavailable);
    EXPECT_EQ(store.get("a/b", 100).error().code(), Errc::unavailable);
}

TEST(S3ObjectStore, AServerThatIsAwayIsUnavailable) {
    S3Settings settings;
    settings.endpoint = "http://127.0.0.1:1";
    settings.bucket = "shop";
    S3ObjectStore store(settings);

    EXPECT_EQ(store.find("a/b").error().code(), Errc::unavailable);
    EXPECT_EQ(store.list("a/", "", 10).error().code(), Errc::unavailable);
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(S3,
                         ObjectStoreContract,
                         testing::Values([]() -> std::unique_ptr<ObjectStoreFixture> {
                             return std::make_unique<S3StoreFixture>();
                         }));

}  // namespace tts::test
