#include "intent/slots.hpp"

#include <gtest/gtest.h>

namespace tts {
namespace {

using Burst = std::vector<std::string_view>;

const ClaimVocabulary vocabulary{.codes = {"A12", "B3", "C10", "105"},
                                 .options = {"S", "M", "L", "red", "black", "white", "blue"}};

std::vector<ClaimItem> items_of(const Burst& burst) {
    auto text = normalise(burst);
    PhraseBook::instance().prepare(text);
    const auto marked = mark(text, {.mentions = find_mentions(text, burst, vocabulary)});
    return read_items(marked, vocabulary);
}

std::string described(const std::vector<ClaimItem>& items) {
    std::string text;
    for (const auto& item : items) {
        if (!text.empty()) text += ", ";
        text += item.code.empty() ? "-" : item.code;
        if (!item.variant.empty()) text += " " + item.variant;
        if (item.quantity) text += " x" + std::to_string(*item.quantity);
    }
    return text;
}

TEST(IntentSlots, ReadsTheQuantityInEveryLanguage) {
    for (const std::string_view text :
         {"我要两件",      "要2个",          "给我来两件",     "我要兩件",       "สอง ตัวค่ะ รับ",
          "รับสองชิ้นค่ะ",     "2つください",    "二つください",   "두개 주세요",    "두 개 주세요",
          "ابي حبتين",     "عايزة اتنين",    "بدي تنتين",      "3ayza etneen",   "mau dua pcs",
          "nak dua helai", "em lấy hai cái", "mine dalawa po", "je prends deux", "ich nehme zwei",
          "quero duas",    "levo dois",      "quiero un par",  "i'll take two",  "mine x2"})
        EXPECT_EQ(described(items_of({text})), "- x2") << text;
}

TEST(IntentSlots, ReadsColoursAndSizesOfEveryLanguageAsTheCatalogueWritesThem) {
    for (const std::string_view text :
         {"lo quiero en negro", "quero a preta", "mau yang hitam", "em lấy màu đen", "รับสีดำค่ะ",
          "mine itim po", "我要黑色的", "我要黑色", "블랙 하나요", "검정색 주세요", "黒ください",
          "ابي الاسود", "je prends la noire", "ich nehme die schwarze", "mine black"}) {
        const auto items = items_of({text});
        ASSERT_EQ(items.size(), 1U) << text;
        EXPECT_EQ(items[0].variant, "black") << text;
    }
    EXPECT_EQ(items_of({"lo quiero talla mediana"})[0].variant, "M");
    EXPECT_EQ(items_of({"quero o tamanho médio"})[0].variant, "M");
}

TEST(IntentSlots, LeavesOutWhatIsTurnedDownOrAnAlternative) {
    const std::pair<Burst, std::string_view> rows[] = {
        {{"A12 L not M"}, "A12 L"},        {{"quiero el A12 en rojo no en azul"}, "A12 red"},
        {{"mine A12 in S or M"}, "A12 S"}, {{"quero A12 no M e B3 no L"}, "A12 M, B3 L"},
        {{"A12 2 no, 3"}, "A12 x3"},       {{"A12", "2", "no 3"}, "A12 x3"},
        {{"B3 y A12", "el A12 no"}, "B3"}, {{"A12 red", "make it blue"}, "A12 blue"},
    };
    for (const auto& [burst, expected] : rows)
        EXPECT_EQ(described(items_of(burst)), expected) << burst.back();
}

TEST(IntentSlots, KeepsWhatIsNotSaidAgain) {
    const std::pair<Burst, std::string_view> rows[] = {
        {{"A12 roja M, L y S"}, "A12 red M, A12 L red, A12 S red"},
        {{"A12 en M", "y otro en L"}, "A12 M, A12 L"},
        {{"mine A12", "A12 in white"}, "A12 white"},
        {{"quiero el A12 rojo", "ese mismo en L"}, "A12 red L"},
        {{"yo el A12", "en blanco", "son 2"}, "A12 white x2"},
        {{"2 of each A12 and B3"}, "A12 x2, B3 x2"},
    };
    for (const auto& [burst, expected] : rows)
        EXPECT_EQ(described(items_of(burst)), expected) << burst.back();
}

TEST(IntentSlots, ReadsNoOptionInNamesAndAddresses) {
    const ClaimVocabulary sizes{.codes = {"A12"}, .options = {"pink", "39"}};
    for (const std::string_view text :
         {"quiero el A12 a nombre de rosa martinez", "mine A12, ship it to apt 39"}) {
        const std::string_view burst[] = {text};
        auto normal = normalise(burst);
        PhraseBook::instance().prepare(normal);
        const auto marked = mark(normal, {.mentions = find_mentions(normal, burst, sizes)});
        EXPECT_EQ(described(read_items(marked, sizes)), "A12") << text;
    }
}

TEST(IntentSlots, ReadsSeveralItems) {
    const std::pair<std::string_view, std::string_view> rows[] = {
        {"A12 M x2 y B3", "A12 M x2, B3"},
        {"quiero A12 talla M y B3 talla L", "A12 M, B3 L"},
        {"2 A12, 1 B3 y 3 C10", "A12 x2, B3 x1, C10 x3"},
        {"cf a12 b3", "A12, B3"},
        {"mine A12 red + B3 blue", "A12 red, B3 blue"},
        {"A12 M and L", "A12 M, A12 L"},
        {"A12两件 B3一件", "A12 x2, B3 x1"},
        {"chốt A12 2 cái, B3 1 cái", "A12 x2, B3 x1"},
        {"quiero 2 rojos y 1 negro", "- red x2, - black x1"},
    };
    for (const auto& [text, expected] : rows)
        EXPECT_EQ(described(items_of({text})), expected) << text;
}

TEST(IntentSlots, GivesWhatIsNamedToTheCodeBesideIt) {
    const std::pair<std::string_view, std::string_view> rows[] = {
        {"uno rojo y uno azul del A12", "A12 red x1, A12 blue x1"},
        {"small for my daughter and L for me, A12", "A12 S, A12 L"},
        {"I'll take the red A12 plus two blue B3", "A12 red, B3 blue x2"},
        {"quiero el B3 en azul, talla L", "B3 blue L"},
        {"a12 2 rojas y 1 blanca", "A12 red x2, A12 white x1"},
        {"quiero dos, una M y una L", "- M x1, - L x1"},
        {"A12 and B3 both please", "A12, B3"},
        {"me llevo A12 y B3, 2 de cada uno", "A12 x2, B3 x2"},
        {"cf b 3 en rojo", "B3 red"},
        {"ten C10s please", "C10 x10"},
    };
    for (const auto& [text, expected] : rows)
        EXPECT_EQ(described(items_of({text})), expected) << text;
}

TEST(IntentSlots, LetsALaterMessageCorrectAnEarlierOne) {
    const std::pair<Burst, std::string_view> rows[] = {
        {{"A12", "no, B3 perdón"}, "B3"},
        {{"quiero A12", "x2", "mejor x3"}, "A12 x3"},
        {{"B3 en M", "ay no, L"}, "B3 L"},
        {{"A12 y B3 porfa", "el b3 no, solo el a12"}, "A12"},
        {{"A12 and B3 please", "scrap the B3"}, "A12"},
        {{"A12", "打错了 是B3"}, "B3"},
        {{"A12 x2", "agrega también el B3"}, "A12 x2, B3"},
        {{"quiero A12 en M", "no hay en L?"}, "A12 M"},
    };
    for (const auto& [burst, expected] : rows)
        EXPECT_EQ(described(items_of(burst)), expected) << burst.back();
}

TEST(IntentSlots, CountsDozens) {
    for (const std::string_view text : {"media docena del A12 porfa", "half a dozen A12 please",
                                        "meia dúzia do A12", "A12 半打", "ขอ A12 ครึ่งโหลค่ะ"})
        EXPECT_EQ(described(items_of({text})), "A12 x6") << text;
    EXPECT_EQ(described(items_of({"quiero 2 docenas del A12"})), "A12 x24");
}

TEST(IntentSlots, TakesNoPriceForAQuantity) {
    EXPECT_EQ(described(items_of({"ill take it for 35"})), "-");
    EXPECT_EQ(described(items_of({"kiero 2 del a 12 a 99 pesos cada uno"})), "A12 x2");
    EXPECT_EQ(described(items_of({"quiero A12, paso a las 6pm"})), "A12");
}

TEST(IntentSlots, TakesNoSmallWordForAnOption) {
    EXPECT_EQ(described(items_of({"quero 3 unidades do B3"})), "B3 x3");
    EXPECT_EQ(described(items_of({"em lấy B3 màu đỏ"})), "B3 red");
}

TEST(IntentSlots, TakesNoPhoneNumberForAQuantity) {
    for (const std::string_view text :
         {"mine, call 987 654 321", "lo quiero, mi cel 55 12 34 56 78", "mine +52 55-1234-5678",
          "lo quiero 987654321", "我要 电话 138 0013 8000"}) {
        const auto items = items_of({text});
        for (const auto& item : items) EXPECT_FALSE(item.quantity) << text;
    }
}

TEST(IntentSlots, SaysWhereEachSlotStandsAndHowSureItIs) {
    const Burst burst = {"¡Lo quiero! A12", "talla m x2"};

    const auto items = items_of(burst);

    ASSERT_EQ(items.size(), 1U);
    std::vector<std::string> found;
    for (const auto& span : items[0].spans) {
        found.emplace_back(std::string(to_string(span.kind)) + " " +
                           std::string(burst[span.part].substr(span.begin, span.size)));
        EXPECT_GT(span.confidence, 0.8);
        EXPECT_LE(span.confidence, 1);
    }
    EXPECT_EQ(found, (std::vector<std::string>{"code A12", "variant m", "quantity 2"}));
}

TEST(IntentSlots, IsLessSureOfLookAlikesAndSynonyms) {
    const auto sure = items_of({"quiero C10"})[0].spans.front().confidence;
    const auto alike = items_of({"quiero c1o"})[0].spans.front().confidence;
    const auto apart = items_of({"quiero c 10"})[0].spans.front().confidence;
    EXPECT_GT(sure, alike);
    EXPECT_GT(alike, apart);
    EXPECT_GT(items_of({"mine black"})[0].spans.front().confidence,
              items_of({"mine negro"})[0].spans.front().confidence);
}

}  // namespace
}  // namespace tts
