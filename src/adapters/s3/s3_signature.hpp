#pragma once

#include "core/timestamp.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// AWS Signature Version 4, as S3 and MinIO want it. curl's own is wrong for queries that are not
// sorted already.

namespace tts {

struct S3Credentials {
    std::string access_key;
    std::string secret_key;
    std::string region = "us-east-1";
};

using S3Fields = std::vector<std::pair<std::string, std::string>>;

struct S3Call {
    std::string method = "GET";
    std::string path;       // Decoded: "/bucket/key".
    S3Fields query;         // Decoded, in any order.
    std::string host;       // As the Host header says it, with a port that is not the default.
    S3Fields headers;       // More to sign, by lower-case names.
    std::string_view body;  // What it points to outlives the call.
};

// Percent-encodes all but letters, digits and "-_.~"; in a path '/' stays.
std::string s3_encoded(std::string_view text, bool is_path);

// "a=1&b=x%20y", sorted, as it is signed and sent.
std::string s3_query(const S3Fields& query);

// The headers that the call must be sent with, besides Host: its own, x-amz-date,
// x-amz-content-sha256 and authorization.
S3Fields s3_signed_headers(const S3Call& call, const S3Credentials& credentials, Timestamp time);

// Base64 of the SHA-256 of `content`: what x-amz-checksum-sha256 says.
std::string s3_checksum(std::string_view content);

constexpr std::chrono::seconds s3_presigned_time_max{7 * 24 * 3'600};  // S3 allows no more.

// The query that lets whoever has it make the call, without credentials of theirs, until `time` and
// `valid_for` (at most s3_presigned_time_max) are over. The call has neither body nor headers.
std::string s3_presigned_query(const S3Call& call,
                               const S3Credentials& credentials,
                               Timestamp time,
                               std::chrono::seconds valid_for);

}  // namespace tts
