#include "intent/evaluate_slots.hpp"

#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace tts {
namespace {

// Reads what the test put in, whatever is said.
class FixedReader : public IntentReader {
public:
    explicit FixedReader(std::vector<ClaimItem> items, Intent intent = Intent::buy) {
        reading_.intent = intent;
        reading_.items = std::move(items);
    }

    IntentReading read(std::span<const std::string_view>, const ClaimVocabulary&) const override {
        return reading_;
    }

private:
    IntentReading reading_;
};

class SlotFigures : public testing::Test {
protected:
    Result<SlotFile> file(const std::string& lines) const {
        const auto path = (folder.path() / "slots.tsv").string();
        std::ofstream(path) << "# codes\tA12\tB3\n# options\tM\tred\n# A remark.\n" << lines;
        return read_slot_file(path);
    }
    SlotEvaluation figures(const std::string& lines, const IntentReader& reader) const {
        const auto rows = file(lines);
        EXPECT_TRUE(rows) << (rows ? "" : rows.error().what());
        return rows ? evaluate_slots(reader, *rows) : SlotEvaluation{};
    }

    test::TempFolder folder;
};

const ClaimItem two_of_a12{.code = "A12", .variant = "red M", .quantity = 2};

TEST_F(SlotFigures, ReadTheShowAndTheBursts) {
    const auto read = file("es\tlo quiero | 2\tA12/M/2; B3//\nen\thello\t-\n");

    ASSERT_TRUE(read) << read.error().what();
    EXPECT_EQ(read->vocabulary.codes, (std::vector<std::string>{"A12", "B3"}));
    EXPECT_EQ(read->vocabulary.options, (std::vector<std::string>{"M", "red"}));
    ASSERT_EQ(read->rows.size(), 2U);
    EXPECT_EQ(read->rows[0].burst, (std::vector<std::string>{"lo quiero", "2"}));
    EXPECT_EQ(to_string(read->rows[0].items), "A12/M/2; B3//");
    EXPECT_EQ(to_string(read->rows[1].items), "-");
}

TEST_F(SlotFigures, SayWhichLineCannotBeRead) {
    for (const auto* line :
         {"es\tlo quiero\n", "es\tlo quiero\tA12/2\n", "es\tx\t//0\n", "es\tx\t//many\n"}) {
        const auto read = file(line);
        ASSERT_FALSE(read) << line;
        EXPECT_EQ(read.error().code(), Errc::invalid);
        EXPECT_NE(read.error().what().find("line 4"), std::string::npos) << read.error().what();
    }
}

TEST_F(SlotFigures, CountAVariantInWhateverOrder) {
    const auto out = figures("en\tA12 M red x2\tA12/M red/2\n", FixedReader({two_of_a12}));

    EXPECT_EQ(out.quantity.right, 1U);
    EXPECT_EQ(out.variant.right, 1U);
    EXPECT_EQ(out.whole.right, 1U);
    EXPECT_EQ(out.code_precision.value(), 1);
}

TEST_F(SlotFigures, CountWhatIsReadThoughNobodyWroteIt) {
    const auto out = figures("en\tmine\t//\nen\tnice\t-\n", FixedReader({two_of_a12}));

    EXPECT_EQ(out.quantity.of, 1U);
    EXPECT_EQ(out.quantity.right, 0U);
    EXPECT_EQ(out.variant.right, 0U);
    EXPECT_EQ(out.code_precision.of, 2U);
    EXPECT_EQ(out.code_precision.right, 0U);
    EXPECT_EQ(out.wrong.size(), 2U);
}

TEST_F(SlotFigures, CountAMissedClaimInTheLastLineOnly) {
    const auto out = figures("en\tA12 x2\tA12//2\n", FixedReader({two_of_a12}, Intent::none));

    EXPECT_EQ(out.claims_missed, 1U);
    EXPECT_EQ(out.quantity.of, 0U);
    EXPECT_EQ(out.code_recall.of, 0U);
    EXPECT_EQ(out.whole.of, 1U);
    EXPECT_EQ(out.whole.right, 0U);
}

TEST_F(SlotFigures, CountSeveralItemsOnlyIfAllAreRight) {
    const std::string line = "en\tA12 red M x2, B3\tB3//; A12/red M/2\n";

    EXPECT_EQ(figures(line, FixedReader({two_of_a12, {.code = "B3", .variant = {}, .quantity = 1}}))
                  .several.right,
              1U);
    EXPECT_EQ(figures(line, FixedReader({two_of_a12})).several.right, 0U);
}

}  // namespace
}  // namespace tts
