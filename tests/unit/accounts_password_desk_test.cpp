#include "accounts/password_desk.hpp"
#include "accounts/password_mailer.hpp"

#include <gtest/gtest.h>

#include <map>

namespace tts::test {

namespace {

using namespace std::chrono_literals;

// Links in memory, as far as the desk and the mailer need them.
class FewLinks final : public PasswordLinks {
public:
    Result<void> add(const PasswordLink& link) override {
        links[link.id] = link;
        mail[link.id] = {.link = link.id, .due_at = link.created_at};
        return {};
    }
    Result<PasswordLink> find(const Uuid& id, Timestamp at) override {
        const auto found = links.find(id);
        if (found == links.end() || !found->second.account || found->second.expires_at <= at)
            return Error(Errc::not_found, "none");
        return found->second;
    }
    Result<AccountRef> use(const ChosenPassword& chosen) override {
        const auto link = find(chosen.link, chosen.at);
        if (!link) return Error(Errc::denied, "none");
        hashes.push_back(chosen.password_hash);
        return *link->account;
    }
    Result<std::vector<PasswordLink>> take_due(Timestamp at,
                                               std::chrono::milliseconds lease,
                                               std::size_t) override {
        std::vector<PasswordLink> due;
        for (auto& [id, change] : mail) {
            if (change.mail != LinkMail::due || change.due_at > at) continue;
            change.due_at = at + lease;
            ++links[id].mail_attempts;
            due.push_back(links[id]);
        }
        return due;
    }
    Result<void> settle(const LinkMailChange& change) override {
        mail[change.link] = change;
        if (change.account) links[change.link].account = change.account;
        return {};
    }
    Result<std::int64_t> remove_ended(Timestamp) override { return 0; }

    std::map<Uuid, PasswordLink> links;
    std::map<Uuid, LinkMailChange> mail;
    std::vector<std::string> hashes;
};

class NoMembers final : public MemberStore {
public:
    Result<Member> invite(const Member& member, const PasswordLink& link) override {
        invited = link;
        return member;
    }
    Result<std::vector<Member>> members_of(const std::string&) override {
        return std::vector<Member>();
    }
    Result<void> remove(const std::string&, const Uuid&, const Ending&) override { return {}; }

    PasswordLink invited;
};

class OnlyLuis final : public AccountStore {
public:
    Account luis{.id = Uuid::next(),
                 .role = AccountRole::client,
                 .email = "luis@example.com",
                 .name = "Luis",
                 .password_hash = "hash"};

    Result<Account> add_client(const NewClient&) override { return luis; }
    Result<Account> add_streamer(const NewStreamer&) override { return luis; }
    Result<Account> find_by_email(const std::string& email) override {
        if (email != luis.email) return Error(Errc::not_found, "none");
        return luis;
    }
    Result<Account> find_by_id(AccountRole, const Uuid&) override { return luis; }
    Result<LiveStatus> go_live(const Uuid&, Timestamp) override { return LiveStatus{}; }
    Result<LiveStatus> go_offline(const Uuid&) override { return LiveStatus{}; }
    Result<LiveStatus> live_status(const Uuid&) override { return LiveStatus{}; }
};

class Mailbox final : public Notifier {
public:
    Result<std::string> send(const Notification& notification) override {
        if (answer) return *answer;
        mails.push_back(notification);
        return std::string("id");
    }

    std::optional<Error> answer;
    std::vector<Notification> mails;
};

class Passwords : public testing::Test {
protected:
    static Timestamp at(int minute) {
        return parse_timestamp("2026-11-23T10:00:00Z").value() + std::chrono::minutes(minute);
    }
    Uuid requested(const std::string& email = "luis@example.com") {
        EXPECT_TRUE(desk.request_reset(email, "es", at(0)));
        return links.links.rbegin()->first;
    }

