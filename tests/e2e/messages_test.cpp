// That a message about an order reaches its buyer, over one channel after the other, against those
// who play Twilio and a mail server: tests/counterparts.

#include "e2e/comments.hpp"
#include "e2e/counterparts.hpp"

#include <fstream>
#include <iostream>

namespace tts::test {

namespace {

using namespace std::chrono_literals;

const std::string content = "HX0123456789abcdef0123456789abcdef";
const std::string number = "+34600123456";

class Telling : public ::testing::Test {
protected:
    void SetUp() override {
        const auto account = post(
            server.url("auth", "/streamers/register"),
            object(
                {{"email", "ana@example.com"}, {"password", "password 1"}, {"username", "ana"}}));
        ASSERT_EQ(account.status, 201) << account.body;
        insert_product(*open_sqlite(server.data() / "shop.db"), {.streamer = "ana", .stock = 6});
        counterparts.control("twilio", "contents",
                             object({{content, "Hola {{1}}: {{3}} por {{4}}, {{5}}"}}));
        const auto noted = put(
            shop("/streamers/ana/contacts/luis"),
            object({{"phone_number", number}, {"email", "luis@example.com"}, {"language", "es"}}));
        ASSERT_EQ(noted.status, 200) << noted.body;
    }
    void TearDown() override {
        if (HasFailure()) std::cerr << "--- log of the server\n" << server.log_tail() << "---\n";
    }

    std::string secret(const std::string& name, const std::string& value) const {
        const auto path = secrets.path() / name;
        std::ofstream(path) << value;
        std::filesystem::permissions(path, std::filesystem::perms::owner_read);
        return path.string();
    }
    ServerOptions options() const {
        const auto told = [&](const std::string& name) { return counterparts.told(name); };
        auto mail = told("smtp");
        mail.insert(mail.find("//") + 2, told("mail_user") + ":" + told("mail_password") + "@");
        return {.roles = "",
                .redis_url = "",
                .database_url = "",
                .arguments = {"--public-base-url",
                              "http://127.0.0.1:{ecommerce}",
                              "--notify-channels",
                              "whatsapp,sms,email",
                              "--twilio-api-base",
                              told("twilio"),
                              "--twilio-account-sid",
                              told("twilio_account_sid"),
                              "--twilio-auth-token-file",
                              secret("twilio-token", told("twilio_auth_token")),
                              "--twilio-sms-from",
                              "+34911000000",
                              "--twilio-whatsapp-from",
                              "+34911000001",
                              "--whatsapp-templates",
                              "reserved.es=" + content,
                              "--smtp-url-file",
                              secret("smtp-url", mail),
                              "--smtp-from",
                              "Ana <shop@example.com>",
                              "--smtp-ca",
                              told("mail_certificate")}};
    }

    std::string shop(const std::string& path) const { return server.url("ecommerce", path); }
    void order() const {
        const auto answer = post(shop("/order/create"), R"({"product_id":"VELA-01","buyer":"luis",)"
                                                        R"("streamer":"ana","quantity":2})");
        ASSERT_EQ(answer.status, 201) << answer.body;
    }
    void fate(const std::string& json) const {
        counterparts.control("twilio", "fates", "{\"" + number + "\":" + json + "}");
    }
    std::size_t messages() const { return counterparts.state("twilio")["messages"].items().size(); }
    std::size_t mails() const { return counterparts.state("mail")["mails"].items().size(); }
    std::string unreached() const { return get(shop("/streamers/ana/unreached")).body; }

    Counterparts counterparts;
    TempFolder secrets;
    ServerProcess server{options()};
};

}  // namespace

TEST_F(Telling, AnOrderIsToldByTheApprovedTemplateInTheBuyersLanguage) {
    order();

    ASSERT_TRUE(eventually(long_enough, [&] { return messages() == 1; }));
    const auto message = counterparts.state("twilio")["messages"].items()[0];
    EXPECT_EQ(message["to"].text(), "whatsapp:" + number);
    EXPECT_TRUE(message["body"].text().starts_with("Hola luis: 2 × ")) << message["body"].text();
    EXPECT_EQ(mails(), 0U);
}

TEST_F(Telling, AReportOfFailureMovesTheMessageToTheNextChannelUntilOneTakesIt) {
    fate(R"({"states":["sent","undelivered"],"error":30003})");
    order();

    ASSERT_TRUE(eventually(long_enough, [&] { return mails() == 1; }));
    EXPECT_EQ(messages(), 2U);  // By WhatsApp, then by SMS.
    const auto mail = counterparts.state("mail")["mails"].items()[0];
    EXPECT_TRUE(mail["text"].text().starts_with("Reservado: 2 × ")) << mail["text"].text();
    EXPECT_EQ(unreached(), R"({"streamer":"ana","unreached":[]})");
}

TEST_F(Telling, ABuyerWhomNoChannelReachesIsListedWithTheReasons) {
    fate(R"({"states":["failed"],"error":30005})");
    counterparts.control("mail", "refuse", "[550]");
    order();

    ASSERT_TRUE(
        eventually(long_enough, [&] { return unreached().find("luis") != std::string::npos; }));
    EXPECT_NE(unreached().find("\"kind\":\"reserved\""), std::string::npos) << unreached();
    EXPECT_NE(unreached().find("550"), std::string::npos) << unreached();
}

}  // namespace tts::test
