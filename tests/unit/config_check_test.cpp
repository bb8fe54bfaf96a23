#include "apps/tiktoksales/config/check.hpp"
#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

#include <sys/stat.h>

#include <fstream>

namespace tts::config::test {

namespace {

using tts::test::TempFolder;

class ConfigCheck : public testing::Test {
protected:
    void SetUp() override {
        settings.storage.data = folder.path().string();
        settings.model = (folder.path() / "intent.model").string();
        std::ofstream(settings.model) << "a model";
    }

    // The faults that keep the program from starting, in one text; then the warnings.
    std::string faults() const {
        std::string text;
        for (const auto& fault : check(settings)) text += fault.to_string() + "\n";
        return text;
    }
    void expect_fault(const std::string& where, const std::string& what) const {
        EXPECT_NE(faults().find(where + ": "), std::string::npos) << faults();
        EXPECT_NE(faults().find(what), std::string::npos) << faults();
    }

    static constexpr const char* data_key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    TempFolder folder;
    ServeSettings settings;
};

TEST_F(ConfigCheck, TheDefaultsAreGood) {
    EXPECT_EQ(faults(), "");
}

TEST_F(ConfigCheck, BothServersOrNeither) {
    settings.storage.redis_url = "redis://r";
    expect_fault("--database-url, DATABASE_URL or storage.database_url",
                 "is missing, and storage.redis_url needs it");

    settings.storage.redis_url.clear();
    settings.storage.database_url = "postgresql://d/n";
    expect_fault("--redis-url, REDIS_URL or storage.redis_url", "is missing");

    settings.storage.redis_url = "redis://r";
    EXPECT_EQ(faults(), "");
}

TEST_F(ConfigCheck, EverybodyIsRefusedAfterThoseWithoutAToken) {
    settings.admission.full_after = settings.admission.busy_after - std::chrono::seconds(1);
    expect_fault(names_of("pipeline.full_after_s"), "is less than pipeline.busy_after_s");
}

TEST_F(ConfigCheck, ABucketNeedsItsNameAndKeys) {
    settings.storage.bucket.endpoint = "http://minio:9000";
    expect_fault("--s3-bucket, S3_BUCKET or s3.bucket", "is missing");
    expect_fault("--s3-access-key-file, S3_ACCESS_KEY or s3.access_key", "is missing");
    expect_fault("--s3-secret-key-file, S3_SECRET_KEY or s3.secret_key", "is missing");

    settings.storage.bucket.endpoint.clear();
    settings.storage.bucket.bucket = "pictures";
    expect_fault("--s3-endpoint, S3_ENDPOINT or s3.endpoint", "no effect");
}

TEST_F(ConfigCheck, AnAddressThatOthersReachNeedsAKey) {
    settings.bind = "0.0.0.0";
    settings.storage.data_keys = {data_key};
    expect_fault("--bind, TTS_BIND or server.bind", "tiktoksales init");
    EXPECT_FALSE(settings.trusts_local());

    settings.security.jwt_secret = std::string(32, 's');
    EXPECT_EQ(faults(), "");

    settings.security.jwt_secret.clear();
    std::ofstream(settings.storage.jwt_key_path()) << "key";
    chmod(settings.storage.jwt_key_path().c_str(), 0600);
    EXPECT_EQ(faults(), "");

    chmod(settings.storage.jwt_key_path().c_str(), 0604);
    expect_fault("--jwt-secret-file, JWT_SECRET or security.jwt_secret", "chmod o=");
}

TEST_F(ConfigCheck, WhatIsStoredUnsealedIsSaidWhereOthersReachIt) {
    settings.bind = "0.0.0.0";
    settings.security.jwt_secret = std::string(32, 's');
    expect_fault("--data-key-file, DATA_KEY or storage.data_keys", "are stored as they are");

    settings.storage.data_keys = {data_key};
    EXPECT_EQ(faults(), "");
    settings.storage.data_keys.clear();
    std::ofstream(settings.storage.data_key_path()) << data_key;
    chmod(settings.storage.data_key_path().c_str(), 0600);
    EXPECT_EQ(faults(), "");

    // Processes that share a database would have a file each.
    settings.storage.redis_url = "redis://r";
    settings.storage.database_url = "postgresql://d/n";
    expect_fault("--data-key-file, DATA_KEY or storage.data_keys", "are stored as they are");
}

TEST_F(ConfigCheck, ADataKeyHasThirtyTwoBytesAndIsNotTold) {
    settings.storage.data_keys = {data_key, "dG9vIHNob3J0"};
    expect_fault("--data-key-file, DATA_KEY or storage.data_keys", "32 bytes in base64");
    EXPECT_EQ(faults().find("dG9v"), std::string::npos);
}

TEST_F(ConfigCheck, AShortSecretIsNone) {
    settings.security.jwt_secret = "too short";
    expect_fault("--jwt-secret-file, JWT_SECRET or security.jwt_secret", "at least 32 bytes");
    EXPECT_EQ(faults().find("too short"), std::string::npos);
}

TEST_F(ConfigCheck, ALiveKeyOfStripeNeedsSecureMode) {
    settings.payments.stripe_api_key = "sk_live_1";
    expect_fault("--stripe-api-key-file, STRIPE_API_KEY or payments.stripe_api_key",
                 "security.trust_local must be false");

    settings.security.trust_local = false;
    EXPECT_EQ(faults(), "");

    settings.payments.stripe_api_key = "pk_test_1";
    expect_fault("--stripe-api-key-file, STRIPE_API_KEY or payments.stripe_api_key",
                 "must begin with sk_test_");
}

TEST_F(ConfigCheck, AProviderAndAChannelNeedTheirAccounts) {
    settings.payments.provider = PaymentChoice::stripe;
    expect_fault("--stripe-api-key-file, STRIPE_API_KEY or payments.stripe_api_key", "is missing");
    expect_fault(
        "--stripe-webhook-secret-file, STRIPE_WEBHOOK_SECRET or payments.stripe_webhook_secrets",
        "is missing");
    expect_fault("--public-base-url, PUBLIC_BASE_URL or payments.public_base_url", "is missing");

    settings.payments = {};
    settings.notify.channels = {"whatsapp", "sms", "email"};
    for (const char* key :
         {"notify.twilio_account_sid", "notify.twilio_auth_token", "notify.twilio_sms_from",
          "notify.twilio_whatsapp_from", "notify.smtp_url", "notify.smtp_from"})
        expect_fault(names_of(key), "is missing, and a channel of notify.channels needs it");

    settings.notify.channels = {};
    expect_fault(names_of("notify.channels"), "names no channel");
}

TEST_F(ConfigCheck, SupabaseAloneIsWarnedOfAndStartsAllTheSame) {
    settings.storage.supabase_url = "https://p.supabase.co";

    const auto found = check(settings);

    ASSERT_EQ(found.size(), 1U);
    EXPECT_TRUE(found.front().is_warning);
}

TEST_F(ConfigCheck, TheModelMustBeThereForTheRolesThatReadTexts) {
    settings.model = "nowhere.model";
    expect_fault("--model, TTS_MODEL or pipeline.model", "tiktoksales train intent");

    settings.roles = {Role::dashboard, Role::auth};
    EXPECT_EQ(faults(), "");
}

TEST(ConfigEnvironment, AVariableThatIsASlipOfTheFingersIsWarnedOf) {
    const char* const environment[] = {"TTS_SETLE_MS=3", "TTS_ROLES=chat",
                                       "REDIS_URL=x",    "TTS_SOMETHING_ELSE_ENTIRELY=1",
                                       "PATH=/bin",      nullptr};

    const auto found = check_environment(static_cast<const char* const*>(environment));

    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found.front().to_string(),
              "warning: TTS_SETLE_MS: is no option; did you mean TTS_SETTLE_MS?");
}

}  // namespace

}  // namespace tts::config::test
