#include "intent/concept_lexicon.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>

namespace tts {

namespace {

constexpr std::uint64_t prefix_salt = 0xd6e8feb86659fd93U;
constexpr std::uint64_t prefixes_salt = 0xe7037ed1a0b428dbU;  // Lengths, by the first bytes.
constexpr std::uint64_t pieces_salt = 0x8ebc6af09c88c6e3U;    // In letters, by the first letter.
constexpr std::size_t phrase_tokens_max = 6;
constexpr std::size_t prefix_bytes_min = 3;
constexpr std::size_t prefix_bytes_max = 15;
// Letters of the scripts without spaces have three bytes each, but for rare ideographs.
constexpr std::size_t letter_bytes = 3;
constexpr std::size_t piece_letters_max = 15;

// A word that two languages share means what the language that comes first here says.
std::size_t rank_of(const std::string& path) {
    constexpr std::array<std::string_view, 3> first = {"en.tsv", "es.tsv", "pt.tsv"};
    const auto name = std::filesystem::path(path).filename().string();
    const auto found = std::find(first.begin(), first.end(), name);
    return static_cast<std::size_t>(found - first.begin());
}

constexpr std::uint16_t bit(std::size_t at) {
    return static_cast<std::uint16_t>(1U << at);
}

// The value of a word: its concept, and from this bit on the lengths of the phrases that it begins.
constexpr std::size_t lengths_at = 8;
static_assert(ConceptLexicon::concepts_max < 256 && lengths_at + phrase_tokens_max < 16);

constexpr Concept concept_in(std::uint16_t value) {
    return static_cast<Concept>(value & 0xffU);
}

constexpr std::uint64_t key_bits = ~std::uint64_t{0xffff};

constexpr std::uint16_t value_in(std::uint64_t slot) {
    return static_cast<std::uint16_t>(slot & ~key_bits);
}

void put_number(std::string& out, std::size_t number) {
    const auto bytes = static_cast<std::uint32_t>(number);
    out.append(reinterpret_cast<const char*>(&bytes), sizeof bytes);
}

std::optional<std::uint32_t> take_number(std::string_view& bytes) {
    std::uint32_t number = 0;
    if (bytes.size() < sizeof number) return std::nullopt;
    std::memcpy(&number, bytes.data(), sizeof number);
    bytes.remove_prefix(sizeof number);
    return number;
}

std::uint64_t beginning_key(std::string_view word) {
    return hash_text(word.substr(0, prefix_bytes_min)) ^ prefixes_salt;
}

}  // namespace

void ConceptLexicon::put_slot(std::uint64_t key, std::uint16_t value) {
    if (slots_.size() < (count_ + 1) * 2) {
        const auto before = std::move(slots_);
        slots_.assign(std::max<std::size_t>(before.size() * 2, 1'024), {});
        count_ = 0;
        for (const auto slot : before)
            if (slot != 0) put_slot(slot, value_in(slot));
    }
    auto& slot = slots_[place_of(key)];
    if (slot == 0) ++count_;
    slot = (key & key_bits) | value;
}

// Where the key is, or would be.
std::size_t ConceptLexicon::place_of(std::uint64_t key) const {
    const auto mask = slots_.size() - 1;
    auto at = (key >> 20) & mask;
    while (slots_[at] != 0 && ((slots_[at] ^ key) & key_bits) != 0) at = (at + 1) & mask;
    return at;
}

void ConceptLexicon::add(std::uint64_t key, Concept found) {
    const auto known = look_up(key);
    if (concept_in(known) != 0) return;  // The first file and the first line win.
    put_slot(key, static_cast<std::uint16_t>(known | found));
}

void ConceptLexicon::add_bit(std::uint64_t key, std::size_t at) {
    put_slot(key, look_up(key) | bit(at));
}

std::uint16_t ConceptLexicon::look_up(std::uint64_t key) const {
    return slots_.empty() ? std::uint16_t{0} : value_in(slots_[place_of(key)]);
}

Concept ConceptLexicon::find_beginning(std::string_view word) const {
    if (word.size() < prefix_bytes_min) return 0;
    const auto lengths = look_up(beginning_key(word));
    if (lengths == 0) return 0;
    for (auto size = std::min(word.size(), prefix_bytes_max); size >= prefix_bytes_min; --size) {
        if ((lengths & bit(size)) == 0) continue;
        if (const auto found = look_up(hash_text(word.substr(0, size)) ^ prefix_salt))
            return static_cast<Concept>(found);
    }
    return 0;
}

ConceptLexicon::Match ConceptLexicon::find(const NormalText& text, std::size_t at) const {
    const auto& tokens = text.tokens;
    const auto& first = tokens[at];
    const auto known = look_up(first.hash);
    const auto lengths = static_cast<std::size_t>(known) >> lengths_at;
    const auto longest = std::min<std::size_t>(phrase_tokens_max, tokens.size() - at);
    for (auto count = lengths == 0 ? 1 : longest; count > 1; --count) {
        const auto& last = tokens[at + count - 1];
        if ((lengths & bit(count)) == 0 || last.part != first.part) continue;
        const auto phrase =
            std::string_view(text.text).substr(first.begin, last.begin + last.size - first.begin);
        if (const auto found = concept_in(look_up(hash_text(phrase))))
            return {.found = found, .tokens = count};
    }
    auto found = concept_in(known);
    if (found == 0 && first.short_hash != 0) found = concept_in(look_up(first.short_hash));
    return {.found = found != 0 ? found : find_beginning(text.word(first))};
}

ConceptLexicon::Piece ConceptLexicon::find_piece(std::string_view text) const {
    const auto letters = look_up(hash_text(text.substr(0, letter_bytes)) ^ pieces_salt);
    if (letters == 0) return {};
    for (auto count = std::min(text.size() / letter_bytes, piece_letters_max); count > 0; --count) {
        const auto size = count * letter_bytes;
        if ((letters & bit(count)) == 0) continue;
        if (const auto found = concept_in(look_up(hash_text(text.substr(0, size)))))
            return {.found = found, .bytes = size};
    }
    return {};
}

Result<void> ConceptLexicon::add_entry(std::string_view entry, Concept found) {
    const bool is_prefix = entry.size() > 1 && entry.ends_with('*');
    std::string words(is_prefix ? entry.substr(0, entry.size() - 1) : entry);
    std::replace(words.begin(), words.end(), '-', ' ');
    const std::string_view parts[] = {words};
    const auto plain = normalise(parts);
    const bool has_letter =
        std::any_of(plain.tokens.begin(), plain.tokens.end(),
                    [](const Token& token) { return token.kind != Token::Kind::mark; });
    if (!has_letter) return Error(Errc::invalid, "'" + std::string(entry) + "' has no letter");
    const auto& last = plain.tokens.back();
    const auto whole = std::string_view(plain.text).substr(0, last.begin + last.size);
    if (is_prefix && (plain.tokens.size() > 1 || whole.size() < prefix_bytes_min))
        return Error(Errc::invalid, "'" + std::string(entry) + "': a beginning is one word of " +
                                        std::to_string(prefix_bytes_min) + " bytes or more");
    if (is_prefix) {
        if (whole.size() > prefix_bytes_max)
            return Error(Errc::invalid, "'" + std::string(entry) + "': longer than " +
                                            std::to_string(prefix_bytes_max) + " bytes");
        add(hash_text(whole) ^ prefix_salt, found);
        add_bit(beginning_key(whole), whole.size());
        return {};
    }
    add(hash_text(whole), found);
    if (whole.size() <= letter_bytes * piece_letters_max && decode_utf8(whole).size == letter_bytes)
        add_bit(hash_text(whole.substr(0, letter_bytes)) ^ pieces_salt,
                whole.size() / letter_bytes);
    if (plain.tokens.size() > phrase_tokens_max)
        return Error(Errc::invalid, "'" + std::string(entry) + "': more than " +
                                        std::to_string(phrase_tokens_max) + " words");
    if (plain.tokens.size() > 1) {
        const auto& first = plain.tokens.front();
        add_bit(first.hash, lengths_at + plain.tokens.size());
    }
    return {};
}

Result<void> ConceptLexicon::add_line(std::string_view line, Concept found) {
    while (!line.empty()) {
        const auto entry = line.substr(0, line.find(' '));
        line.remove_prefix(std::min(entry.size() + 1, line.size()));
        if (entry.empty()) continue;
        if (const auto added = add_entry(entry, found); !added) return added.error();
    }
    return {};
}

std::size_t ConceptLexicon::number_of(std::string_view name) const {
    const auto found = std::find(names_.begin(), names_.end(), name);
    return found == names_.end() ? 0 : static_cast<std::size_t>(found - names_.begin()) + 1;
}

Result<void> ConceptLexicon::read_file(const std::string& path) {
    std::ifstream file(path);
    if (!file) return Error(Errc::not_found, "cannot open " + path);
    const bool may_name = names_.empty();
    std::string line;
    for (std::size_t number = 1; std::getline(file, line); ++number) {
        const auto where = path + ":" + std::to_string(number);
        if (line.empty() || line.starts_with("# ")) continue;
        const auto tab = line.find('\t');
        if (tab == std::string::npos || !is_utf8(line))
            return Error(Errc::invalid, "expected a concept, a tab and its words").during(where);
        const auto name = line.substr(0, tab);
        if (may_name && number_of(name) == 0) names_.push_back(name);
        const auto known = number_of(name);
        if (known == 0)
            return Error(Errc::invalid, "the first file has no concept '" + name + "'")
                .during(where);
        if (known > concepts_max)
            return Error(Errc::invalid, "more than " + std::to_string(concepts_max) + " concepts")
                .during(where);
        const auto added =
            add_line(std::string_view(line).substr(tab + 1), static_cast<Concept>(known));
        if (!added) return added.error().during(where);
    }
    return {};
}

Result<ConceptLexicon> ConceptLexicon::read(const std::string& folder) {
    std::vector<std::string> paths;
    std::error_code failure;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failure))
        if (entry.path().extension() == ".tsv") paths.push_back(entry.path().string());
    if (paths.empty()) return Error(Errc::not_found, "no .tsv files in " + folder);
    std::sort(paths.begin(), paths.end(), [](const std::string& a, const std::string& b) {
        return std::pair(rank_of(a), a) < std::pair(rank_of(b), b);
    });
    ConceptLexicon lexicon;
    for (const auto& path : paths)
        if (const auto read = lexicon.read_file(path); !read) return read.error();
    return lexicon;
}

void ConceptLexicon::put(std::string& out) const {
    std::string names;
    for (const auto& name : names_) names += name + '\n';
    put_number(out, names.size());
    out += names;
    put_number(out, count_);
    for (const auto slot : slots_)
        if (slot != 0) out.append(reinterpret_cast<const char*>(&slot), sizeof slot);
}

bool ConceptLexicon::take_names(std::string_view& bytes) {
    const auto size = take_number(bytes);
    if (!size || *size > bytes.size()) return false;
    auto names = bytes.substr(0, *size);
    bytes.remove_prefix(*size);
    while (!names.empty()) {
        const auto end = names.find('\n');
        if (end == std::string_view::npos || names_.size() == concepts_max) return false;
        names_.emplace_back(names.substr(0, end));
        names.remove_prefix(end + 1);
    }
    return true;
}

bool ConceptLexicon::take(std::string_view& bytes) {
    if (!take_names(bytes)) return false;
    const auto count = take_number(bytes);
    if (!count || *count > bytes.size() / sizeof(Slot)) return false;
    for (std::uint32_t i = 0; i < *count; ++i) {
        Slot slot = 0;
        std::memcpy(&slot, bytes.data(), sizeof slot);
        if (slot == 0) return false;
        put_slot(slot, value_in(slot));
        bytes.remove_prefix(sizeof slot);
    }
    return true;
}

}  // namespace tts
