#include "accounts/password.hpp"

#include <gtest/gtest.h>

namespace tts::test {

namespace {

TEST(Password, IsRecognisedByItsHash) {
    const auto hash = hash_password("correct horse").value();

    EXPECT_TRUE(verify_password(hash, "correct horse"));
    EXPECT_FALSE(verify_password(hash, "correct horsE"));
    EXPECT_FALSE(verify_password(hash, ""));
}

TEST(Password, MayHoldAnyBytes) {
    const std::string password("caña\0ñandú", 12);
    const auto hash = hash_password(password).value();

    EXPECT_TRUE(verify_password(hash, password));
    EXPECT_FALSE(verify_password(hash, password.substr(0, 5)));
}

TEST(Password, IsHashedWithArgon2idAndTheCostThatTheGuideAsksFor) {
    const auto hash = hash_password("correct horse").value();

    EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << hash;
    EXPECT_EQ(hash.find('\0'), std::string::npos);
}

TEST(Password, HasASaltOfItsOwnEachTime) {
    EXPECT_NE(hash_password("correct horse").value(), hash_password("correct horse").value());
}

// From RFC 9106's reference implementation (argon2 -id -t 2 -m 16 -p 1, "password", "somesalt").
TEST(Password, IsRecognisedByAHashThatOthersMade) {
    const std::string hash =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    EXPECT_TRUE(verify_password(hash, "password"));
    EXPECT_FALSE(verify_password(hash, "passwore"));
}

TEST(Password, MatchesNoTextThatIsNoHash) {
    for (const char* text :
         {"", "correct horse", "$argon2id$", "$argon2i$v=19$m=8,t=1,p=1$c29tZXNhbHQ$AAAA",
          "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$",
          "$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy"})
        EXPECT_FALSE(verify_password(text, "correct horse")) << text;
}

TEST(Password, MustHaveALengthWithinTheLimits) {
    for (const std::size_t length :
         {std::size_t{0}, password_bytes_min - 1, password_bytes_max + 1}) {
        const auto hash = hash_password(std::string(length, 'a'));
        ASSERT_FALSE(hash) << length;
        EXPECT_EQ(hash.error().code(), Errc::invalid);
    }
    EXPECT_TRUE(hash_password(std::string(password_bytes_min, 'a')));
    EXPECT_TRUE(hash_password(std::string(password_bytes_max, 'a')));
}

}  // namespace

}  // namespace tts::test
