// What Twilio is told and what it tells, without a network.

#include "adapters/twilio/twilio_notifier.hpp"
#include "adapters/twilio/twilio_signature.hpp"

#include <gtest/gtest.h>

#include <deque>
#include <vector>

namespace tts::test {

namespace {

class ScriptedTwilio final : public HttpCaller {
public:
    Result<HttpAnswer> call(const HttpRequest& request) override {
        requests.push_back(request);
        if (answers.empty()) return Error(Errc::unavailable, "refused");
        auto answer = answers.front();
        answers.pop_front();
        return answer;
    }

    std::deque<HttpAnswer> answers;
    std::vector<HttpRequest> requests;
};

Notification message(Channel channel) {
    Notification notification;
    notification.id = NotificationId::next();
    notification.channel = channel;
    notification.recipient = "+34600123456";
    notification.text = "Hola & adiós";
    notification.created_at = now();
    return notification;
}

class Twilio : public testing::Test {
protected:
    ScriptedTwilio caller;
    TwilioNotifier notifier{{.account_sid = "AC1",
                             .auth_token = "token",
                             .from = "+14155550000",
                             .api_base = "http://twilio.test",
                             .status_callback = "https://shop.example/webhooks/twilio"},
                            caller};
};

}  // namespace

// The example of Twilio's documentation, "Security".
TEST(TwilioSignature, IsThatOfTheDocumentation) {
    EXPECT_EQ(twilio_signature("12345", "https://mycompany.com/myapp.php?foo=1&bar=2",
                               {{"To", "+18005551212"},
                                {"CallSid", "CA1234567890ABCDE"},
                                {"Caller", "+14158675309"},
                                {"Digits", "1234"},
                                {"From", "+14158675309"}}),
              "RSOYDt4T1cUTdK1PDd93/VVr8B8=");
    EXPECT_TRUE(is_same_signature("abc", "abc"));
    EXPECT_FALSE(is_same_signature("abc", "abd"));
    EXPECT_FALSE(is_same_signature("abc", ""));
}

TEST_F(Twilio, AWhatsAppMessageIsAFormWithPrefixedNumbers) {
    caller.answers.push_back({.status = 201, .body = R"({"sid":"SM1"})", .headers = {}});

    EXPECT_EQ(notifier.send(message(Channel::whatsapp)).value(), "SM1");

    const auto& request = caller.requests.at(0);
    EXPECT_EQ(request.url, "http://twilio.test/2010-04-01/Accounts/AC1/Messages.json");
    EXPECT_TRUE(request.body.starts_with("To=whatsapp%3A%2B34600123456&From=whatsapp%3A%2B1415"));
    EXPECT_NE(request.body.find("Body=Hola%20%26%20adi%C3%B3s"), std::string::npos);
    EXPECT_NE(request.body.find("StatusCallback=https%3A%2F%2Fshop"), std::string::npos);
}

TEST_F(Twilio, ARepeatFirstLooksWhetherTheMessageGotThrough) {
    auto again = message(Channel::sms);
    again.retry_count = 1;
    caller.answers.push_back(
        {.status = 200,
         .body = R"({"messages":[{"sid":"SM7","body":"x"},{"sid":"SM8","body":"Hola & adiós"}]})",
         .headers = {}});

    EXPECT_EQ(notifier.send(again).value(), "SM8");
    EXPECT_EQ(caller.requests.size(), 1U);

    caller.answers.push_back({.status = 200, .body = R"({"messages":[]})", .headers = {}});
    caller.answers.push_back({.status = 201, .body = R"({"sid":"SM9"})", .headers = {}});
    EXPECT_EQ(notifier.send(again).value(), "SM9");
}

TEST_F(Twilio, ErrorsSayWhetherToTryAgain) {
    const auto code = [&](int status, const std::string& body) {
        caller.answers.push_back({.status = status, .body = body, .headers = {}});
        return notifier.send(message(Channel::sms)).error().code();
    };
    EXPECT_EQ(code(400, R"({"code":21211,"message":"no number"})"), Errc::invalid);
    EXPECT_EQ(code(401, "{}"), Errc::unavailable);
    EXPECT_EQ(code(429, "{}"), Errc::unavailable);
    EXPECT_EQ(code(503, "oops"), Errc::unavailable);
    EXPECT_EQ(code(201, "garbage"), Errc::unavailable);
    EXPECT_EQ(notifier.send(message(Channel::sms)).error().code(), Errc::unavailable);
}

}  // namespace tts::test
