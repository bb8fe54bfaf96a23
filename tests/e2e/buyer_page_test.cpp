// Buyers find their page by a code in the chat, and pay there; with forms only, as a browser
// without scripts sends them.

#include "e2e/comments.hpp"
#include "support/eventually.hpp"

#include "core/percent_encoding.hpp"

#include <regex>

namespace tts::test {

namespace {

std::string header_of(const HttpAnswer& answer, std::string_view name) {
    for (const auto& [key, value] : answer.headers)
        if (key == name) return value;
    return {};
}

using Form = std::vector<std::pair<std::string, std::string>>;

Form address_form() {
    return {{"recipient", "Luis"}, {"street", "Calle Mayor 1"},  {"postal_code", "28013"},
            {"city", "Madrid"},    {"phone", "+34 600 123 456"}, {"email", "luis@example.com"}};
}

class BuyerPages : public DeploymentTest {
protected:
    std::string url(const std::string& path) const { return server.url("ecommerce", path); }

    Answer open(const std::string& path, const std::string& language = "en") const {
        return call({.method = "GET",
                     .url = url(path),
                     .headers = {{"accept-language", language}},
                     .body = {}});
    }

    // From a page of the server's own, unless another origin is named.
    Answer press(const std::string& path, const Form& form = {}, std::string origin = {}) const {
        std::string body;
        for (const auto& [name, value] : form)
            body += (body.empty() ? "" : "&") + name + "=" + percent_encoded(value);
        if (origin.empty()) origin = url("").substr(0, url("").find_last_not_of('/') + 1);
        return call({.method = "POST",
                     .url = url(path),
                     .headers = {{"content-type", "application/x-www-form-urlencoded"},
                                 {"origin", origin},
                                 {"accept-language", "en"}},
                     .body = body});
    }

    void say(const std::string& who, const std::string& message) const {
        const auto answer = post(server.url("chat", "/comments"), comment(streamer, who, message));
        ASSERT_EQ(answer.status, 200) << answer.body;
    }

    std::string order_of(const std::string& who) {
        std::string number;
        const bool is_there = eventually(long_enough, [&] {
            const auto rows =
                database.query("SELECT order_number FROM orders WHERE streamer = $1 AND buyer = $2",
                               {streamer, who});
            if (!rows.empty()) number = rows.back().front();
            return !rows.empty();
        });
        EXPECT_TRUE(is_there) << who << " has no order";
        return number;
    }

    std::string value_of(const std::string& column, const std::string& number) {
        return database.value("SELECT " + column + " FROM orders WHERE order_number = $1",
                              {number});
    }

    // The page that shows the code.
    std::string begin_claim(const std::string& who) const {
        const auto begun = press("/claim/" + streamer, {{"handle", who}});
        EXPECT_EQ(begun.status, 303) << begun.body;
        return header_of(begun, "location");
    }

    std::string code_on(const std::string& waiting) const {
        const auto page = open(waiting);
        EXPECT_EQ(page.status, 200) << page.body;
        std::smatch found;
        const std::regex digits(R"re(<p class="digits">(\d{4})</p>)re");
        EXPECT_TRUE(std::regex_search(page.body, found, digits)) << page.body;
        return found.empty() ? "" : found[1].str();
    }

    // Where the waiting page leads once it was proved; empty if it still waits.
    std::string led_to(const std::string& waiting) const {
        const auto page = open(waiting);
        return page.status == 303 ? header_of(page, "location") : "";
    }

    // The whole way of one buyer to the page: "/c/TOKEN".
    std::string page_of(const std::string& who) {
        const auto waiting = begin_claim(who);
        say(who, code_on(waiting));
        std::string page;
        EXPECT_TRUE(eventually(long_enough, [&] {
            page = led_to(waiting);
            return !page.empty();
        }));
        return page;
    }

