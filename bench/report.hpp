#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace tts::bench {

// One line of the table of goals.
struct Row {
    std::string what;
    std::string ours;
    std::string beside;  // The ceiling or the comparison, measured in the same run.
    std::string goal;
    std::optional<bool> met;  // Nothing: there is no goal that this machine can judge.
};

struct Report {
    std::vector<Row> rows;
    std::string json;  // The part's figures: a JSON object.
};

// How often everything is measured: 5 times, or as TTS_BENCH_ROUNDS says; once for a quick look.
int rounds();

// A quick look (TTS_BENCH_QUICK is set, --quick) shows that everything works; its figures mean
// nothing.
bool is_quick();

// A number of comments, clients or connections: as many, or a fiftieth of it for a quick look.
std::size_t scaled(std::size_t number);

// The middle one, or the mean of the two in the middle.
double median(std::vector<double> values);

std::string thousands(double number);              // "12 345".
std::string decimal(double number, int decimals);  // "1.25".

void print_table(const std::vector<Row>& rows);

// The rows as JSON members, for the parts that have no form of their own.
std::string rows_json(const std::vector<Row>& rows);

}  // namespace tts::bench
