#include "apps/tiktoksales/config/toml_file.hpp"

#include "apps/tiktoksales/config/option_value.hpp"
#include "apps/tiktoksales/config/suggestion.hpp"

#include <toml++/toml.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <optional>
#include <sstream>

namespace tts::config {

namespace {

constexpr std::string_view file_suffix = "_file";

std::vector<std::string> known_keys() {
    std::vector<std::string> keys;
    for (const Option& option : options()) {
        keys.emplace_back(option.key);
        if (option.is_secret()) keys.push_back(std::string(option.key) + std::string(file_suffix));
    }
    return keys;
}

// What a key is about: an option's value, or the path of a file that has it.
struct Meaning {
    const Option* option = nullptr;
    bool is_path = false;
};

Meaning meaning_of(std::string_view key) {
    if (const Option* const option = find_option(key)) return {.option = option};
    if (!key.ends_with(file_suffix)) return {};
    const Option* const option = find_option(key.substr(0, key.size() - file_suffix.size()));
    if (option == nullptr || !option->is_secret()) return {};
    return {.option = option, .is_path = true};
}

std::string_view expected(Kind kind) {
    switch (kind) {
        case Kind::text: return "a text in quotes";
        case Kind::list: return "a list of texts, as in [\"a\", \"b\"]";
        case Kind::boolean: return "true or false, without quotes";
        case Kind::integer: return "a whole number, without quotes";
        case Kind::number: return "a number, without quotes";
    }
    return "";
}

std::string number_text(double value) {
    std::ostringstream text;
    text << value;
    return text.str();
}

std::optional<std::string> list_text(const toml::node& node) {
    const auto* const array = node.as_array();
    if (array == nullptr) return std::nullopt;
    std::string text;
    for (const auto& element : *array) {
        const auto word = element.value_exact<std::string>();
        // A comma would make two elements of one.
        if (!word || word->find(',') != std::string::npos) return std::nullopt;
        text += (text.empty() ? "" : ",") + *word;
    }
    return text;
}

// Nothing if the node is of another kind.
std::optional<std::string> text_of(const toml::node& node, Kind kind) {
    switch (kind) {
        case Kind::text: return node.value_exact<std::string>();
        case Kind::list: return list_text(node);
        case Kind::boolean: {
            const auto flag = node.value_exact<bool>();
            return flag ? std::optional<std::string>(*flag ? "true" : "false") : std::nullopt;
        }
        case Kind::integer:
        case Kind::number: break;
    }
    if (const auto whole = node.value_exact<std::int64_t>()) return std::to_string(*whole);
    const auto number = node.value_exact<double>();
    if (kind == Kind::integer || !number) return std::nullopt;
    return number_text(*number);
}

void take_value(TomlFile& file, const std::string& key, const toml::node& node) {
    const std::size_t line = node.source().begin.line;
    const auto [option, is_path] = meaning_of(key);
    if (option == nullptr) {
        file.faults.push_back({.where = file.where(line, key),
                               .what = "unknown key" + suggestion(key, known_keys())});
        return;
    }
    const Kind kind = is_path ? Kind::text : kind_of(*option);
    auto text = text_of(node, kind);
    if (!text) {
        file.faults.push_back(
            {.where = file.where(line, key), .what = "must be " + std::string(expected(kind))});
        return;
    }
    file.values[key] = {.text = std::move(*text), .line = line};
}

void take_section(TomlFile& file, const std::string& section, const toml::node& node) {
    const auto* const table = node.as_table();
    if (table == nullptr) return take_value(file, section, node);
    for (const auto& [name, value] : *table)
        take_value(file, section + "." + std::string(name.str()), value);
}

}  // namespace

TomlFile read_toml_file(const std::string& path) {
    TomlFile file{.path = path, .values = {}, .faults = {}};
    std::ifstream in(path);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) {
        file.faults.push_back(
            {.where = path, .what = std::string("cannot be read: ") + std::strerror(errno)});
        return file;
    }
    const auto parsed = toml::parse(text.str(), path);
    if (!parsed) {
        file.faults.push_back({.where = file.position(parsed.error().source().begin.line),
                               .what = "is no TOML: " + std::string(parsed.error().description())});
        return file;
    }
    for (const auto& [name, node] : parsed.table())
        take_section(file, std::string(name.str()), node);
    return file;
}

}  // namespace tts::config
