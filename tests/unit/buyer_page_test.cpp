// What buyers read, and what is made of what they type.

#include "buyer_page/claim_desk.hpp"
#include "buyer_page/details_form.hpp"
#include "buyer_page/html.hpp"
#include "buyer_page/page_link_notifier.hpp"
#include "buyer_page/render_orders.hpp"
#include "core/links.hpp"
#include "core/order_lines.hpp"

#include <gtest/gtest.h>

#include <set>

namespace tts::test {

namespace {

using namespace std::chrono_literals;

const PageTokens& tokens() {
    static const PageTokens all(std::string(32, 'k'));
    return all;
}

TEST(PageTokens, AreAlwaysTheSameForAnIdAndForNothingElse) {
    const auto page = PersonalPageId::next();
    const auto token = tokens().token_of(page);

    EXPECT_EQ(tokens().token_of(page), token);
    EXPECT_TRUE(looks_like_token(token));
    EXPECT_NE(tokens().token_of(PersonalPageId::next()), token);
    EXPECT_NE(tokens().token_of(ClaimProofId{page.value}), token) << "of another purpose";
    EXPECT_NE(PageTokens(std::string(32, 'x')).token_of(page), token) << "of another server";
    EXPECT_FALSE(looks_like_token(token.substr(1)));
    EXPECT_FALSE(looks_like_token(std::string(40, 'g')));
}

TEST(PageTokens, CodesHaveFourDigitsAndAreSpread) {
    std::set<std::string> codes;
    for (int i = 0; i < 1'000; ++i) {
        codes.insert(tokens().code_of(ClaimProofId::next()));
        EXPECT_TRUE(can_be_code(*codes.begin()));
    }
    EXPECT_GT(codes.size(), 900U);
}

TEST(Html, MakesNoMarkupOutOfText) {
    EXPECT_EQ(html_text("<b a='1' c=\"2\">&"), "&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;");
    EXPECT_EQ(html_text("a\nb\x01"
                        "c\x7F"),
              "a b c ");
    EXPECT_EQ(html_text("\u202Egnp.exe\u2066\u200B\uFEFF ñ 🛒"), "gnp.exe ñ 🛒");
    EXPECT_EQ(html_text("a\u0085b\u00A0c"), "ab\u00A0c");
}

TEST(OrdersPage, ShowsEveryLineWithWhatItCostsAndAFormForFewer) {
    PageOrder shown;
    Order& order = shown.order;
    order.number = "ORD-1";
    order.currency = "EUR";
    const OrderLine mug{.product_name = "Taza <b>",
                        .sku = "MUG",
                        .quantity = 2,
                        .unit_price = Money::from_cents(950)};
    auto shirt = mug;
    shirt.product_name = "Camisa";
    shirt.variant = "negro M";
    shirt.quantity = 1;
    set_lines(order, {mug, shirt});
    order.discount = {.code = "two", .amount = Money::from_cents(200)};
    set_total(order, {.shipping = Money::from_cents(499)});

    const auto page = orders_page({.token = "t", .now = now()}, {.orders = {shown}});

    const auto count = [&](std::string_view text) {
        std::size_t found = 0;
        for (auto at = page.find(text); at != std::string::npos; at = page.find(text, at + 1))
            ++found;
        return found;
    };
    EXPECT_EQ(count("Taza &lt;b&gt;</bdi></h2>"), 1U) << page;
    EXPECT_EQ(count("negro M</p>"), 1U) << page;
    EXPECT_EQ(count("-2.00 EUR"), 1U) << page;
    EXPECT_EQ(count("4.99 EUR"), 1U) << page;
    EXPECT_EQ(count("<dd>31.49 EUR</dd>"), 1U) << page;
    EXPECT_EQ(count("name=\"line\" value=\"1\""), 1U) << page;
    EXPECT_EQ(count("name=\"line\" value=\"2\""), 1U) << page;
    EXPECT_EQ(count("min=\"0\""), 2U) << "a line may go altogether";
    shown.payment = Payment{};
    EXPECT_EQ(orders_page({.token = "t", .now = now()}, {.orders = {shown}}).find("name=\"line\""),
              std::string::npos)
        << "what is being paid stays";
}

TEST(PageWords, TheLanguageIsTheChosenOneThenTheBrowsersThenThatOfTheComments) {
    const auto chosen = [](LanguageHints hints) { return to_string(choose_language(hints)); };

    EXPECT_EQ(chosen({}), "en");
    EXPECT_EQ(chosen({.comment = "es"}), "es");
    EXPECT_EQ(chosen({.accept_language = "en-US,en;q=0.9", .comment = "es"}), "en");
    EXPECT_EQ(chosen({.accept_language = "de, es;q=0.3, en;q=0.2", .comment = "en"}), "es");
    EXPECT_EQ(chosen({.accept_language = "es;q=0, en;q=0.1"}), "en");
    EXPECT_EQ(chosen({.accept_language = "*,,;q=x,", .comment = "es"}), "es");
    EXPECT_EQ(chosen({.chosen = "es", .accept_language = "en"}), "es");
    EXPECT_EQ(chosen({.chosen = "xx", .accept_language = "es"}), "es");
}

DetailsForm read(const std::string& field, const std::string& value) {
    std::vector<std::pair<std::string, std::string>> fields = {
        {"recipient", "Luis"}, {"street", "Calle Mayor 1"}, {"postal_code", "28013"},
        {"city", "Madrid"},    {"phone", "+34600123456"},
    };
    std::erase_if(fields, [&](const auto& known) { return known.first == field; });
    fields.emplace_back(field, value);
    return read_details(fields, std::nullopt, PageLanguage::es);
}

TEST(DetailsForm, APhoneNumberIsReadAsItIsWritten) {
    for (const auto* typed : {"+34 600-123-456", "0034 600 123 456", "(+34) 600.123.456"}) {
        const auto form = read("phone", typed);
        EXPECT_TRUE(form.errors.empty()) << typed;
        EXPECT_EQ(form.details.phone, "+34600123456") << typed;
    }
    for (const auto* typed : {"600123456", "+0 600123456", "+34", "+34 600 123 456 789 01 2",
                              "34+600123456", "+34600x23456"})
        EXPECT_TRUE(read("phone", typed).errors.contains("phone")) << typed;
}

TEST(DetailsForm, SomeWayToReachTheBuyerMustBeKnown) {
    EXPECT_TRUE(read("phone", "").errors.contains("phone"));
    const BuyerContact known{.email = "luis@example.com"};
    EXPECT_FALSE(read_details({}, known, PageLanguage::en).errors.contains("phone"));
}

TEST(DetailsForm, TheErrorIsInTheBuyersLanguage) {
    EXPECT_EQ(read("city", "").errors.at("city"), "Falta rellenar esto.");
}

TEST(Links, LeaveATextForThePlatform) {
    EXPECT_EQ(without_links("Vela de soja, 12.50 USD. Pedido ORD-1"),
              "Vela de soja, 12.50 USD. Pedido ORD-1");
    EXPECT_EQ(without_links("Muebles S.A. 3.5kg @ana"), "Muebles S.A. 3.5kg @ana");
    for (const auto* link :
         {"https://shop.example/c/1", "www.shop.example", "(shop.com)", "SHOP.COM/vela?x=1",
          "bit.ly/abc,", "ana@shop.com", "http://1.2.3.4", "t.me/ana", "wa.me/34600"})
        EXPECT_EQ(without_links(std::string("ver ") + link + " ya"), "ver … ya") << link;
}

TEST(OwnPicture, IsOnlyWhatLiesInOurStore) {
    EXPECT_EQ(own_picture("object://products/ana/LUNA/1.jpg"), "/images/products/ana/LUNA/1.jpg");
    EXPECT_EQ(own_picture("object://products/%C3%B1/a/1.jpg"),
              "/images/products/%25C3%25B1/a/1.jpg");
    EXPECT_EQ(own_picture("https://elsewhere.example/x.jpg"), "");
    EXPECT_EQ(own_picture("object://frames/ana/1.jpg"), "");
}

}  // namespace

}  // namespace tts::test
