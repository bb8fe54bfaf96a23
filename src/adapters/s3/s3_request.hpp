#pragma once

#include "adapters/s3/s3_signature.hpp"
#include "core/result.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

namespace tts {

struct S3Settings {
    std::string endpoint;  // "http://minio:9000", "https://s3.eu-west-1.amazonaws.com".
    std::string bucket;
    S3Credentials credentials;
    // Where others fetch pictures. With presigned_time: the endpoint as they reach it; empty: as we
    // do. Without: what stands before a key, as in "https://cdn.example/pictures"; empty: nowhere.
    std::string public_url;
    std::chrono::seconds presigned_time{
        0};  // How long a presigned URL is valid; 0: there are none.
    std::chrono::milliseconds connect_timeout{1'000};
    std::chrono::milliseconds total_timeout{10'000};
};

struct S3Answer {
    int status = 0;
    std::string body;
    std::string etag;
    std::uint64_t size = 0;  // Of the object; after HEAD only.
    bool too_large = false;  // The body was more than allowed, and is not here.
};

// Sends signed requests to one endpoint, its connections kept open between them. Any thread may
// call it.
class S3Connections {
public:
    explicit S3Connections(S3Settings settings);
    ~S3Connections();
    S3Connections(const S3Connections&) = delete;
    S3Connections& operator=(const S3Connections&) = delete;

    const S3Settings& settings() const { return settings_; }

    // Any status is an answer. `call.host` is filled in here. Errc::unavailable if there was none.
    Result<S3Answer> send(S3Call call, std::size_t body_bytes_max);

private:
    void* borrow();
    void give_back(void* handle);

    const S3Settings settings_;
    std::mutex mutex_;
    std::vector<void*> idle_;  // Of curl. Guarded by mutex_.
};

// "minio:9000" of "http://minio:9000/".
std::string s3_host_of(const std::string& endpoint);

}  // namespace tts
