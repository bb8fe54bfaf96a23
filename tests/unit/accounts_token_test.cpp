#include "accounts/token.hpp"

#include "core/text.hpp"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <string>
#include <vector>

namespace tts::test {

namespace {

using namespace std::chrono_literals;

const std::string secret = "a secret of thirty-two characters";
const std::string account = "01912d68-783e-7a3b-a1d2-5f1f2b3c4d5e";
const std::string session = "01912d68-783e-7a3b-a1d2-000000000001";
const Timestamp moment = from_unix_ms(1'790'000'000'000);
const std::string good_header = R"({"alg":"HS256","typ":"JWT"})";

// Made without any code of ours but base64url, so that it cannot be wrong in the same way.
std::string hmac(const EVP_MD* digest, const std::string& key, const std::string& text) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned size = 0;
    HMAC(digest, key.data(), static_cast<int>(key.size()),
         reinterpret_cast<const unsigned char*>(text.data()), text.size(), bytes.data(), &size);
    return base64url({reinterpret_cast<const char*>(bytes.data()), size});
}

std::string signed_text(const std::string& text, const std::string& key = secret) {
    return text + "." + hmac(EVP_sha256(), key, text);
}

std::string token(const std::string& header, const std::string& claims) {
    return signed_text(base64url(header) + "." + base64url(claims));
}

std::string claims(const std::string& not_before = "1789999000",
                   const std::string& expires = "1790001000") {
    return R"({"iss":"tiktoksales","aud":"tiktoksales","sub":")" + account +
           R"(","role":"streamer","name":"ana","use":"access","sid":")" + session +
           R"(","lang":"es","iat":1789999000,"jti":")" + session + R"(","nbf":)" + not_before +
           R"(,"exp":)" + expires + "}";
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    const auto at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return text.replace(at, what.size(), by);
}

class Token : public testing::Test {
protected:
    void expect_refused(const std::string& text) {
        const auto identity = signer_.verify(text, TokenUse::access, moment);
        EXPECT_FALSE(identity) << text;
        if (!identity) {
            EXPECT_EQ(identity.error().code(), Errc::denied);
            EXPECT_EQ(identity.error().what(), "the token is not valid");
        }
        ++refused_;
    }

    Claims verified(const std::string& text) const {
        const auto read = signer_.verify(text, TokenUse::access, moment);
        EXPECT_TRUE(read) << text;
        return read ? *read : Claims();
    }

    TokenSigner signer_ = TokenSigner::make(secret).value();
    Identity ana_{
        .account = Uuid::parse(account).value(), .role = AccountRole::streamer, .name = "ana"};
    int refused_ = 0;
};

TEST_F(Token, SaysWhomItSpeaksFor) {
    const Identity luis{
        .account = Uuid::next(), .role = AccountRole::client, .name = "luis.\"ñ\"@example.com"};

    EXPECT_EQ(verified(signer_.sign({.account = ana_}, moment)).account, ana_);
    EXPECT_EQ(verified(signer_.sign({.account = luis}, moment)).account, luis);
    const auto program = verified(signer_.sign({.program = "tts_admin_A"}, moment));
    EXPECT_EQ(program.account, std::nullopt);
    EXPECT_EQ(program.program, "tts_admin_A");
}

TEST_F(Token, IsGoodForOneUseOnly) {
    const TokenUse uses[] = {TokenUse::access, TokenUse::browser, TokenUse::ticket};
    for (const auto made : uses)
        for (const auto shown : uses) {
            const auto text = signer_.sign({.use = made, .account = ana_}, moment);
            EXPECT_EQ(signer_.verify(text, shown, moment).has_value(), made == shown);
        }
}

TEST_F(Token, ThatIsKeptAsItsHashIsKnownAsOursWithoutALookAtWhatIsStored) {
    const auto subject = Uuid::next();
    const auto made = signer_.make_opaque("refresh", subject);

    EXPECT_EQ(signer_.subject_of_opaque("refresh", made).value(), subject);
    EXPECT_NE(signer_.make_opaque("refresh", subject), made);
    EXPECT_EQ(signer_.opaque_for("reset", subject), signer_.opaque_for("reset", subject));
    EXPECT_FALSE(signer_.subject_of_opaque("reset", made));
    const auto other = TokenSigner::make(std::string(32, 'o')).value();
    EXPECT_FALSE(other.subject_of_opaque("refresh", made));
    for (std::size_t i = 0; i < made.size(); ++i) {
        auto bad = made;
        bad[i] = bad[i] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(signer_.subject_of_opaque("refresh", bad)) << i;
        EXPECT_FALSE(signer_.subject_of_opaque("refresh", made.substr(0, i))) << i;
    }
}

