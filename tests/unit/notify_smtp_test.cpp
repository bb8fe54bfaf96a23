// How an e-mail is written down.

#include "adapters/smtp/smtp_message.hpp"

#include <gtest/gtest.h>

namespace tts::test {

TEST(SmtpMessage, ReadsAMailboxWithAndWithoutAName) {
    const auto named = parse_mailbox("Ana's shop <shop@example.com>").value();
    EXPECT_EQ(named.name, "Ana's shop");
    EXPECT_EQ(named.address, "shop@example.com");
    EXPECT_EQ(parse_mailbox(" shop@example.com ")->address, "shop@example.com");
}

TEST(SmtpMessage, RefusesWhatCouldEndAHeaderOrNameTwo) {
    for (const char* text : {"", "shop", "a@b.c\r\nBcc: x@y.z", "a@b.c,x@y.z", "<a@b.c", "a b@c.d",
                             "@example.com", "shop@"})
        EXPECT_EQ(parse_mailbox(text).error().code(), Errc::invalid) << text;
}

TEST(SmtpMessage, CarriesTheNotificationsIdAndNoLineOfTheTextInItsHeader) {
    Notification notification;
    notification.id = NotificationId::next();
    notification.text = "Pagado: 2 × Vela\nBcc: evil@example.com";
    notification.created_at = Timestamp() + std::chrono::hours(0);

    const auto text = mail_text(notification, {.name = "Año", .address = "shop@example.com"},
                                {.name = {}, .address = "luis@example.com"});

    EXPECT_NE(text.find("Message-ID: <" + notification.id.to_string() + "@example.com>\r\n"),
              std::string::npos);
    EXPECT_NE(text.find("Date: Thu, 1 Jan 1970 00:00:00 +0000\r\n"), std::string::npos) << text;
    EXPECT_EQ(text.find("evil"), std::string::npos);
    EXPECT_NE(text.find("From: =?UTF-8?B?QcOxbw==?= <shop@example.com>\r\n"), std::string::npos);
}

}  // namespace tts::test
