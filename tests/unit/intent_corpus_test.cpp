#include "intent/corpus_check.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

// The corpus is reviewed by people; this finds what people miss.

namespace tts {
namespace {

TEST(IntentCorpus, HasNoRowThatMustBeChanged) {
    const auto report = check_corpus(TTS_SOURCE_DIR "/corpus");

    ASSERT_TRUE(report) << report.error().what();
    for (const auto& problem : report->problems)
        ADD_FAILURE() << problem.where << ": " << problem.what;
}

class IntentCorpusCheck : public testing::Test {
protected:
    void SetUp() override {
        std::string name = (std::filesystem::temp_directory_path() / "corpusXXXXXX").string();
        ASSERT_NE(mkdtemp(name.data()), nullptr);
        folder = name;
        std::filesystem::create_directories(folder / "train");
        std::filesystem::create_directories(folder / "test");
        std::filesystem::create_directories(folder / "concepts");
        std::ofstream(folder / "concepts/en.tsv") << "want\twant\n";
        write("train/en.tsv", "buy\ten\tmine please\n");
        write("test/en.tsv", "none\ten\tgood evening from far away\n");
    }
    void TearDown() override { std::filesystem::remove_all(folder); }

    void write(const char* file, std::string_view text) const {
        std::ofstream(folder / file, std::ios::app) << text;
    }
    CorpusReport check() const {
        auto report = check_corpus(folder.string());
        EXPECT_TRUE(report) << (report ? "" : report.error().what());
        return report ? *report : CorpusReport{};
    }
    // What is wrong, or "" if nothing is.
    std::string problem() const {
        const auto report = check();
        return report.problems.empty() ? "" : report.problems.front().what;
    }

    std::filesystem::path folder;
};

TEST_F(IntentCorpusCheck, FindsNothingInAGoodCorpus) {
    EXPECT_EQ(problem(), "");
}

TEST_F(IntentCorpusCheck, FindsAMessageThatIsSaidTwice) {
    write("train/en.tsv", "buy\ten\tmine please\n");

    const auto report = check();

    ASSERT_EQ(report.problems.size(), 1U);
    EXPECT_TRUE(report.problems.front().where.ends_with("train/en.tsv:2"));
    EXPECT_NE(report.problems.front().what.find("said already"), std::string::npos);
}

TEST_F(IntentCorpusCheck, CountsSpellingsOfOneMessageOnceButAllowsThem) {
    write("train/en.tsv", "buy\ten\tMINEEE please!\nbuy\ten\tMine PLEASE!\n");

    EXPECT_EQ(problem(), "");
    EXPECT_EQ(check().train.at("en").front(), 2U);
}

TEST_F(IntentCorpusCheck, FindsOneMessageWithTwoLabels) {
    write("train/en.tsv", "none\ten\tMine, please\nnone\ten\tMINE PLEASE\n");

    EXPECT_NE(problem().find("labelled otherwise"), std::string::npos);
}

TEST_F(IntentCorpusCheck, FindsTestMessagesThatTrainingKnows) {
    write("test/en.tsv", "buy\ten\tmine pleaseee\n");

    EXPECT_NE(problem().find("training knows it"), std::string::npos);
}

TEST_F(IntentCorpusCheck, FindsTestMessagesThatTrainingNearlyKnows) {
    write("train/en.tsv", "question\ten\thow much is the shipping to Chicago for 2 boxes\n");
    write("test/en.tsv", "question\ten\thow much is the shipping to chicago for 3 boxes?\n");

    EXPECT_NE(problem().find("training nearly knows it"), std::string::npos);
}

TEST_F(IntentCorpusCheck, FindsForeignScriptsInvisibleCharactersAndStraySpaces) {
    for (const std::string_view bad :
         {"buy\ten\tмine\n", "buy\ten\tmi\u200bne\n", "buy\ten\tรับค่ะ\n", "buy\ten\ttake  it\n",
          "buy\ten\ttake it \n"}) {
        std::ofstream(folder / "train/en.tsv") << bad;
        EXPECT_NE(problem(), "") << bad;
    }
}

TEST_F(IntentCorpusCheck, FindsRowsOfAnotherOrAnUnknownLanguage) {
    write("train/en.tsv", "buy\tes\tlo quiero\n");
    EXPECT_NE(problem().find("in a file of another"), std::string::npos);

    std::ofstream(folder / "train/en.tsv") << "buy\txx\tlo quiero\n";
    EXPECT_NE(problem().find("unknown language"), std::string::npos);
}

TEST_F(IntentCorpusCheck, SaysWhatIsMissing) {
    const auto report = check();

    const auto says = [&](std::string_view where, std::string_view what) {
        return std::any_of(report.shortfalls.begin(), report.shortfalls.end(),
                           [&](const CorpusProblem& shortfall) {
                               return shortfall.where == where && shortfall.what == what;
                           });
    };
    EXPECT_TRUE(says("train en", "1 distinct messages, wanted 1500"));
    EXPECT_TRUE(says("train ko", "0 distinct messages, wanted 500"));
    EXPECT_TRUE(says("train en", "0 of 1 are complaint"));
    EXPECT_TRUE(says("test th", "no messages"));
}

TEST(NearDuplicate, DiffersInNumbersAndEndingsOnly) {
    EXPECT_TRUE(is_near_duplicate("I'll take 2 of those please", "ill take 3 of those please!"));
    EXPECT_TRUE(is_near_duplicate("what is the shipping cost to chicago",
                                  "whats the shipping cost to chicago"));
    EXPECT_FALSE(is_near_duplicate("how much is the black bag", "how long is the black coat"));
    EXPECT_FALSE(is_near_duplicate("mine pls", "mine plz"));
}

}  // namespace
}  // namespace tts
