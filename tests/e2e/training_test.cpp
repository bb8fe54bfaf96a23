// What sellers put right in their review list is learned by the next model.

#include "e2e/api.hpp"
#include "e2e/server_process.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace tts::test {

namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

// Claims in a word that no language has; only their sellers can say what they mean.
constexpr const char* claims[] = {
    "zorpado uno porfa", "zorpado el azul",          "zorpado este ya",
    "para mi zorpado",   "zorpado dos si",           "hola zorpado el grande",
    "ese zorpado",       "zorpado por aqui gracias", "zorpado zorpado el rojo",
    "yo zorpado"};

class TestTraining : public ::testing::Test {
protected:
    void SetUp() override {
        const fs::path from = fs::path(TTS_SOURCE_DIR) / "corpus";
        fs::create_directories(corpus() / "train");
        fs::copy(from / "concepts", corpus() / "concepts");
        fs::copy(from / "train/talk_es.tsv", corpus() / "train");  // One file: soon learned.
    }

    fs::path corpus() const { return folder_.path() / "corpus"; }

    Output program(std::vector<std::string> words) const {
        words.insert(words.begin(), binary().string());
        return run_command(words, {}, 240s);
    }
    std::string train(const std::string& name, std::vector<std::string> more) const {
        const auto model = (folder_.path() / name).string();
        std::vector<std::string> words = {"train",           "intent",  "--corpus",
                                          corpus().string(), "--model", model};
        words.insert(words.end(), more.begin(), more.end());
        const auto output = program(words);
        EXPECT_EQ(output.status, 0) << output.text;
        last_ = output.text;
        return model;
    }
    Json reading(const std::string& model) const {
        const auto output =
            program({"explain", "--json", "--model", model, "zorpado el verde porfa"});
        EXPECT_EQ(output.status, 0) << output.text;
        return Json::parse(output.text);
    }

    mutable std::string last_;  // What the last training said.

private:
    TempFolder folder_;
};

TEST_F(TestTraining, LearnsWhatSellersPutRight) {
    ServerProcess server(
        {.roles = "ecommerce", .redis_url = "", .database_url = "", .arguments = {}});
    for (const auto* text : claims) {
        const auto saved = post(
            server.url("ecommerce", "/intents/feedback"),
            object({{"streamer", "ana"}, {"text", text}, {"label", "buy"}, {"language", "es"}}));
        ASSERT_EQ(saved.status, 200) << saved.body;
    }
    ASSERT_EQ(server.stop(), 0);

    const auto before = reading(train("before.model", {}));
    const auto taught =
        reading(train("taught.model", {"--with-feedback", "--data", server.data().string()}));

    EXPECT_NE(last_.find("10 corrections"), std::string::npos) << last_;
    EXPECT_NE(before["intent"].text(), "buy");
    EXPECT_EQ(taught["intent"].text(), "buy");
    EXPECT_GT(taught["score"].number(), 0.5);
    EXPECT_NE(before["model_version"].text(), taught["model_version"].text());
}

TEST_F(TestTraining, WithoutAStoreSaysWhatIsMissing) {
    const auto output = program({"train", "intent", "--corpus", corpus().string(), "--model",
                                 (corpus() / "x.model").string(), "--with-feedback",
                                 "--database-url", "postgresql://127.0.0.1:1/nothing"});

    EXPECT_NE(output.status, 0);
    EXPECT_NE(output.text.find("port 1 failed"), std::string::npos) << output.text;
    EXPECT_FALSE(fs::exists(corpus() / "x.model"));
}

}  // namespace

}  // namespace tts::test
