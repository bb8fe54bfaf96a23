#include "adapters/s3/s3_object_store.hpp"
#include "adapters/s3/s3_signature.hpp"

#include <gtest/gtest.h>

#include <string>

namespace tts {
namespace {

// The example account, requests and signatures of the S3 documentation, "Authenticating Requests".
const S3Credentials example{.access_key = "AKIAIOSFODNN7EXAMPLE",
                            .secret_key = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                            .region = "us-east-1"};
const Timestamp example_time = parse_timestamp("2013-05-24T00:00:00Z").value();

std::string authorization_of(const S3Call& call) {
    for (const auto& [name, value] : s3_signed_headers(call, example, example_time))
        if (name == "authorization") return value;
    return {};
}

S3Call example_call(S3Fields query) {
    S3Call call;
    call.path = "/";
    call.query = std::move(query);
    call.host = "examplebucket.s3.amazonaws.com";
    return call;
}

TEST(S3Signature, IsThatOfTheDocumentationForAListing) {
    const std::string signature =
        authorization_of(example_call({{"max-keys", "2"}, {"prefix", "J"}}));

    EXPECT_EQ(
        signature,
        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, "
        "SignedHeaders=host;x-amz-content-sha256;x-amz-date, "
        "Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
}

TEST(S3Signature, DoesNotDependOnTheOrderOfTheQuery) {
    EXPECT_EQ(authorization_of(example_call({{"prefix", "J"}, {"max-keys", "2"}})),
              authorization_of(example_call({{"max-keys", "2"}, {"prefix", "J"}})));
}

TEST(S3Signature, IsThatOfTheDocumentationForAQueryWithoutValue) {
    EXPECT_TRUE(authorization_of(example_call({{"lifecycle", ""}}))
                    .ends_with("fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"));
}

// "Authenticating Requests: Using Query Parameters" of the same documentation.
TEST(S3Signature, IsThatOfTheDocumentationForAPresignedUrl) {
    S3Call fetch = example_call({});
    fetch.path = "/test.txt";

    EXPECT_EQ(s3_presigned_query(fetch, example, example_time, std::chrono::seconds(86'400)),
              "X-Amz-Algorithm=AWS4-HMAC-SHA256"
              "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
              "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
              "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
}

TEST(S3Signature, IsThatOfTheDocumentationForAnUpload) {
    S3Call call = example_call({});
    call.method = "PUT";
    call.path = "/test$file.text";
    call.body = "Welcome to Amazon S3.";
    call.headers = {{"date", "Fri, 24 May 2013 00:00:00 GMT"},
                    {"x-amz-storage-class", "REDUCED_REDUNDANCY"}};

    EXPECT_EQ(
        authorization_of(call),
        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, "
        "SignedHeaders=date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class, "
        "Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
}

TEST(S3Signature, EncodesWhatMustBeEncoded) {
    EXPECT_EQ(s3_encoded("a/b c%2F~", true), "a/b%20c%252F~");
    EXPECT_EQ(s3_encoded("a/b+\xC3\xA9", false), "a%2Fb%2B%C3%A9");
    EXPECT_EQ(s3_query({{"b", "2"}, {"a", "x y"}, {"A", ""}}), "A=&a=x%20y&b=2");
}

TEST(S3Listing, ReadsKeysSizesAndVersions) {
    const auto objects = parse_s3_listing(
        "<?xml version=\"1.0\"?><ListBucketResult xmlns=\"x\"><Name>shop</Name>"
        "<Contents><Key>a/1.jpg</Key><ETag>&quot;abc&quot;</ETag><Size>12</Size></Contents>"
        "<Contents><Size>7</Size><Key>a/2.jpg</Key></Contents>"
        "<Contents><Key>../not ours</Key></Contents><Contents><Key>cut off</ListBucketResult>");

    ASSERT_TRUE(objects);
    ASSERT_EQ(objects->size(), 2u);
    EXPECT_EQ((*objects)[0].key, "a/1.jpg");
    EXPECT_EQ((*objects)[0].size, 12u);
    EXPECT_EQ((*objects)[1].size, 7u);
    EXPECT_EQ(parse_s3_listing("<Error/>").error().code(), Errc::corrupt);
}

}  // namespace
}  // namespace tts
