#include "bench/report.hpp"

#include "core/json_writer.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace tts::bench {

int rounds() {
    const char* const wanted = std::getenv("TTS_BENCH_ROUNDS");
    if (wanted) return std::max(std::atoi(wanted), 1);
    return is_quick() ? 1 : 5;
}

bool is_quick() {
    return std::getenv("TTS_BENCH_QUICK") != nullptr;
}

std::size_t scaled(std::size_t number) {
    constexpr std::size_t quick_divisor = 50;
    return is_quick() ? std::max<std::size_t>(number / quick_divisor, 1) : number;
}

double median(std::vector<double> values) {
    if (values.empty()) return std::nan("");
    std::sort(values.begin(), values.end());
    const auto middle = values.size() / 2;
    if (values.size() % 2 == 1) return values[middle];
    return (values[middle - 1] + values[middle]) / 2;
}

std::string decimal(double number, int decimals) {
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", decimals, number);
    return text;
}

std::string thousands(double number) {
    std::string text = decimal(number, 0);
    for (auto at = static_cast<int>(text.size()) - 3; at > 0; at -= 3)
        text.insert(static_cast<std::size_t>(at), 1, ' ');
    return text;
}

void print_table(const std::vector<Row>& rows) {
    std::printf("| what | ours | beside it | goal | |\n|---|---|---|---|---|\n");
    for (const Row& row : rows)
        std::printf("| %s | %s | %s | %s | %s |\n", row.what.c_str(), row.ours.c_str(),
                    row.beside.c_str(), row.goal.c_str(),
                    !row.met   ? ""
                    : *row.met ? "met"
                               : "short");
    std::fflush(stdout);
}

std::string rows_json(const std::vector<Row>& rows) {
    JsonWriter json;
    json.object().key("rows").array();
    for (const Row& row : rows)
        json.object()
            .member("what", row.what)
            .member("ours", row.ours)
            .member("beside", row.beside)
            .member("goal", row.goal)
            .member("met", row.met)
            .end();
    return json.end().end().take();
}

}  // namespace tts::bench
