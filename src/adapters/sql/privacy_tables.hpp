#pragma once

#include <string>
#include <string_view>
#include <vector>

// Where buyers stand in the tables, said once: what an export reads, and what an erasure changes.
// Statements have the streamer as $1, empty for all, and the buyer as $2. A test of the contract
// compares both with the columns that the databases have.

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
    std::string_view table;
    std::vector<std::string_view> columns;  // That it writes.
    std::string sql;
    std::size_t parameters = 0;
};

// In this order, because later ones change what earlier ones look for.
const std::vector<ErasingStep>& erasing_steps();
// What belongs to the account, if all of it is to go: with the same four values.
const std::vector<ErasingStep>& account_steps();

struct TableColumn {
    std::string_view table;
    std::string_view column;
};

// What SqlPrivacyStore erases row by row, because it takes more than a statement.
const std::vector<TableColumn>& columns_erased_by_row();

// The text with what stands for whose rows it is about: "@own" is the streamer's rows, "@orders"
// and "@comments" are the buyer's, "@messages" what was told to the buyer, and "@phones" and
// "@mails" what the streamer knows of how to reach the buyer.
std::string with_buyers_rows(std::string text);

}  // namespace tts::sql