    FewLinks links;
    NoMembers members;
    OnlyLuis accounts;
    Mailbox mailbox;
    TokenSigner signer = TokenSigner::make(std::string(32, 's')).value();
    AccountDesk account_desk{accounts};
    PasswordDesk desk{{links, members}, account_desk, signer};
    PasswordMailer mailer{{links, accounts, mailbox, signer, "https://shop.example"}};
};

TEST_F(Passwords, ALinkIsMailedToWhoAskedForItAndChoosesThePassword) {
    const auto link = requested(" Luis@Example.com ");

    ASSERT_EQ(mailer.run_once(at(0)).value(), 1U);

    ASSERT_EQ(mailbox.mails.size(), 1U);
    EXPECT_EQ(mailbox.mails[0].recipient, "luis@example.com");
    const auto token = password_token(signer, link);
    EXPECT_NE(mailbox.mails[0].text.find("https://shop.example/password/" + token + "\n"),
              std::string::npos);
    EXPECT_TRUE(mailbox.mails[0].text.starts_with("Elige una contraseña nueva\n"));
    EXPECT_EQ(desk.choose(token, "a new password", at(29))->id, accounts.luis.id);
    ASSERT_EQ(links.hashes.size(), 1U);
    EXPECT_TRUE(links.hashes[0].starts_with("$argon2id$"));
    EXPECT_EQ(mailer.run_once(at(20)).value(), 0U);
}

TEST_F(Passwords, AskingDoesTheSameForAnAddressThatNobodyHas) {
    const auto link = requested("nobody@example.com");

    ASSERT_EQ(mailer.run_once(at(0)).value(), 1U);

    EXPECT_TRUE(mailbox.mails.empty());
    EXPECT_EQ(links.mail[link].mail, LinkMail::dropped);
    EXPECT_EQ(desk.find(password_token(signer, link), at(1)).error().code(), Errc::not_found);
}

TEST_F(Passwords, AMailThatFailsForNowIsSentAgainLaterAndLaterUntilTheLinkEnds) {
    const auto link = requested();
    mailbox.answer = Error(Errc::unavailable, "the server is away");

    ASSERT_TRUE(mailer.run_once(at(0)));
    EXPECT_EQ(links.mail[link].mail, LinkMail::due);
    EXPECT_EQ(links.mail[link].due_at, at(0) + 5s);
    ASSERT_TRUE(mailer.run_once(at(1)));
    EXPECT_EQ(links.mail[link].due_at, at(1) + 10s);
    ASSERT_TRUE(mailer.run_once(at(29) + 55s));
    EXPECT_EQ(links.mail[link].mail, LinkMail::failed);
    EXPECT_EQ(mail_pause(100), 300s);
}

TEST_F(Passwords, AMailThatIsRefusedForGoodIsNotSentAgain) {
    const auto link = requested();
    mailbox.answer = Error(Errc::invalid, "no such mailbox");

    ASSERT_TRUE(mailer.run_once(at(0)));

    EXPECT_EQ(links.mail[link].mail, LinkMail::failed);
    EXPECT_EQ(links.mail[link].error, "no such mailbox");
}

TEST_F(Passwords, AMailThatCameTooLateIsNotSent) {
    const auto link = requested();

    ASSERT_TRUE(mailer.run_once(at(30)));

    EXPECT_TRUE(mailbox.mails.empty());
    EXPECT_EQ(links.mail[link].mail, LinkMail::dropped);
}

TEST_F(Passwords, ATokenThatIsForgedOrMeantForSomethingElseOpensNothing) {
    const auto link = requested();
    ASSERT_TRUE(mailer.run_once(at(0)));
    const auto token = password_token(signer, link);
    const auto other = TokenSigner::make(std::string(32, 'o')).value();

    for (const std::string& bad :
         {std::string(), std::string("ttr_"), token + "A", token.substr(0, token.size() - 1),
          password_token(other, link), signer.opaque_for("refresh", link),
          password_token(signer, Uuid::next())})
        EXPECT_EQ(desk.find(bad, at(1)).error().code(), Errc::not_found) << bad;
    EXPECT_EQ(desk.choose(token, "short", at(1)).error().code(), Errc::invalid);
    EXPECT_TRUE(links.hashes.empty());
}

TEST_F(Passwords, AnInvitationIsOpenForSevenDays) {
    const auto invited =
        desk.invite({.streamer = "ana", .email = "nora@example.com", .name = "Nora"}, "en", at(0));

    ASSERT_TRUE(invited);
    EXPECT_EQ(invited->token, password_token(signer, members.invited.id));
    EXPECT_EQ(invited->expires_at, at(0) + std::chrono::hours(24 * 7));
    EXPECT_EQ(members.invited.purpose, LinkPurpose::invite);
    EXPECT_TRUE(password_mail(members.invited, "URL").starts_with("You are invited"));
}

TEST_F(Passwords, AskingIsLimitedForAnAddressHoweverItIsWrittenAndForWhoAsks) {
    const RateLimit::Clock::time_point now{};
    for (int i = 0; i < 3; ++i)
        EXPECT_FALSE(desk.refuse_request("luis@example.com", "10.0.0.1", now));

    EXPECT_EQ(desk.refuse_request("LUIS@example.com", "10.0.0.2", now), 3600s);
    for (int i = 0; i < 17; ++i)
        EXPECT_FALSE(desk.refuse_request("a" + std::to_string(i) + "@b.com", "10.0.0.1", now));
    EXPECT_TRUE(desk.refuse_request("b@b.com", "10.0.0.1", now));
    EXPECT_FALSE(desk.refuse_request("b@b.com", "10.0.0.1", now + 1h));
}

}  // namespace

}  // namespace tts::test
