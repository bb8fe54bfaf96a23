// That who forgot a password gets a link by mail, over TLS, and logs in with what was chosen there:
// against who plays a mail server, tests/counterparts.

#include "e2e/comments.hpp"
#include "e2e/counterparts.hpp"

#include <fstream>
#include <iostream>

namespace tts::test {

namespace {

using namespace std::chrono_literals;

class ForgottenPassword : public ::testing::Test {
protected:
    void SetUp() override {
        const auto account = post(auth("/streamers/register"), object({{"email", "ana@example.com"},
                                                                       {"password", "password 1"},
                                                                       {"username", "ana"}}));
        ASSERT_EQ(account.status, 201) << account.body;
    }
    void TearDown() override {
        if (HasFailure()) std::cerr << "--- log of the server\n" << server.log_tail() << "---\n";
    }

    std::string auth(const std::string& path) const { return server.url("auth", path); }
    int login(const std::string& password) const {
        return post(auth("/login"), object({{"email", "ana@example.com"}, {"password", password}}))
            .status;
    }
    void ask_for(const std::string& email) const {
        const auto asked = post(auth("/password"), object({{"email", email}, {"language", "es"}}));
        EXPECT_EQ(asked.status, 202) << asked.body;
    }
    std::vector<Json> mails() const { return counterparts.state("mail")["mails"].items(); }

    static std::string link_in(const std::string& text) {
        const auto begin = text.find("http://");
        return begin == std::string::npos
                   ? ""
                   : text.substr(begin, text.find_first_of(" \r\n", begin) - begin);
    }
    // What the page of the link sends.
    static HttpAnswer choose(const std::string& link, const std::string& fields) {
        HttpClient http(patient);
        return http
            .send({.method = "POST",
                   .url = link,
                   .headers = {{"content-type", "application/x-www-form-urlencoded"}},
                   .body = fields})
            .value();
    }

    ServerOptions options(const std::string& certificate) const {
        auto mail = counterparts.told("smtp");
        mail.insert(mail.find("//") + 2, counterparts.told("mail_user") + ":" +
                                             counterparts.told("mail_password") + "@");
        const auto path = (secrets.path() / "smtp-url").string();
        std::ofstream(path) << mail;
        std::filesystem::permissions(path, std::filesystem::perms::owner_read);
        std::vector<std::string> arguments = {"--notify-channels", "email",
                                              "--smtp-url-file",   path,
                                              "--smtp-from",       "Ana <shop@example.com>"};
        if (!certificate.empty()) {
            arguments.emplace_back("--smtp-ca");
            arguments.push_back(certificate);
        }
        return {
            .roles = "", .redis_url = "", .database_url = "", .arguments = std::move(arguments)};
    }

    Counterparts counterparts;
    TempFolder secrets;
    ServerProcess server{options(counterparts.told("mail_certificate"))};
};

}  // namespace

TEST_F(ForgottenPassword, ALinkIsMailedOverTlsAndOpensTheAccountOnce) {
    ask_for("nobody@example.com");
    ask_for("ana@example.com");

    ASSERT_TRUE(eventually(long_enough, [&] { return !mails().empty(); }));
    const auto mail = mails().front();
    EXPECT_TRUE(mail["secure"].boolean());
    EXPECT_EQ(mail["from"].text(), "shop@example.com");
    EXPECT_EQ(mail["to"].items().at(0).text(), "ana@example.com");
    EXPECT_TRUE(mail["text"].text().starts_with("Elige una contraseña nueva"))
        << mail["text"].text();
    const auto link = link_in(mail["text"].text());
    const auto page = get(link);
    ASSERT_EQ(page.status, 200) << link << ": " << page.body;
    EXPECT_NE(page.body.find("name=\"password\""), std::string::npos) << page.body;

    const auto chosen = choose(link, "password=a+horse+of+my+own&again=a+horse+of+my+own");

    EXPECT_EQ(chosen.status, 200) << chosen.body;
    EXPECT_EQ(login("password 1"), 401);
    EXPECT_EQ(login("a horse of my own"), 200);
    EXPECT_EQ(choose(link, "password=another+of+mine&again=another+of+mine").status, 404);
    EXPECT_EQ(mails().size(), 1U);  // Nothing to the address that nobody has.
}

TEST_F(ForgottenPassword, AMailServerThatNobodyVouchesForIsToldNothing) {
    ServerProcess other{options("")};
    const auto made = post(
        other.url("auth", "/streamers/register"),
        object({{"email", "eva@example.com"}, {"password", "password 1"}, {"username", "eva"}}));
    ASSERT_EQ(made.status, 201) << made.body;

    post(other.url("auth", "/password"), object({{"email", "eva@example.com"}}));

    ASSERT_TRUE(eventually(long_enough, [&] {
        return other.log_tail().find("password_mail") != std::string::npos;
    })) << other.log_tail();
    EXPECT_TRUE(mails().empty());
}

}  // namespace tts::test
