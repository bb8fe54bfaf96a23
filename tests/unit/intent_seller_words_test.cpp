#include "intent/seller_words.hpp"
#include "intent/signals.hpp"

#include <gtest/gtest.h>

namespace tts {
namespace {

MarkedText marked_with(NormalText& text,
                       std::string_view message,
                       const std::vector<std::string>& triggers,
                       const std::vector<std::string>& blocked) {
    const std::string_view burst[] = {message};
    text = normalise(burst);
    PhraseBook::instance().prepare(text);
    ClaimVocabulary vocabulary;
    vocabulary.triggers = prepare_seller_words(triggers);
    vocabulary.blocked = prepare_seller_words(blocked);
    return mark(text, {.seller = find_seller_words(text, vocabulary)});
}

bool claims(std::string_view message, const std::vector<std::string>& triggers) {
    NormalText text;
    return marked_with(text, message, triggers, {}).is_shows_own_claim;
}

bool is_blocked(std::string_view message, const std::vector<std::string>& blocked) {
    NormalText text;
    return marked_with(text, message, {}, blocked).is_blocked;
}

TEST(SellerWords, ATriggerClaimsIfTheMessageSaysNothingElse) {
    const std::vector<std::string> words = {"Zúmbale!", "va mi resto", "抱走", "จัดหนัก"};

    for (const std::string_view message :
         {"zumbale", "ZÚMBALE 2 porfa", "zumbaleee", "va mi resto", "抱走", "จัดหนัก ค่ะ"})
        EXPECT_TRUE(claims(message, words)) << message;
    for (const std::string_view message :
         {"zumbales", "no zumbale nunca mas a la pelota", "va mi", "mi resto", "zumbale?", "hola"})
        EXPECT_FALSE(claims(message, words)) << message;
}

TEST(SellerWords, ATriggerThatIsTakenBackClaimsNothing) {
    EXPECT_FALSE(claims("zumbale es broma", {"zumbale"}));
}

TEST(SellerWords, ABlockedWordIsFoundWhereverItStands) {
    EXPECT_TRUE(is_blocked("mine, giveaway winner", {"GIVEAWAY"}));
    EXPECT_TRUE(is_blocked("quiero el sorteo porfa", {"el sorteo"}));
    EXPECT_TRUE(is_blocked("我要抽奖", {"抽奖"}));
    EXPECT_FALSE(is_blocked("giveaways are fun", {"giveaway"}));
    EXPECT_FALSE(is_blocked("mine", {"giveaway"}));
}

TEST(SellerWords, WordsOfWhichNothingIsLeftAreDropped) {
    const std::vector<std::string> words = {" ", "", "\xff", "ok"};
    EXPECT_EQ(prepare_seller_words(words), std::vector<std::string>{"ok"});
}

}  // namespace
}  // namespace tts
