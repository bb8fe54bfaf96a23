#include "intent/evaluate_slots.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <tuple>

namespace tts {

namespace {

std::vector<std::string> split(std::string_view text, std::string_view between) {
    std::vector<std::string> out;
    for (;;) {
        const auto at = text.find(between);
        out.emplace_back(text.substr(0, at));
        if (at == std::string_view::npos) return out;
        text.remove_prefix(at + between.size());
    }
}

std::optional<ClaimItem> parse_item(std::string_view text) {
    const auto fields = split(text, "/");
    if (fields.size() != 3) return std::nullopt;
    ClaimItem item{.code = std::string(trimmed(fields[0])),
                   .variant = std::string(trimmed(fields[1])),
                   .quantity = {}};
    const auto number = trimmed(fields[2]);
    if (number.empty()) return item;
    int quantity = 0;
    const auto [end, error] =
        std::from_chars(number.data(), number.data() + number.size(), quantity);
    if (error != std::errc{} || end != number.data() + number.size() || quantity < 1)
        return std::nullopt;
    item.quantity = quantity;
    return item;
}

std::optional<std::vector<ClaimItem>> parse_items(std::string_view text) {
    std::vector<ClaimItem> items;
    if (trimmed(text) == "-") return items;
    for (const auto& field : split(text, ";")) {
        auto item = parse_item(trimmed(field));
        if (!item) return std::nullopt;
        items.push_back(std::move(*item));
    }
    return items;
}

// The words of a line "# codes<TAB>A1<TAB>A2" after its first.
bool take_words(const std::vector<std::string>& fields,
                const std::string& name,
                std::vector<std::string>& words) {
    if (fields.front() != name) return false;
    words.insert(words.end(), fields.begin() + 1, fields.end());
    return true;
}

Result<void> take_line(const std::string& line, std::size_t number, SlotFile& file) {
    const auto fields = split(line, "\t");
    if (take_words(fields, "# codes", file.vocabulary.codes) ||
        take_words(fields, "# options", file.vocabulary.options))
        return {};
    if (line.empty() || line.starts_with("# ")) return {};
    auto items = fields.size() == 3 ? parse_items(fields[2]) : std::nullopt;
    if (!items)
        return Error(Errc::invalid, "line " + std::to_string(number) +
                                        " is not lang<TAB>text<TAB>items with items such as "
                                        "A12/M/2; B3// or -: " +
                                        line);
    SlotRow row{.language = fields[0], .burst = {}, .items = std::move(*items), .line = number};
    row.burst = split(fields[1], " | ");
    file.rows.push_back(std::move(row));
    return {};
}

// Brings items into a form in which equal wishes are equal: "red M" and "M red", none and one.
std::vector<ClaimItem> plain(std::vector<ClaimItem> items) {
    for (auto& item : items) {
        auto words = split(item.variant, " ");
        std::sort(words.begin(), words.end());
        item.variant.clear();
        for (const auto& word : words) item.variant += (item.variant.empty() ? "" : " ") + word;
        item.quantity = item.quantity.value_or(1);
        item.spans.clear();
    }
    std::sort(items.begin(), items.end(), [](const ClaimItem& a, const ClaimItem& b) {
        return std::tie(a.code, a.variant, a.quantity) < std::tie(b.code, b.variant, b.quantity);
    });
    return items;
}

std::vector<std::string> codes_of(const std::vector<ClaimItem>& items) {
    std::vector<std::string> codes;
    for (const auto& item : items)
        if (!item.code.empty()) codes.push_back(item.code);
    std::sort(codes.begin(), codes.end());
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    return codes;
}

void count(SlotShare& share, bool is_right) {
    ++share.of;
    share.right += is_right ? 1 : 0;
}

void count_codes(const std::vector<ClaimItem>& written,
                 const std::vector<ClaimItem>& read,
                 SlotEvaluation& out) {
    const auto wanted = codes_of(written);
    const auto found = codes_of(read);
    const auto in = [](const std::vector<std::string>& codes, const std::string& code) {
        return std::binary_search(codes.begin(), codes.end(), code);
    };
    for (const auto& code : found) count(out.code_precision, in(wanted, code));
    for (const auto& code : wanted) count(out.code_recall, in(found, code));
}

void count_one(const ClaimItem& written, const ClaimItem& read, SlotEvaluation& out) {
    if (written.quantity != 1 || read.quantity != 1)
        count(out.quantity, written.quantity == read.quantity);
    if (!written.variant.empty() || !read.variant.empty())
        count(out.variant, written.variant == read.variant);
}

void count_row(const SlotRow& row, const IntentReading& reading, SlotEvaluation& out) {
    const bool is_bought = reading.intent == Intent::buy && !reading.asks_how;
    const auto written = plain(row.items);
    const auto read = is_bought ? plain(reading.items) : std::vector<ClaimItem>{};
    count(out.whole, written == read);
    if (written != read) out.wrong.push_back({.row = row, .read = read});
    if (!written.empty() && read.empty()) {
        ++out.claims_missed;
        return;
    }
    count_codes(written, read, out);
    if (written.empty()) return;
    if (written.size() > 1)
        count(out.several, written == read);
    else
        count_one(written.front(), read.size() == 1 ? read.front() : ClaimItem{}, out);
}

}  // namespace

Result<SlotFile> read_slot_file(const std::string& path) {
    std::ifstream in(path);
    if (!in) return Error(Errc::not_found, "cannot open " + path);
    SlotFile file;
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
        const auto taken = take_line(line, number, file);
        if (!taken) return taken.error().during(path);
    }
    if (file.rows.empty()) return Error(Errc::invalid, path + " holds no messages");
    return file;
}

SlotEvaluation evaluate_slots(const IntentReader& reader, const SlotFile& file) {
    SlotEvaluation out;
    out.n = file.rows.size();
    for (const auto& row : file.rows) {
        const std::vector<std::string_view> burst(row.burst.begin(), row.burst.end());
        count_row(row, reader.read(burst, file.vocabulary), out);
    }
    return out;
}

std::string to_string(const std::vector<ClaimItem>& items) {
    if (items.empty()) return "-";
    std::string out;
    for (const auto& item : items) {
        if (!out.empty()) out += "; ";
        out += item.code + "/" + item.variant + "/";
        if (item.quantity) out += std::to_string(*item.quantity);
    }
    return out;
}

}  // namespace tts
