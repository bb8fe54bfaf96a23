// What is printed on a product, and what follows from it.

#include "vision/printed_text.hpp"
#include "vision/product_analysis.hpp"

#include <gtest/gtest.h>

#include <map>

namespace tts {
namespace {

using namespace std::chrono_literals;

// Knows what is printed on each picture.
class FakeReader final : public TextReader {
public:
    Result<std::vector<std::string>> words(std::string_view encoded,
                                           std::chrono::milliseconds) const override {
        const std::string name(encoded);
        if (name == "away") return Error(Errc::unavailable, "text is not read: why");
        if (!printed.contains(name)) return Error(Errc::invalid, "no picture");
        return printed.at(name);
    }

    std::map<std::string, std::vector<std::string>> printed = {
        {"front", {"ROSE", "Serum"}}, {"back", {"Serum", "30ml"}}, {"side", {"more"}}};
};

PrintedText read(const std::vector<std::string>& pictures,
                 std::chrono::milliseconds time_max = 60s) {
    return printed_text(FakeReader(), pictures, time_max);
}

TEST(PrintedText, WordsOfTheFirstPicturesAreToldOnce) {
    const auto printed = read({"front", "broken", "back", "side"});

    EXPECT_EQ(printed.words, (std::vector<std::string>{"ROSE", "Serum", "30ml"}));
    EXPECT_EQ(printed.note, "");
}

TEST(PrintedText, WhyNothingIsReadIsTold) {
    EXPECT_EQ(read({"away"}).note, "text is not read: why");
    EXPECT_EQ(read({"front", "away", "back"}).words, (std::vector<std::string>{"ROSE", "Serum"}));
    EXPECT_TRUE(read({}).words.empty());
    EXPECT_TRUE(read({"front"}, 0ms).words.empty());
}

TEST(PrintedText, IsPartOfTheSentence) {
    const std::vector<std::string> words = {"a1", "b2", "c3", "d4", "e5", "f6", "g7", "h8", "i9"};

    EXPECT_EQ(with_printed("mostly pink", words), "mostly pink; printed: a1 b2 c3 d4 e5 f6 g7 h8");
    EXPECT_EQ(with_printed("", std::vector<std::string>{"ROSE"}), "printed: ROSE");
    EXPECT_EQ(with_printed("mostly pink", {}), "mostly pink");
}

TEST(PrintedText, TellsTheCategoryIfTheNameDoesNot) {
    const std::vector<std::string> printed = {"Tropicana", "Juice", "serum"};

    EXPECT_EQ(category_of("Morning Mandarin", printed), "food");
    EXPECT_EQ(category_of("Coffee Mug", printed), "kitchen");
    EXPECT_EQ(category_of("Morning Mandarin", {}), "");
}

}  // namespace
}  // namespace tts
