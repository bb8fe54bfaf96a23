#include "intent/signals.hpp"

#include <gtest/gtest.h>

namespace tts {
namespace {

SignalSet signals_of(const std::vector<std::string_view>& burst) {
    auto text = normalise(burst);
    PhraseBook::instance().prepare(text);
    return mark(text, {}).signals;
}

bool claims(const std::vector<std::string_view>& burst) {
    const auto signals = signals_of(burst);
    return signals.has(Signal::certain_claim) || signals.has(Signal::claim) ||
           signals.has(Signal::request);
}

TEST(IntentGrammar, KnowsPlainClaims) {
    for (const std::string_view text : {"lo quiero",
                                        "la quiero",
                                        "LO QUIERO!!!",
                                        "lo quieroooo",
                                        "quiero uno",
                                        "quiero 2",
                                        "me lo llevo",
                                        "me la llevo en M",
                                        "lo compro",
                                        "yo",
                                        "mío",
                                        "mio mio mio",
                                        "es mía",
                                        "apártame dos",
                                        "apartame uno porfa",
                                        "dame 2",
                                        "para mi",
                                        "uno para mi",
                                        "te lo compro",
                                        "quiero comprar",
                                        "voy a comprar uno",
                                        "me gustaría comprarlo",
                                        "ya lo quiero",
                                        "si lo quiero",
                                        "hola, lo quiero",
                                        "lo quiero 😍😍",
                                        "toma mi dinero",
                                        "vendido",
                                        "mine",
                                        "MINE!!",
                                        "mineeee",
                                        "sold",
                                        "dibs",
                                        "claim",
                                        "keep",
                                        "cf",
                                        "i'll take it",
                                        "ill take two",
                                        "I want it",
                                        "i want to buy this product now!",
                                        "i need this",
                                        "can i get one?",
                                        "can i get 2 please",
                                        "one for me",
                                        "2 please",
                                        "1 pls",
                                        "+1",
                                        "me",
                                        "take my money",
                                        "put me down for one",
                                        "shut up and take my money",
                                        "just ordered 2",
                                        "meu",
                                        "eu quero",
                                        "vou querer",
                                        "fix",
                                        "mau kak",
                                        "akin po",
                                        "chốt",
                                        "em lấy 1",
                                        "รับค่ะ",
                                        "เอาค่ะ",
                                        "je prends",
                                        "ich nehme es",
                                        "我要",
                                        "살게요",
                                        "買います"})
        EXPECT_TRUE(claims({text})) << text;
}

TEST(IntentGrammar, GuardsDenyClaims) {
    for (const std::string_view text :
         {// Negation.
          "no lo quiero", "no la quiero", "ya no lo quiero", "no quiero uno", "no me lo llevo",
          "nunca lo compraría", "para qué lo quiero", "i don't want it", "not mine",
          "i'm not buying this", "i won't buy it", "why would i buy", "who would buy that",
          "no one wants it", "can't afford it", "não quero", "ไม่เอา", "không lấy", "je veux pas",
          // Past.
          "just bought it, love it", "i bought it last week", "already got one", "ya lo compré",
          "ya lo tengo", "compré uno ayer", "i wanted it", "mine arrived broken",
          // Hedge and condition.
          "might get one", "maybe i'll take it", "i'll think about it", "tal vez lo compro",
          "a lo mejor me lo llevo", "if it were cheaper i'd buy it", "si bajas el precio lo llevo",
          "lo quiero pero no tengo dinero", "cuando cobre lo compro", "next time i'll take it",
          // Somebody else.
          "mi hermana lo quiere", "alguien lo quiere", "my sister wants it", "she wants it",
          "makes me want it", "you should buy it", "lo quieres",
          // Another want.
          "quiero llorar", "quiero dormir", "quiero ver el rojo", "quiero saber el precio",
          "te quiero", "te quiero mucho", "los quiero mucho", "i need a nap", "i want to cry",
          "i want to know who won", "i need sleep", "can i get a shoutout", "a friend of mine",
          "dios mío", "me llevo bien con ella", "take care", "keep going", "fix your mic",
          "sold his soul", "i'll be back", "mine craft",
          // Question.
          "¿lo quiero yo o tú?", "lo quiero?", "is it mine?"})
        EXPECT_FALSE(claims({text})) << text;
}

TEST(IntentGrammar, JokesAndSecondThoughtsTakeAClaimBack) {
    for (const std::string_view text :
         {"lo quiero... es broma", "lo quiero jaja mentira", "mine jk",
          "i'll take it, just kidding", "me lo llevo, es chiste", "mine. nevermind",
          "lo quiero. ya no"})
        EXPECT_FALSE(claims({text})) << text;
    EXPECT_FALSE(claims({"lo quiero", "es broma"}));
    EXPECT_FALSE(claims({"mine", "cancel mine"}));
    EXPECT_TRUE(claims({"cancel A12", "i'll take the other one"}));
}

TEST(IntentGrammar, AClaimBesideAQuestionStays) {
    for (const std::string_view text :
         {"lo quiero, cuánto es?", "mine, how much is it?", "me llevo dos, hacen envíos?"})
        EXPECT_TRUE(claims({text})) << text;
    EXPECT_TRUE(claims({"lo quiero", "cuánto cuesta?"}));
}

TEST(IntentGrammar, KnowsWhoAsksForTheWayToBuy) {
    for (const std::string_view text :
         {"how do i buy", "where can i buy this?", "link please", "drop the link", "how do i pay",
          "como compro", "cómo lo compro?", "donde puedo comprar", "link porfa", "como pago",
          "a que cuenta deposito", "como faço pra comprar", "cara order kak", "paano umorder",
          "สั่งยังไงคะ", "mua ở đâu"}) {
        EXPECT_TRUE(signals_of({text}).has(Signal::how)) << text;
        EXPECT_FALSE(claims({text})) << text;
    }
    for (const std::string_view text : {"how do i get followers", "where did you buy that"})
        EXPECT_FALSE(signals_of({text}).has(Signal::how)) << text;
}

TEST(IntentGrammar, KnowsCancellations) {
    for (const std::string_view text :
         {"cancel mine", "cancela mi pedido", "ya no", "nvm", "siempre no", "changed my mind"})
        EXPECT_TRUE(signals_of({text}).has(Signal::cancel)) << text;
}

}  // namespace
}  // namespace tts
