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
