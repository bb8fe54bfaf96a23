// What is printed in a picture, by the program that reads it, or by scripts in its place.

#include "adapters/opencv/draw_card.hpp"
#include "adapters/opencv/short_process.hpp"
#include "adapters/opencv/tesseract_text_reader.hpp"
#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace tts::test {
namespace {

using namespace std::chrono_literals;

class TextReaderTest : public testing::Test {
protected:
    // A program that is this shell script.
    std::string program(const std::string& script) {
        const auto path = std::filesystem::path(folder_.path()) / "program";
        std::ofstream(path) << "#!/bin/sh\n" << script << "\n";
        std::filesystem::permissions(path, std::filesystem::perms::owner_all);
        return path.string();
    }

    TempFolder folder_;
    const std::string picture_ = draw_product_card({.name = "Rose Face Serum",
                                                    .base = {240, 240, 240},
                                                    .accent = {20, 20, 20},
                                                    .shape = CardShape::box})
                                     .value();
};

TEST_F(TextReaderTest, AProgramGetsItsInputAndGivesItsOutput) {
    const auto output = run_to_end(
        {.command = {program("cat; echo \" $1\""), "said"}, .input = "heard", .time_max = 60s});

    ASSERT_TRUE(output) << output.error().what();
    EXPECT_EQ(*output, "heard said\n");
}

TEST_F(TextReaderTest, AProgramThatFailsOrIsNotThereOrTakesTooLongIsToldApart) {
    EXPECT_EQ(run_to_end({.command = {"no-such-program-at-all"}}).error().code(), Errc::not_found);
    const auto failed = run_to_end({.command = {program("exit 3")}, .time_max = 60s});
    EXPECT_NE(failed.error().what().find("failed"), std::string::npos);
    const auto slow = run_to_end({.command = {program("exec sleep 600")}, .time_max = 100ms});
    EXPECT_NE(slow.error().what().find("took too long"), std::string::npos);
}

TEST_F(TextReaderTest, OnlyWordsThatAreSureAndLegibleAreTold) {
    const std::string before = "5\\t1\\t1\\t1\\t1\\t1\\t0\\t0\\t9\\t9\\t";
    const auto line = [&](const std::string& rest) {
        return "printf '" + before + rest + "\\n'\n";
    };
    const TesseractTextReader reader(
        program("cat > /dev/null\nprintf 'level\\tpage_num\\n'\n" + line("96.1\\tROSE") +
                line("91.0\\t(Serum)") + line("35.5\\tguess") + line("90.0\\t|~") +
                line("95\\tni\xC3\xB1o") + line("88.0\\tROSE") + line("-1\\t")));

    const auto words = reader.words(picture_, 60s);

    ASSERT_TRUE(words) << words.error().what();
    EXPECT_EQ(*words, (std::vector<std::string>{"ROSE", "Serum", "ni\xC3\xB1o"}));
}

TEST_F(TextReaderTest, WithoutTheProgramItSaysWhatToInstall) {
    const auto words = TesseractTextReader("no-such-program-at-all").words(picture_, 60s);

    EXPECT_EQ(words.error().code(), Errc::unavailable);
    EXPECT_NE(words.error().what().find("tesseract-ocr is not installed"), std::string::npos);
}

TEST_F(TextReaderTest, WhatIsNoPictureIsNotShownToIt) {
    EXPECT_EQ(TesseractTextReader("no-such-program-at-all").words("GIF89a", 60s).error().code(),
              Errc::invalid);
}

TEST_F(TextReaderTest, WhatIsPrintedOnATestCardIsRead) {
    const auto card = draw_test_card("ana", from_unix_ms(1'800'000'000'000)).value();

    const auto words = TesseractTextReader().words(card, 60s);
    ASSERT_TRUE(words) << words.error().what();

    const auto read = std::ranges::count(*words, "video") + std::ranges::count(*words, "source");
    EXPECT_GT(read, 0) << testing::PrintToString(*words);
}

}  // namespace
}  // namespace tts::test
