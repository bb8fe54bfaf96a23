// bench/run.sh builds and runs it; docs/benchmarks.md says what is measured.

#include "bench/echo_server.hpp"
#include "bench/parts.hpp"
#include "core/log.hpp"

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <vector>

namespace tts::bench {

namespace {

struct Part {
    const char* name;
    Report (*run)();
};

constexpr Part parts[] = {{"ingest", run_ingest_part}, {"pipeline", run_pipeline_part},
                          {"intent", run_intent_part}, {"store", run_store_part},
                          {"memory", run_memory_part}, {"growth", run_growth_part},
                          {"vision", run_vision_part}, {"scale", run_scale_part}};

struct Wish {
    std::string part;  // Empty: all.
    bool as_json = false;
    int port = 0;
};

int run(const Wish& wish) {
    std::string json;
    std::vector<Row> rows;
    for (const Part& part : parts) {
        if (!wish.part.empty() && wish.part != part.name) continue;
        std::fprintf(stderr, "measuring: %s\n", part.name);
        const Report report = part.run();
        rows.insert(rows.end(), report.rows.begin(), report.rows.end());
        if (!wish.part.empty()) {
            json = report.json;
        } else {
            json += (json.empty() ? "{\"" : ",\"") + std::string(part.name) + "\":" + report.json;
        }
    }
    if (json.empty()) {
        std::fprintf(stderr, "no part is called %s\n", wish.part.c_str());
        return 2;
    }
    if (wish.part.empty()) json += "}";
    if (wish.as_json)
        std::puts(json.c_str());
    else
        print_table(rows);
    return 0;
}

Wish read_wish(int argc, char** argv) {
    Wish wish;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "--json")
            wish.as_json = true;
        else if (word == "--quick")
            setenv("TTS_BENCH_QUICK", "1", 1);
        else if (word == "--port" && i + 1 < argc)
            wish.port = std::stoi(argv[++i]);
        else
            wish.part = word;
    }
    return wish;
}

}  // namespace

}  // namespace tts::bench

int main(int argc, char** argv) {
    using namespace tts::bench;
    try {
        tts::set_log_level(tts::Level::warning);
        const Wish wish = read_wish(argc, argv);
        if (wish.part == "echo") run_echo_server(wish.port);
        if (wish.part == "front") run_front_server(wish.port);
        return run(wish);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
