// The benchmarks run to their end and print what docs/benchmarks.md promises. How fast anything
// was is nobody's business here: the machine that runs the tests is busy with them.

#include "support/child_process.hpp"

#include <gtest/gtest.h>
#include <simdjson.h>

#include <string>

namespace tts::test {

namespace {

using namespace std::chrono_literals;

class Benchmark : public testing::TestWithParam<const char*> {
protected:
    // The last line of what it prints; what it says while it measures comes before.
    static std::string run(const std::vector<std::string>& words) {
        std::vector<std::string> command = {TTS_BENCH, "--quick"};
        command.insert(command.end(), words.begin(), words.end());
        const Output output = run_command(command, {}, 300s);
        EXPECT_EQ(output.status, 0) << output.text;
        const auto end = output.text.find_last_not_of('\n') + 1;
        const auto start = output.text.rfind('\n', end - 1) + 1;
        return output.text.substr(start, end - start);
    }
};

TEST(IngestBenchmark, SaysTheFiguresOfTheContract) {
    const Output output = run_command({TTS_BENCH, "--quick", "ingest", "--json"}, {}, 300s);
    ASSERT_EQ(output.status, 0) << output.text;
    simdjson::dom::parser parser;
    const std::string json = output.text.substr(output.text.find('{'));

    const simdjson::dom::element figures = parser.parse(json);

    for (const char* const way : {"http_keepalive", "ws_pipelined"})
        for (const char* const name :
             {"per_second", "server_cpu_us", "p99_ms", "ratio_to_raw_redis"})
            EXPECT_GT(double(figures[way][name]), 0) << way << '.' << name;
}

TEST_P(Benchmark, SaysForEachRowWhatTheGoalIsAndWhetherItIsMet) {
    const std::string json = run({GetParam(), "--json"});
    simdjson::dom::parser parser;

    const simdjson::dom::element figures = parser.parse(json);

    const simdjson::dom::array rows = figures["rows"];
    ASSERT_GT(rows.size(), 0U);
    for (const simdjson::dom::element row : rows) {
        EXPECT_FALSE(std::string_view(row["what"]).empty());
        EXPECT_FALSE(std::string_view(row["ours"]).empty()) << row["what"];
        EXPECT_FALSE(std::string_view(row["goal"]).empty()) << row["what"];
        EXPECT_TRUE(row["met"].is_bool()) << row["what"];
    }
}

// Only some machines let processes be limited; the others must not invent a figure.
TEST(ScaleBenchmark, ComparesFourWorkersWithOneOrSaysWhyItCannot) {
    const Output output = run_command({TTS_BENCH, "--quick", "scale", "--json"}, {}, 300s);
    ASSERT_EQ(output.status, 0) << output.text;
    EXPECT_EQ(output.text.find("left behind"), std::string::npos) << output.text;
    simdjson::dom::parser parser;
    const std::string json = output.text.substr(output.text.find('{'));

    const simdjson::dom::element figures = parser.parse(json);

    const simdjson::dom::element row = figures["rows"].at(0);

    EXPECT_EQ(std::string_view(row["goal"]), ">= 3x");
    EXPECT_FALSE(std::string_view(row["beside"]).empty());
    const std::string_view ours = row["ours"];
    EXPECT_EQ(ours == "not measured", row["met"].is_null()) << ours;
    EXPECT_EQ(ours.find("with four") != std::string_view::npos, row["met"].is_bool()) << ours;
}

INSTANTIATE_TEST_SUITE_P(
    Parts,
    Benchmark,
    testing::Values("pipeline", "intent", "store", "memory", "growth", "vision"),
    [](const auto& part) { return std::string(part.param); });

TEST(BenchmarkProgram, RefusesAPartThatItDoesNotKnow) {
    const Output output = run_command({TTS_BENCH, "speed"}, {}, 60s);

    EXPECT_EQ(output.status, 2);
    EXPECT_NE(output.text.find("no part is called speed"), std::string::npos) << output.text;
}

}  // namespace

}  // namespace tts::test