TEST_F(Token, OfAnotherProgramWithTheSameSecretIsUnderstood) {
    for (const char* header :
         {R"({"alg":"HS256","typ":"JWT"})", R"({"typ":"JWT","alg":"HS256"})",
          R"({"alg":"HS256","jku":"https://evil.example/keys","x5u":"https://evil.example"})"})
        EXPECT_EQ(verified(token(header, claims())).account, ana_) << header;
    const auto read = verified(token(good_header, claims()));
    EXPECT_EQ(read.session, Uuid::parse(session).value());
    EXPECT_EQ(read.language, "es");
}

TEST_F(Token, HoldsTheRegisteredClaimsAndTheSignatureOfTheStandard) {
    const auto made = signer_.sign({.account = ana_}, moment);
    const auto dot = made.find('.');
    const auto body = from_base64url(made.substr(dot + 1, made.rfind('.') - dot - 1)).value();

    const auto header = from_base64url(made.substr(0, dot)).value();
    EXPECT_NE(header.find(R"("alg":"HS256","typ":"JWT","kid":")"), std::string::npos) << header;
    EXPECT_EQ(header.find(secret), std::string::npos);
    EXPECT_EQ(made, signed_text(made.substr(0, made.rfind('.'))));
    for (const char* part :
         {R"("iss":"tiktoksales")", R"("role":"streamer")", R"("iat":1790000000)",
          R"("nbf":1790000000)", R"("exp":1790000900)", R"("jti":")"})
        EXPECT_NE(body.find(part), std::string::npos) << part << " in " << body;
}

TEST_F(Token, IsValidFromItsBeginningToItsEndGiveOrTakeALittle) {
    for (const auto use : {TokenUse::access, TokenUse::browser, TokenUse::ticket}) {
        const auto made = signer_.sign({.use = use, .account = ana_}, moment);
        const auto is_valid = [&](Timestamp at) {
            return signer_.verify(made, use, at).has_value();
        };

        EXPECT_TRUE(is_valid(moment - 30s));
        EXPECT_FALSE(is_valid(moment - 31s));
        EXPECT_TRUE(is_valid(moment + life_of(use) + 29s));
        EXPECT_FALSE(is_valid(moment + life_of(use) + 30s));
    }
}

TEST_F(Token, NeedsASecretThatIsOne) {
    EXPECT_FALSE(TokenSigner::make(""));
    EXPECT_FALSE(TokenSigner::make(std::string(31, 'a')));
    EXPECT_TRUE(TokenSigner::make(std::string(32, 'a')));
}

TEST_F(Token, OfTheStandardsExampleIsRefusedEvenWithItsKey) {
    // RFC 7515, A.1: signed well, but by another issuer.
    const auto key = from_base64url(
                         "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0"
                         "iPS4hcgUuTwjAzZr1Z9CAow")
                         .value();
    const std::string text =
        "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQog"
        "Imh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
    ASSERT_EQ(hmac(EVP_sha256(), key, text), "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");

    EXPECT_FALSE(
        TokenSigner::make(key).value().verify(signed_text(text, key), TokenUse::access, moment));
}

TEST_F(Token, OfAnotherAlgorithmIsRefusedWhateverItsSignature) {
    const auto body = base64url(claims());
    for (const std::string algorithm :
         {"none", "None", "NONE", "nOnE", "", "hs256", "HS256 ", " HS256", "HS512", "HS384", "HS1",
          "RS256", "RS512", "ES256", "PS256", "EdDSA", "HS256\\u0000", "HS257"}) {
        const auto text = base64url(R"({"alg":")" + algorithm + R"(","typ":"JWT"})") + "." + body;
        expect_refused(text + ".");
        expect_refused(text);
        expect_refused(signed_text(text));
        expect_refused(text + "." + hmac(EVP_sha512(), secret, text));
    }
    const auto text = base64url(good_header) + "." + body;
    expect_refused(text + "." + hmac(EVP_sha512(), secret, text));
    expect_refused(text + "." + hmac(EVP_sha384(), secret, text));
    EXPECT_EQ(refused_, 74);
}

TEST_F(Token, WithAHeaderThatIsNoneIsRefused) {
    for (const std::string header : {"",
                                     "{}",
                                     "[]",
                                     "null",
                                     "\"HS256\"",
                                     "HS256",
                                     R"({"alg":null})",
                                     R"({"alg":["HS256"]})",
                                     R"({"alg":{"alg":"HS256"}})",
                                     R"({"alg":256})",
                                     R"({"typ":"JWT"})",
                                     R"({"ALG":"HS256"})",
                                     R"({"alg":"HS256")",
                                     R"({"alg":"HS256"}})",
                                     R"([{"alg":"HS256"}])",
                                     R"({'alg':'HS256'})",
                                     R"({"alg":"HS256","kid":"another"})",
                                     R"({"alg":"HS256","kid":""})",
                                     R"({"alg":"HS256","kid":17})",
                                     R"({"alg":"HS256","kid":null})",
                                     R"({"alg":"HS256","kid":"../../dev/null"})",
                                     R"({"alg":"HS256","crit":["exp"]})",
                                     R"({"alg":"HS256","crit":[]})",
                                     R"({"alg":"HS256","crit":["b64"],"b64":false})",
                                     "\xff\xfe",
                                     "{\"alg\":\"HS256\xff\"}"})
        expect_refused(token(header, claims()));
}

TEST_F(Token, OfAnotherSecretIsRefused) {
    const auto text = base64url(good_header) + "." + base64url(claims());
    for (const std::string& key :
         {std::string(), std::string("secret"), secret.substr(1), secret + " ", secret + "\n",
          std::string(secret.rbegin(), secret.rend()), std::string(32, '\0')})
        expect_refused(signed_text(text, key));
}

TEST_F(Token, WithClaimsThatAreMissingOrWrongIsRefused) {
    const auto change = [&](const std::string& what, const std::string& by) {
        expect_refused(token(good_header, replaced(claims(), what, by)));
    };
    for (const char* name :
         {"iss", "aud", "sub", "role", "name", "use", "sid", "lang", "jti", "nbf", "exp"})
        change('"' + std::string(name) + '"', R"("other")");
    for (const char* role : {"admin", "Streamer", "", "client,streamer", "service"})
        change(R"("role":"streamer")", R"("role":")" + std::string(role) + '"');
    for (const char* by : {R"("another")", R"("")", R"(["tiktoksales"])", "null", "1"})
        change(R"("aud":"tiktoksales")", R"("aud":)" + std::string(by));
    for (const char* by : {R"("browser")", R"("ticket")", R"("refresh")", R"("")", "null", "1"})
        change(R"("use":"access")", R"("use":)" + std::string(by));
    for (const char* by : {R"("")", R"("x")", "17", "null"})
        change(R"("sid":")" + session + '"', R"("sid":)" + std::string(by));
    for (const char* by : {R"("joe")", R"("")", R"(["tiktoksales"])", "null", "1"})
        change(R"("iss":"tiktoksales")", R"("iss":)" + std::string(by));
    for (const char* by :
         {R"("")", R"("1")", R"("01912d68783e7a3ba1d25f1f2b3c4d5e")", "17", "null"})
        change(R"("sub":")" + account + '"', R"("sub":)" + std::string(by));
    for (const char* by : {"null", R"("1790001000")", "1790001000.5", "1e99", "true", "-1",
                           "99999999999999999999", "[]"})
        change(R"("exp":1790001000)", R"("exp":)" + std::string(by));
    for (const char* by : {"null", R"("1789999000")", "1e99", "[1789999000]"})
        change(R"("nbf":1789999000)", R"("nbf":)" + std::string(by));
    for (const char* by : {"null", "1", R"(["ana"])"})
        change(R"("name":"ana")", R"("name":)" + std::string(by));
    for (const char* body : {"", "{}", "[]", "null", "ana", "\xff"})
        expect_refused(token(good_header, body));
}

TEST_F(Token, ThatExpiredOrIsNotValidYetIsRefused) {
    for (const char* expires : {"0", "1", "1789999000", "1789999969", "1789999970"})
        expect_refused(token(good_header, claims("0", expires)));
    for (const char* not_before : {"1790000031", "1790000100", "9223372036854775807"})
        expect_refused(token(good_header, claims(not_before, "9223372036854775807")));
}

TEST_F(Token, ThatIsCutPaddedOrPastedTogetherIsRefused) {
    const auto good = signer_.sign({.account = ana_}, moment);
    for (std::size_t length = 0; length < good.size(); length += 7)
        expect_refused(good.substr(0, length));
    for (const std::string& text : {good + "=",
                                    good + "==",
                                    good + ".",
                                    "." + good,
                                    good + " ",
                                    " " + good,
                                    good + "\n",
                                    "Bearer " + good,
                                    good + "." + good,
                                    good + good,
                                    good + "A",
                                    replaced(good, ".", ".."),
                                    replaced(good, ".", "=."),
                                    replaced(good, ".", ""),
                                    std::string("."),
                                    std::string(".."),
                                    std::string("..."),
                                    std::string(5'000, '.'),
                                    good + std::string(1, '\0'),
                                    std::string(5'000, 'A'),
                                    good + std::string(1'000'000, 'A')})
        expect_refused(text);
}

TEST_F(Token, WithOneCharacterChangedIsRefused) {
    const auto good = signer_.sign({.account = ana_}, moment);
    for (std::size_t i = 0; i < good.size(); ++i) {
        auto bad = good;
        bad[i] = bad[i] == 'A' ? 'B' : 'A';
        expect_refused(bad);
    }
    EXPECT_GT(refused_, 200);
}

TEST_F(Token, ThatIsHugeIsRefusedWithoutBeingRead) {
    const Identity long_name{
        .account = ana_.account, .role = AccountRole::streamer, .name = std::string(8'000, 'a')};
    expect_refused(signer_.sign({.account = long_name}, moment));
}

}  // namespace

}  // namespace tts::test
