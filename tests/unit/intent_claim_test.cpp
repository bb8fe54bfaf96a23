#include "intent/slots.hpp"

#include <gtest/gtest.h>

namespace tts {
namespace {

using Burst = std::vector<std::string_view>;

const ClaimVocabulary vocabulary{
    .codes = {"A12", "B3", "C10", "AB-20", "105", "ROSA"},
    .options = {"S", "M", "L", "XL", "rojo", "negro", "Azul marino", "38", "red"}};

struct Reading {
    MarkedText marked;
    std::vector<ClaimItem> items;
    bool claims = false;
};

Reading read(const Burst& burst) {
    auto text = std::make_shared<NormalText>(normalise(burst));
    PhraseBook::instance().prepare(*text);
    Reading reading{.marked = mark(*text, {.mentions = find_mentions(*text, burst, vocabulary)}),
                    .items = {}};
    const auto& signals = reading.marked.signals;
    reading.claims = signals.has(Signal::certain_claim) || signals.has(Signal::claim) ||
                     signals.has(Signal::request) || signals.has(Signal::code_claim);
    if (reading.claims) reading.items = read_items(reading.marked, vocabulary);
    return reading;
}

ClaimItem item(std::string code, std::string variant = "", std::optional<int> quantity = {}) {
    return {.code = std::move(code), .variant = std::move(variant), .quantity = quantity};
}

struct Row {
    Burst burst;
    std::vector<ClaimItem> items;
};

TEST(IntentClaim, ReadsQuantityCodeAndVariant) {
    const Row rows[] = {
        {{"lo quiero"}, {item("")}},
        {{"quiero 2"}, {item("", "", 2)}},
        {{"me llevo dos"}, {item("", "", 2)}},
        {{"quiero un par"}, {item("", "", 2)}},
        {{"mine x2"}, {item("", "", 2)}},
        {{"mine 2"}, {item("", "", 2)}},
        {{"2 pcs please"}, {item("", "", 2)}},
        {{"quiero 2 unidades"}, {item("", "", 2)}},
        {{"CF A12"}, {item("A12")}},
        {{"cf a12 M"}, {item("A12", "M")}},
        {{"A12"}, {item("A12")}},
        {{"a12 x2 M"}, {item("A12", "M", 2)}},
        {{"a 12 porfa"}, {item("A12")}},
        {{"a-12 talla L"}, {item("A12", "L")}},
        {{"quiero ab20"}, {item("AB-20")}},
        {{"quiero c1o"}, {item("C10")}},
        {{"quiero CIO por favor"}, {}},
        {{"cf 105 x3"}, {item("105", "", 3)}},
        {{"2 A12"}, {item("A12", "", 2)}},
        {{"2x A12, 1x B3"}, {item("A12", "", 2), item("B3", "", 1)}},
        {{"A12 M x2 y B3"}, {item("A12", "M", 2), item("B3")}},
        {{"A12 M y L"}, {item("A12", "M"), item("A12", "L")}},
        {{"quiero 2 M y 1 L"}, {item("", "M", 2), item("", "L", 1)}},
        {{"lo quiero en rojo"}, {item("", "rojo")}},
        {{"LO QUIERO EN NEGRO TALLA m"}, {item("", "negro M")}},
        {{"mine azul marino"}, {item("", "Azul marino")}},
        {{"mine 38"}, {item("", "38")}},
        {{"mine small"}, {item("", "S")}},
        {{"lo quiero", "2", "talla M"}, {item("", "M", 2)}},
        {{"lo quiero", "lo quiero", "lo quiero"}, {item("")}},
        {{"A12", "A12", "A12"}, {item("A12")}},
        {{"A12", "M"}, {item("A12", "M")}},
        {{"mine", "hello everyone", "size L"}, {item("", "L")}},
        {{"quiero 2", "por favor"}, {item("", "", 2)}},
        {{"รับ 2 ค่ะ"}, {item("", "", 2)}},
        {{"CF A12 สีแดง"}, {item("A12", "rojo")}},
        {{"em lấy 2 cái"}, {item("", "", 2)}},
        {{"eu quero 3"}, {item("", "", 3)}},
    };
    for (const auto& row : rows) {
        const auto items = read(row.burst).items;
        EXPECT_EQ(items, row.items)
            << row.burst.front() << ": " << items.size() << " items, "
            << (items.empty() ? "" : items[0].code + "/" + items[0].variant);
    }
}

TEST(IntentClaim, TakesNoPriceSizePhoneOrTimeForAQuantity) {
    for (const std::string_view text :
         {"lo quiero a 20 soles", "mine $15", "lo quiero, talla 36", "mine size 7", "cf 350",
          "me lo llevo, mi numero es 987654321", "mine 5512345678", "lo quiero por 30 pesos",
          "i'll take it in 10 minutes", "mine 0", "mine 5000"}) {
        const auto reading = read({text});
        ASSERT_TRUE(reading.claims) << text;
        for (const auto& found : reading.items) EXPECT_FALSE(found.quantity) << text;
    }
}

TEST(IntentClaim, ACodeThatTheShowDoesNotSellIsNoClaim) {
    for (const std::string_view text : {"CR7", "M3", "7 up", "A13", "B2B", "4K", "c1", "Z105"})
        EXPECT_FALSE(read({text}).claims) << text;
}

TEST(IntentClaim, ABareNumberOrOptionIsNoClaimButInABurstItTellsMore) {
    for (const std::string_view text : {"2", "M", "rojo", "38", "talla M", "dos"})
        EXPECT_FALSE(read({text}).claims) << text;
    EXPECT_TRUE(read({"2", "lo quiero"}).claims);
}

TEST(IntentClaim, AQuestionAboutACodeIsNoClaim) {
    for (const std::string_view text :
         {"A12?", "A12 cuanto", "precio del A12", "do you have A12 in M", "how much is B3",
          "el A12 es feo", "rosa"})
        EXPECT_FALSE(read({text}).claims) << text;
}

TEST(IntentClaim, HoldsNoMoreThanTheLimit) {
    std::string text = "quiero";
    for (int i = 1; i < 30; ++i) text += " " + std::to_string(i) + " M y";

    EXPECT_LE(read({text}).items.size(), claim_items_max);
}

}  // namespace
}  // namespace tts
