#include "core/text.hpp"
#include "intent/cascade_reader.hpp"
#include "intent/features.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cmath>
#include <numeric>

namespace tts {
namespace {

const CascadeReader& reader() {
    static const CascadeReader reader([] {
        IntentModel model;
        model.table.weights.resize(features_count * row_width);
        model.table.scale.fill(0.05F);
        for (std::size_t i = 0; i < model.table.weights.size(); ++i)
            model.table.weights[i] = static_cast<std::int8_t>(i * 31 % 255 - 127);
        return model;
    }());
    return reader;
}

const ClaimVocabulary vocabulary{.codes = {"A12", "2", "é", "", " ", "\xff"},
                                 .options = {"M", "", "rojo", "\xf0\x9f"}};

// Bytes of all kinds, with pieces of real claims among them.
std::string hostile_text() {
    const auto pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::oneOf(
        rc::gen::arbitrary<std::string>(),
        rc::gen::element<std::string>("lo quiero ", "A12 ", " x2", "M ", "mine", "no ", "? ", "😍",
                                      "รับ", "\u202E", "é", "\xff", " 12.5 ", "3 ", "...")));
    return std::accumulate(pieces.begin(), pieces.end(), std::string());
}

TEST(IntentProperty, EveryTextHasAnAnswerAndTheScoresSumToOne) {
    EXPECT_TRUE(rc::check([] {
        const auto first = hostile_text();
        const auto second = hostile_text();
        const std::string_view burst[] = {first, second};

        const auto reading = reader().read(burst, vocabulary);

        const double sum = std::accumulate(reading.scores.begin(), reading.scores.end(), 0.0);
        RC_ASSERT(std::abs(sum - 1) < 1e-6);
        RC_ASSERT(reading.score == reading.scores[static_cast<std::size_t>(reading.intent)]);
        RC_ASSERT(reading.items.size() <= claim_items_max);
        for (const auto& item : reading.items) RC_ASSERT(item.quantity.value_or(1) >= 1);
    }));
}

TEST(IntentProperty, EachTokenStandsInsideItsMessage) {
    EXPECT_TRUE(rc::check([] {
        const auto text = hostile_text();
        const std::string_view burst[] = {text};

        auto normal = normalise(burst);
        PhraseBook::instance().prepare(normal);

        for (const auto& token : normal.tokens) {
            RC_ASSERT(token.source_begin + token.source_size <= text.size());
            RC_ASSERT(token.begin + token.size <= normal.text.size());
            RC_ASSERT(token.size > 0U);
        }
        RC_ASSERT(mark(normal, {}).roles.size() == normal.tokens.size());
    }));
}

TEST(IntentProperty, ThePlainFormIsAlwaysUtf8) {
    EXPECT_TRUE(rc::check([] {
        const auto text = hostile_text();
        const std::string_view burst[] = {text};
        RC_ASSERT(is_utf8(normalise(burst).text));
    }));
}

}  // namespace
}  // namespace tts
