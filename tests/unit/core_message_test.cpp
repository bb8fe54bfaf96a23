#include "core/message.hpp"

#include <gtest/gtest.h>

namespace tts::test {

TEST(Messages, EveryKindHasATemplateInEachLanguageThatItsVariablesFill) {
    for (const auto kind : template_kinds()) {
        EXPECT_EQ(parse_message_kind(to_string(kind)), kind);
        for (const auto language : template_languages()) {
            const auto text = default_template(kind, language);
            EXPECT_FALSE(text.empty()) << to_string(kind);
            EXPECT_TRUE(check_template(kind, text)) << text;
        }
    }
    EXPECT_FALSE(parse_message_kind("unheard_of"));
}

TEST(Messages, VariablesAreReplacedAndOthersLeftOut) {
    EXPECT_EQ(render("Hola {buyer}: {total}{order}", {{"buyer", "{total}"}, {"total", "5 EUR"}}),
              "Hola {total}: 5 EUR");
    EXPECT_EQ(render("a { b {C} }", {}), "a { b {C} }");
    EXPECT_EQ(render({.kind = MessageKind::shipped,
                      .language = "es",
                      .variables = {{"items", "2 × Vela"}, {"order", "ORD-1"}}}),
              "Enviado: 2 × Vela. Pedido ORD-1.");
    EXPECT_EQ(render({.kind = MessageKind::refunded,
                      .language = "fr",
                      .variables = {{"total", "5.00 EUR"}, {"order", "ORD-1"}}}),
              "Refunded: 5.00 EUR. Order ORD-1");
}

TEST(Messages, ALinkIsPutInByWhoeverSendsAndItsLineGoesWithoutOne) {
    const Message message{.kind = MessageKind::refunded,
                          .variables = {{"total", "5.00 EUR"}, {"order", "ORD-1"}}};
    auto marked = message;
    marked.variables["link"] = link_mark;

    const auto stored = render(marked);

    EXPECT_EQ(stored, "Refunded: 5.00 EUR. Order ORD-1\nYour orders: {link}");
    EXPECT_EQ(with_link(stored, "https://shop.example/c/1"),
              "Refunded: 5.00 EUR. Order ORD-1\nYour orders: https://shop.example/c/1");
    EXPECT_EQ(with_link(stored, ""), render(message));
    EXPECT_EQ(with_link("{link} {link}\nYa", "x"), "x x\nYa");
    EXPECT_EQ(with_link("Mira {link}\nYa\n", ""), "Ya");
}

TEST(Messages, ATemplateWithAnUnknownVariableIsRefusedByItsName) {
    const auto unknown = check_template(MessageKind::paid, "Gracias {buyer}, {iban}");
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().code(), Errc::invalid);
    EXPECT_NE(unknown.error().what().find("{iban}"), std::string::npos);
    EXPECT_NE(unknown.error().what().find("{order}"), std::string::npos);
    // Another kind has it, this one does not.
    EXPECT_FALSE(check_template(MessageKind::paid, "{parcel}"));
    EXPECT_TRUE(check_template(MessageKind::shipped, "{parcel}"));
    for (const auto* const text : {"{", "{}", "{ buyer }", "{Buyer}", "{{buyer}}"})
        EXPECT_FALSE(check_template(MessageKind::paid, text)) << text;
}

}  // namespace tts::test
