#include "adapters/s3/s3_object_store.hpp"
#include "contract/object_store_contract.hpp"
#include "contract/signing_bucket.hpp"
#include "integration/vision_small_server.hpp"

#include <sstream>

namespace tts::test {
namespace {

// What an outsider gets who has the URL and nothing else.
std::string fetched(Bucket& bucket, const std::string& url) {
    const auto host_start = url.find("://") + 3;
    const auto path_start = url.find('/', host_start);
    return bucket.answer("GET " + url.substr(path_start) + " HTTP/1.1\r\nHost: " +
                         url.substr(host_start, path_start - host_start) + "\r\n\r\n");
}

bool is_refused(const std::string& answer) {
    return answer.starts_with("HTTP/1.1 403");
}

S3Settings settings_for(const SmallServer& server) {
    S3Settings settings;
    settings.endpoint = "http://127.0.0.1:" + std::to_string(server.port());
    settings.bucket = "shop";
    settings.credentials = {.access_key = access_key, .secret_key = secret_key};
    settings.connect_timeout = settings.total_timeout = std::chrono::seconds(30);
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

TEST(S3ObjectStore, APictureIsStoredWithItsTypeAndAChecksumThatTheServerVerifies) {
    Bucket bucket;
    SmallServer server([&](const std::string& request) { return bucket.answer(request); });
    S3ObjectStore store(settings_for(server));

    ASSERT_TRUE(store.put("products/ana/1/1.jpg", "jpeg"));
    ASSERT_TRUE(store.put("prepared/x.bin", ""));

    EXPECT_EQ(bucket.types["products/ana/1/1.jpg"], "image/jpeg");
    EXPECT_EQ(bucket.types["prepared/x.bin"], "application/octet-stream");
    EXPECT_EQ(s3_checksum("hello"), "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=");
}

class PresignedUrl : public testing::Test {
protected:
    void SetUp() override {
        settings.presigned_time = std::chrono::seconds(6'000);
        ASSERT_TRUE(S3ObjectStore(settings).put(key, "a picture"));
    }

    std::string url() const { return S3ObjectStore(settings).link(key); }

    const std::string key = "products/ana/LAMP%201/1.jpg";
    Bucket bucket;
    SmallServer server{[this](const std::string& request) { return bucket.answer(request); }};
    S3Settings settings = settings_for(server);
};

TEST_F(PresignedUrl, LetsAnybodyFetchThePictureUntilItsTimeIsOver) {
    const std::string link = url();

    EXPECT_TRUE(fetched(bucket, link).ends_with("\r\n\r\na picture")) << link;
    bucket.ahead = std::chrono::seconds(5'900);
    EXPECT_TRUE(fetched(bucket, link).ends_with("a picture"));
    bucket.ahead = std::chrono::seconds(6'002);
    EXPECT_TRUE(is_refused(fetched(bucket, link)));
    EXPECT_TRUE(is_refused(fetched(bucket, link.substr(0, link.find('?')))));
}

TEST_F(PresignedUrl, IsNoneWithoutItsTime) {
    std::string link = url();
    const auto start = link.find("&X-Amz-Expires=");
    link.erase(start, link.find('&', start + 1) - start);

    EXPECT_TRUE(is_refused(fetched(bucket, link)));
}

TEST_F(PresignedUrl, IsValidInWhateverOrderItsQueryComes) {
    const std::string link = url();
    const auto mark = link.find('?');
    std::istringstream pairs(link.substr(mark + 1));
    std::string backwards;
    std::string pair;
    while (std::getline(pairs, pair, '&'))
        backwards = pair + (backwards.empty() ? "" : "&") + backwards;
    ASSERT_NE(backwards, link.substr(mark + 1));

    EXPECT_TRUE(fetched(bucket, link.substr(0, mark + 1) + backwards).ends_with("a picture"));
}

TEST_F(PresignedUrl, IsRefusedOnceAnythingInItIsChanged) {
    const std::string link = url();
    const auto with = [&](const std::string& what, const std::string& instead) {
        std::string changed = link;
        const auto at = changed.find(what);
        EXPECT_NE(at, std::string::npos) << what;
        return changed.replace(at, what.size(), instead);
    };

    EXPECT_TRUE(is_refused(fetched(bucket, with("1.jpg", "2.jpg"))));
    EXPECT_TRUE(is_refused(fetched(bucket, with("Expires=6000", "Expires=60000"))));
    EXPECT_TRUE(is_refused(fetched(bucket, with("test-access", "best-access"))));
    EXPECT_TRUE(is_refused(fetched(bucket, with("X-Amz-Signature=", "X-Amz-Signature=0"))));
    EXPECT_TRUE(is_refused(fetched(bucket, link + "&response-content-type=text%2Fhtml")));
    EXPECT_TRUE(is_refused(fetched(bucket, with("127.0.0.1", "localhost"))));
}

TEST_F(PresignedUrl, NamesTheAddressAtWhichOthersReachTheBucket) {
    settings.public_url = "https://pictures.example/";

    const std::string link = url();

    EXPECT_TRUE(link.starts_with("https://pictures.example/shop/products/ana/LAMP%25201/1.jpg?"))
        << link;
    EXPECT_TRUE(fetched(bucket, link).ends_with("a picture"));
}

TEST(S3ObjectStore, LinksAreThoseOfThePublicAddressIfThereIsOne) {
    S3Settings settings;
    settings.endpoint = "http://minio:9000";
    settings.bucket = "shop";

    EXPECT_EQ(S3ObjectStore(settings).link("products/ana/1/1.jpg"), "");
    settings.public_url = "https://cdn.example/pictures/";
    EXPECT_EQ(S3ObjectStore(settings).link("products/ana/A%201/1.jpg"),
              "https://cdn.example/pictures/products/ana/A%25201/1.jpg");
    EXPECT_EQ(S3ObjectStore(settings).link("../secret"), "");
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
