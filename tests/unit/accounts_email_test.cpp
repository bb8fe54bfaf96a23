#include "accounts/email.hpp"

#include <gtest/gtest.h>

namespace tts::test {

namespace {

TEST(Email, IsKeptInLowerCaseWithoutTheSpaceAroundIt) {
    EXPECT_EQ(parse_email("  Ana.Lopez+live@Example.COM\n").value(), "ana.lopez+live@example.com");
}

TEST(Email, MayHaveLettersOfOtherScripts) {
    EXPECT_EQ(parse_email("josé@correo.españa").value(), "josé@correo.españa");
}

TEST(Email, RefusesWhatIsNone) {
    const std::string long_name(65, 'a');
    const std::string long_label(64, 'a');
    std::string long_host = "a@";
    while (long_host.size() < 254) long_host += "abcdefghij.";
    for (const std::string& text : {std::string(),
                                    std::string("@"),
                                    std::string("ana"),
                                    std::string("ana@"),
                                    std::string("@example.com"),
                                    std::string("ana@example"),
                                    std::string("ana@@example.com"),
                                    std::string("ana@exa mple.com"),
                                    std::string("an a@example.com"),
                                    std::string("ana@.example.com"),
                                    std::string("ana@example.com."),
                                    std::string("ana@example..com"),
                                    std::string("ana@-example.com"),
                                    std::string("ana@example-.com"),
                                    std::string(".ana@example.com"),
                                    std::string("ana.@example.com"),
                                    std::string("a..b@example.com"),
                                    std::string("ana@example.com, bob@example.com"),
                                    std::string("<ana@example.com>"),
                                    std::string("ana@example.com\r\nBcc: bob@example.com"),
                                    std::string("ana\0@a.b", 8),
                                    std::string("ana@exa\xff.com"),
                                    long_name + "@example.com",
                                    "ana@" + long_label + ".com",
                                    long_host + "com"}) {
        const auto email = parse_email(text);
        ASSERT_FALSE(email) << text;
        EXPECT_EQ(email.error().code(), Errc::invalid);
    }
}

}  // namespace

}  // namespace tts::test