    std::string product = insert_product(database, {.streamer = streamer, .stock = 5});
};

TEST_F(BuyerPages, ACodeInTheChatLeadsToThePageAndToThePayment) {
    say(client, "quiero VELA-01 x2");
    const auto number = order_of(client);

    const auto page = page_of(client);
    const auto shown = open(page);
    ASSERT_EQ(shown.status, 200) << shown.body;
    EXPECT_NE(shown.body.find("Vela de soja"), std::string::npos);
    EXPECT_NE(shown.body.find("25.00 USD"), std::string::npos);
    EXPECT_NE(shown.body.find("Held for you"), std::string::npos);
    EXPECT_NE(open(page, "es-MX,en;q=0.5").body.find("Reservado para ti"), std::string::npos);
    EXPECT_NE(open(page + "?lang=es").body.find("Reservado para ti"), std::string::npos);

    EXPECT_EQ(header_of(press(page + "/details", address_form()), "location"),
              page + "?done=saved");
    const auto order_page = page + "/orders/" + number;
    EXPECT_EQ(header_of(press(order_page + "/pay"), "location"), page);
    EXPECT_EQ(value_of("status", number), "paid");
    EXPECT_NE(open(page).body.find("Paid"), std::string::npos);
    EXPECT_EQ(database.value("SELECT city FROM order_addresses AS a JOIN orders AS o ON "
                             "o.id = a.order_id WHERE o.order_number = $1",
                             {number}),
              "Madrid");
    EXPECT_EQ(database.value("SELECT phone FROM buyer_contacts WHERE streamer = $1 AND handle = $2",
                             {streamer, client}),
              "+34600123456");
    EXPECT_EQ(open(page).body.find("Calle Mayor"), std::string::npos) << "it is shown to nobody";
}

TEST_F(BuyerPages, TheCodeIsAVerificationAndNothingElse) {
    const auto waiting = begin_claim(client);
    const auto code = code_on(waiting);
    const auto other = unique_name("eva");

    say(other, code);
    say(other, "hola");
    ASSERT_TRUE(eventually(long_enough, [&] {
        return database.number("SELECT count(*) FROM chat_messages WHERE streamer = $1",
                               {streamer}) == 2;
    }));
    EXPECT_EQ(led_to(waiting), "") << "another handle wrote it";

    say(client, " " + code + " ");
    ASSERT_TRUE(eventually(long_enough, [&] { return !led_to(waiting).empty(); }));
    EXPECT_EQ(database.value("SELECT decision FROM chat_messages WHERE streamer = $1 AND "
                             "client = $2",
                             {streamer, client}),
              "verification");
    EXPECT_EQ(database.number("SELECT count(*) FROM orders WHERE streamer = $1", {streamer}), 0);
    EXPECT_NE(open(led_to(waiting)).body.find("Nothing here yet"), std::string::npos);
}

TEST_F(BuyerPages, TwoHandlesProveThemselvesAtOnce) {
    const auto other = unique_name("eva");
    const auto first = begin_claim(client);
    const auto second = begin_claim(other);

    say(other, code_on(second));
    ASSERT_TRUE(eventually(long_enough, [&] { return !led_to(second).empty(); }));
    EXPECT_EQ(led_to(first), "");
    say(client, code_on(first));
    ASSERT_TRUE(eventually(long_enough, [&] { return !led_to(first).empty(); }));
    EXPECT_NE(led_to(first), led_to(second));
}

TEST_F(BuyerPages, WhatIsCancelledIsOfferedToWhoWaits) {
    const auto other = unique_name("eva");
    say(client, "quiero VELA-01 x5");
    const auto number = order_of(client);
    say(other, "quiero VELA-01 x2");
    const auto theirs = page_of(other);
    ASSERT_TRUE(eventually(long_enough, [&] {
        return open(theirs).body.find("You are number 1") != std::string::npos;
    }));

    const auto page = page_of(client);
    const auto order_page = page + "/orders/" + number;
    EXPECT_EQ(header_of(press(theirs + "/orders/" + number + "/cancel"), "location"), "")
        << "it is another's order";
    EXPECT_EQ(header_of(press(order_page + "/quantity", {{"quantity", "4"}}), "location"),
              page + "?done=lowered");
    EXPECT_EQ(value_of("total_price", number), "50.00");
    EXPECT_EQ(header_of(press(order_page + "/cancel"), "location"), page + "?done=cancelled");
    EXPECT_EQ(value_of("status", number), "cancelled");
    EXPECT_EQ(header_of(press(order_page + "/cancel"), "location"), page + "?done=conflict");
    EXPECT_EQ(header_of(press(order_page + "/pay"), "location"), page + "?done=conflict");
    ASSERT_TRUE(eventually(long_enough, [&] {
        return open(theirs).body.find("Held for you") != std::string::npos;
    })) << "it was not offered";
}

TEST_F(BuyerPages, WrongInputIsNamedBesideItsField) {
    const auto page = page_of(client);
    struct Case {
        std::string field;
        std::string value;
        std::string error;
    };
    const std::vector<Case> cases = {
        {"recipient", "", "fill this in"},
        {"recipient", std::string(101, 'a'), "at most 100"},
        {"street", "...", "letters and digits"},
        {"postal_code", "1", "postal code has"},
        {"postal_code", "28013; DROP", "postal code has"},
        {"city", " ", "fill this in"},
        {"phone", "12345", "8 to 15 digits"},
        {"phone", "600123456", "8 to 15 digits"},
        {"phone", "+34 600 abc", "8 to 15 digits"},
        {"email", "luis@", "looks like"},
    };
    for (const auto& [field, value, error] : cases) {
        auto form = address_form();
        for (auto& [name, typed] : form)
            if (name == field) typed = value;
        const auto answer = press(page + "/details", form);
        EXPECT_EQ(answer.status, 422) << field << "=" << value;
        const auto at = answer.body.find("id=\"wrong-" + field + "\"");
        ASSERT_NE(at, std::string::npos) << field << "=" << value;
        EXPECT_NE(answer.body.substr(at, 200).find(error), std::string::npos) << answer.body;
    }
    for (const char* quantity : {"", "0", "-1", "1.5", "x", "99999999999", "1e3"})
        EXPECT_EQ(
            header_of(press(page + "/orders/ORD-1/quantity", {{"quantity", quantity}}), "location")
                .find("saved"),
            std::string::npos);
}

TEST_F(BuyerPages, WhatIsHostileShowsAsText) {
    const std::string handle = "<b>eve</b>\"'&";
    const auto answer = press("/claim/" + streamer, {{"handle", std::string(300, '<')}});
    EXPECT_EQ(answer.status, 422);
    EXPECT_EQ(answer.body.find("value=\"<"), std::string::npos);
    const auto page = open(page_of(handle));
    EXPECT_EQ(page.body.find("<b>eve"), std::string::npos);
    EXPECT_NE(page.body.find("&lt;b&gt;eve"), std::string::npos);
    EXPECT_NE(header_of(page, "content-security-policy").find("default-src 'none'"),
              std::string::npos);
    EXPECT_EQ(header_of(page, "x-content-type-options"), "nosniff");
    EXPECT_EQ(header_of(page, "cache-control"), "no-store");
}

TEST_F(BuyerPages, WrongAndOldTokensGetTheSamePage) {
    const auto page = page_of(client);
    const auto unknown = open("/c/" + std::string(40, 'a'));
    EXPECT_EQ(unknown.status, 404);
    auto tampered = page;
    tampered.back() = tampered.back() == '0' ? '1' : '0';
    EXPECT_EQ(open(tampered).status, 404);
    EXPECT_EQ(open("/c/" + std::string(40, 'A')).status, 404);
    EXPECT_EQ(press("/c/nonsense/details", address_form()).status, 404);

    database.query("UPDATE buyer_pages SET opened_at = '2020-01-01T00:00:00.000Z' WHERE buyer = $1",
                   {client});
    const auto old = open(page);
    EXPECT_EQ(old.status, 404);
    const auto without_path = [](std::string body) {
        return std::regex_replace(body, std::regex("/c/[0-9a-f]+"), "");
    };
    EXPECT_EQ(without_path(old.body), without_path(unknown.body));
}

TEST_F(BuyerPages, AFormOfAnotherSiteIsRefused) {
    const auto page = page_of(client);
    EXPECT_EQ(press(page + "/details", address_form(), "https://evil.example").status, 403);
}

TEST_F(BuyerPages, AHandleGetsOnlySoManyCodes) {
    int refused = 0;
    for (int i = 0; i < 12; ++i)
        if (press("/claim/" + streamer, {{"handle", client}}).status == 429) ++refused;
    EXPECT_GE(refused, 2);
}

TEST_F(BuyerPages, GuessesInTheChatEndTheProof) {
    const auto waiting = begin_claim(client);
    const auto code = code_on(waiting);
    for (int i = 0; i < 5; ++i) say(client, code == "1111" ? "2222" : "1111");
    ASSERT_TRUE(eventually(long_enough, [&] { return open(waiting).status == 404; }));
    say(client, code);
    ASSERT_TRUE(eventually(long_enough, [&] {
        return database.number("SELECT count(*) FROM chat_messages WHERE streamer = $1",
                               {streamer}) == 6;
    }));
    EXPECT_EQ(database.number("SELECT count(*) FROM chat_messages WHERE streamer = $1 AND "
                              "decision = 'verification'",
                              {streamer}),
              0);
}

}  // namespace

}  // namespace tts::test
