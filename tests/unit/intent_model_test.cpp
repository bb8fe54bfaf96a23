#include "intent/cascade_reader.hpp"
#include "intent/corpus.hpp"
#include "intent/load_intent_reader.hpp"
#include "intent/train_intent.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace tts {
namespace {

class IntentModelFile : public testing::Test {
protected:
    void SetUp() override {
        std::string name = (std::filesystem::temp_directory_path() / "intentXXXXXX").string();
        ASSERT_NE(mkdtemp(name.data()), nullptr);
        folder = name;
        std::filesystem::create_directories(folder / "corpus/train");
        std::filesystem::create_directories(folder / "corpus/concepts");
        std::ofstream(folder / "corpus/concepts/xx.tsv") << "want\twant quiero\n";
    }
    void TearDown() override { std::filesystem::remove_all(folder); }

    void write_corpus(std::string_view text) const {
        std::ofstream(folder / "corpus/train/xx.tsv") << text;
    }
    TrainSettings settings(const std::string& model) const {
        return {.corpus_dir = (folder / "corpus").string(),
                .model_path = (folder / model).string()};
    }
    std::string bytes_of(const std::string& model) const {
        std::ifstream file(folder / model, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    std::filesystem::path folder;
};

constexpr std::string_view small_corpus =
    "# claims\nbuy\ten\tmine\nbuy\tes\tlo quiero\nbuy\ten\ti want to order two\n"
    "question\ten\thow much\nquestion\tes\tcuanto cuesta\nfeedback\ten\tlove it\n"
    "complaint\ten\tit broke\nnone\ten\thello\nnone\tes\tquiero dormir\n";

TEST_F(IntentModelFile, TheSameCorpusMakesTheSameBytes) {
    write_corpus(small_corpus);

    const auto first = train_intent(settings("first"));
    const auto second = train_intent(settings("second"));

    ASSERT_TRUE(first) << first.error().what();
    ASSERT_TRUE(second);
    EXPECT_EQ(bytes_of("first"), bytes_of("second"));
    EXPECT_EQ(first->model_version, second->model_version);
    EXPECT_LT(first->model_bytes, 5'000'000U);
    EXPECT_EQ(first->messages, 9U);
}

TEST_F(IntentModelFile, AMissingModelSaysHowToMakeIt) {
    const auto reader = load_intent_reader((folder / "none").string());

    ASSERT_FALSE(reader);
    EXPECT_EQ(reader.error().code(), Errc::not_found);
    EXPECT_NE(reader.error().what().find("tiktoksales train intent"), std::string::npos);
}

TEST_F(IntentModelFile, ACutOrForeignModelIsRefused) {
    write_corpus(small_corpus);
    ASSERT_TRUE(train_intent(settings("model")));
    const auto bytes = bytes_of("model");

    EXPECT_TRUE(parse_model(bytes));
    EXPECT_EQ(parse_model(std::string_view(bytes).substr(0, 1'000)).error().code(), Errc::corrupt);
    EXPECT_EQ(parse_model(bytes + "x").error().code(), Errc::corrupt);
    EXPECT_EQ(parse_model("").error().code(), Errc::corrupt);
    EXPECT_EQ(parse_model("hello").error().code(), Errc::corrupt);
}

TEST_F(IntentModelFile, ACorpusErrorNamesTheLine) {
    for (const std::string_view bad :
         {"buy\ten\tok\nbye\ten\tx\n", "buy\ten\tok\nbuy en x\n", "buy\ten\tok\nbuy\ten\t \n",
          "buy\ten\tok\nbuy\ten\t\xff\n"}) {
        write_corpus(bad);
        const auto report = train_intent(settings("model"));
        ASSERT_FALSE(report);
        EXPECT_EQ(report.error().code(), Errc::invalid);
        EXPECT_NE(report.error().what().find("xx.tsv:2"), std::string::npos)
            << report.error().what();
    }
}

TEST_F(IntentModelFile, AFolderWithoutACorpusIsNotFound) {
    const auto report = train_intent(settings("model"));

    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().code(), Errc::not_found);
}

TEST_F(IntentModelFile, ReadsFilesWithAndWithoutASource) {
    std::ofstream(folder / "eval.tsv") << "label\tlang\tsource\ttext\nbuy\ten\tchat\tmine\n"
                                       << "none\tes\thola\r\n";

    const auto rows = read_labelled_file((folder / "eval.tsv").string());

    ASSERT_TRUE(rows) << rows.error().what();
    ASSERT_EQ(rows->size(), 2U);
    EXPECT_EQ((*rows)[0].source, "chat");
    EXPECT_EQ((*rows)[0].text, "mine");
    EXPECT_EQ((*rows)[1].text, "hola");
}

}  // namespace
}  // namespace tts
