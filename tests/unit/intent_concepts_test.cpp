#include "intent/concept_features.hpp"
#include "intent/concept_lexicon.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace tts {
namespace {

class IntentConcepts : public testing::Test {
protected:
    void SetUp() override {
        std::string name = (std::filesystem::temp_directory_path() / "conceptsXXXXXX").string();
        ASSERT_NE(mkdtemp(name.data()), nullptr);
        folder = name;
    }
    void TearDown() override { std::filesystem::remove_all(folder); }

    void write(const std::string& name, std::string_view text) const {
        std::ofstream(folder / name) << text;
    }
    ConceptLexicon lexicon() const {
        write(
            "en.tsv",
            "want\twant wanna\nhow_much\thow-much\nhow\thow\nprice\tprice* cost*\nwait\twaiting\n");
        write("es.tsv", "want\tquiero\nhow_much\tcuánto\nprice\tprecio\n");
        write("th.tsv", "want\tอยากได้ เอา\nprice\tราคา\n");
        auto read = ConceptLexicon::read(folder.string());
        EXPECT_TRUE(read) << read.error().what();
        return std::move(*read);
    }
    std::string why_not() const {
        const auto read = ConceptLexicon::read(folder.string());
        return read ? "" : read.error().what();
    }
    static std::vector<Concept> concepts(std::string_view message, const ConceptLexicon& lexicon) {
        const std::string_view parts[] = {message};
        auto text = normalise(parts);
        PhraseBook::instance().prepare(text);
        return concepts_of(text, mark(text, {}), lexicon);
    }

    std::filesystem::path folder;
};

TEST_F(IntentConcepts, AreTheSameInEachLanguage) {
    const auto known = lexicon();
    EXPECT_EQ(concepts("WANT", known), concepts("quierooo", known));
    EXPECT_EQ(concepts("want the", known).front(), concepts("quiero el", known).front());
    EXPECT_NE(concepts("want", known), concepts("cuanto", known));
}

TEST_F(IntentConcepts, FindTheLongestPhrase) {
    const auto known = lexicon();
    EXPECT_EQ(concepts("how much", known), concepts("cuánto", known));
    EXPECT_EQ(concepts("how", known).size(), 1U);
    EXPECT_NE(concepts("how", known), concepts("how much", known));
}

TEST_F(IntentConcepts, FindWordsByTheirBeginning) {
    const auto known = lexicon();
    EXPECT_EQ(concepts("prices", known), concepts("precio", known));
    EXPECT_EQ(concepts("costing", known), concepts("precio", known));
    EXPECT_NE(concepts("waitings", known), concepts("waiting", known));
}

TEST_F(IntentConcepts, CutTextWithoutSpaces) {
    const auto known = lexicon();
    const auto read = concepts("อยากได้ราคา", known);
    ASSERT_EQ(read.size(), 2U);
    EXPECT_EQ(read[0], concepts("want", known)[0]);
    EXPECT_EQ(read[1], concepts("price", known)[0]);
}

TEST_F(IntentConcepts, AreNamedForPeopleAlsoOutOfAModel) {
    std::string bytes;
    lexicon().put(bytes);
    ConceptLexicon known;
    std::string_view rest = bytes;
    ASSERT_TRUE(known.take(rest));

    EXPECT_EQ(to_words(concepts("how much? quiero 2 🔥 blenders", known), known),
              "how_much, '?', want, a number, emoji, ?");
    EXPECT_EQ(known.name(0), "");
    EXPECT_EQ(known.name(200), "");
}

TEST_F(IntentConcepts, KeepNothingOfWordsThatTheyDoNotKnow) {
    const auto known = lexicon();
    EXPECT_EQ(concepts("want blender", known), concepts("want juicer", known));
    EXPECT_EQ(concepts("want 3", known), concepts("want 17", known));
    EXPECT_NE(concepts("want 3", known), concepts("want blender", known));
}

TEST_F(IntentConcepts, SurviveBeingKeptInAModel) {
    const auto known = lexicon();
    std::string bytes;
    known.put(bytes);
    bytes += "rest";

    std::string_view rest = bytes;
    ConceptLexicon again;
    ASSERT_TRUE(again.take(rest));

    EXPECT_EQ(rest, "rest");
    EXPECT_EQ(again.size(), known.size());
    for (const std::string_view message : {"quiero", "how much", "costs", "เอาราคา"})
        EXPECT_EQ(concepts(message, again), concepts(message, known)) << message;
}

TEST_F(IntentConcepts, RefuseBytesThatAreNone) {
    std::string bytes;
    lexicon().put(bytes);
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        std::string_view cut = std::string_view(bytes).substr(0, size);
        ConceptLexicon damaged;
        EXPECT_FALSE(damaged.take(cut)) << size;
    }
}

TEST_F(IntentConcepts, SayWhichLineIsWrong) {
    write("en.tsv", "want\twant\n");
    write("es.tsv", "# Spanish\nwant\tquiero\ndesire\tanhelo\n");
    EXPECT_NE(why_not().find("es.tsv:3"), std::string::npos) << why_not();
    EXPECT_NE(why_not().find("no concept 'desire'"), std::string::npos) << why_not();
    write("es.tsv", "want quiero\n");
    EXPECT_NE(why_not().find("es.tsv:1"), std::string::npos) << why_not();
    write("es.tsv", "want\tquiero ...\n");
    EXPECT_NE(why_not().find("'...' has no letter"), std::string::npos) << why_not();
    write("es.tsv", "want\tq*\n");
    EXPECT_NE(why_not().find("'q*'"), std::string::npos) << why_not();
    std::filesystem::remove_all(folder);
    EXPECT_NE(why_not().find("no .tsv files"), std::string::npos) << why_not();
}

TEST_F(IntentConcepts, DoNotGrowWithTheMessage) {
    const auto known = lexicon();
    std::string endless;
    for (int i = 0; i < 1'000; ++i) endless += i % 2 == 0 ? "want " : "price ";
    const auto read = concepts(endless, known);
    EXPECT_LE(read.size(), 40U);
    std::size_t features = 0;
    each_concept_feature(read, [&](std::uint64_t) { ++features; });
    EXPECT_LE(features, 250U);
}

}  // namespace
}  // namespace tts
