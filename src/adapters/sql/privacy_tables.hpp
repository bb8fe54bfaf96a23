#pragma once

#include <string>
#include <string_view>
#include <vector>

// Where buyers stand in the tables, said once: what an export reads, and what an erasure changes.
// Statements have the streamer as $1, empty for all, and the buyer as $2.

namespace tts::sql {

// A column of an export; times are read as such, and everything else as text.
struct KeptColumn {
    std::string_view name;
    bool is_time = false;
};

constexpr char kind_of_time = '@';
constexpr char kind_of_text = '.';

struct KeptRows {
    std::string_view table;
    std::vector<KeptColumn> columns;
    // The whole statement. Before the columns it gives their kinds, a letter each, so that a row
    // can be read without knowing whose it is.
    std::string select;
};

const std::vector<KeptRows>& kept_rows();

// An UPDATE; besides, $3 is the pseudonym and $4 the time. It is given as many as it names.
struct ErasingStep {
    std::string sql;
    std::size_t parameters = 3;
};

// In this order, because later ones change what earlier ones look for.
const std::vector<ErasingStep>& erasing_steps();
// The account, if all of it is to go: $1 is its address, $2 the time, $3 the pseudonym.
const std::vector<ErasingStep>& account_steps();

}  // namespace tts::sql
