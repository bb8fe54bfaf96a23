#pragma once

#include "core/intent.hpp"
#include "core/result.hpp"
#include "ports/intent_reader.hpp"

#include <string>
#include <vector>

namespace tts {

// A burst of one client, and what it asks for.
struct SlotRow {
    std::string language;
    std::vector<std::string> burst;
    std::vector<ClaimItem> items;  // Empty: it claims nothing.
    std::size_t line = 0;
};

struct SlotFile {
    ClaimVocabulary vocabulary;  // Of the show in which the bursts were written.
    std::vector<SlotRow> rows;
};

// Reads lang<TAB>text<TAB>items. The messages of a burst are parted by " | ". An item is
// code/variant/quantity, each of which may be empty ("A12/M/2", "/red/", "//" for a claim that
// names nothing); several are parted by ";", and "-" stands for no claim. "# codes" and "#
// options", each with words after tabs, say what the show sells; other lines that begin with "# "
// are skipped. Errc::not_found if the file cannot be opened, Errc::invalid with the line if one has
// another shape.
Result<SlotFile> read_slot_file(const std::string& path);

struct SlotShare {
    std::size_t right = 0, of = 0;

    double value() const {
        return of > 0 ? static_cast<double>(right) / static_cast<double>(of) : 1;
    }
};

struct WrongSlots {
    SlotRow row;
    std::vector<ClaimItem> read;
};

// How well slots are read. A quantity that nobody wrote is one. What is read counts only where the
// burst is read as a purchase, because nothing else becomes an order.
struct SlotEvaluation {
    std::size_t n = 0;
    std::size_t claims_missed = 0;  // Claims that were not read as a purchase: not in what follows.
    SlotShare quantity;             // Claims of one item that name a quantity, or are read to.
    SlotShare variant;              // The same of a variant.
    SlotShare several;              // Claims of several items, all of them right.
    SlotShare whole;                // All rows, those that claim nothing among them.
    SlotShare code_precision;       // Of the codes that were read.
    SlotShare code_recall;          // Of the codes that were written.
    std::vector<WrongSlots> wrong;  // In the file's order.
};

SlotEvaluation evaluate_slots(const IntentReader& reader, const SlotFile& file);

// "A12/M/2; B3//", as in the file; "-" for none.
std::string to_string(const std::vector<ClaimItem>& items);

}  // namespace tts
