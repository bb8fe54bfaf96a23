#include "apps/tiktoksales/config/print.hpp"

#include "apps/tiktoksales/config/option_value.hpp"

#include <algorithm>

namespace tts::config {

namespace {

constexpr std::size_t source_column = 60;

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + "\"";
}

// As it is written in the file.
std::string toml_value(Kind kind, const std::string& text) {
    if (kind == Kind::text) return quoted(text);
    if (kind != Kind::list) return text;
    std::string list;
    for (const auto& word : split_list(text)) list += (list.empty() ? "" : ", ") + quoted(word);
    return "[" + list + "]";
}

// Calls `print` with each option, after a heading wherever a section begins.
template <class Heading, class Print>
void by_section(const Heading& heading, const Print& print) {
    std::string_view section;
    for (const Option& option : options()) {
        if (section_of(option) != section) heading(section = section_of(option));
        print(option);
    }
}

std::string code(std::string_view text) {
    return "`" + std::string(text) + "`";
}

std::string flags_cell(const Option& option) {
    const std::string flag(option.flag);
    if (option.secrecy == Secrecy::whole) return code(flag + "-file");
    return option.is_secret() ? code(flag) + ", " + code(flag + "-file") : code(flag);
}

std::string variables_cell(const Option& option) {
    std::string cell;
    for (const auto& name : option.variables()) cell += (cell.empty() ? "" : ", ") + code(name);
    return cell;
}

std::string default_cell(const Option& option) {
    const auto text = default_text(option);
    if (!option.default_text.empty()) return text;
    return text.empty() ? "" : code(text);
}

std::string meaning_cell(const Option& option) {
    std::string cell(option.help);
    std::string choices;
    for (const auto word : choices_of(option))
        choices += (choices.empty() ? "" : ", ") + code(word);
    if (!choices.empty()) cell += ". Of " + choices;
    const auto kind = kind_of(option);
    if (kind == Kind::integer || kind == Kind::number) cell += ", " + range_text(option.rule);
    if (option.is_secret()) cell += ". Secret";
    return cell;
}

constexpr std::string_view introduction = R"(# Configuration

This page is printed by `tiktoksales options --markdown`; a test compares it with the program.

A value comes from the first of these that has it:

1. a flag: `--redis-url redis://...`
2. the environment: `REDIS_URL`. An empty variable counts as one that is not set
3. the file: `redis_url = "..."` below `[storage]` in `tiktoksales.toml` of the data folder, or in
   the file that `--config FILE` names
4. the default

**Secrets.** What is marked as secret is masked wherever it is shown. It is never given as a flag,
which every user of the machine can read, unless it is a URL with a password in it. Instead of the
value, the path of a file can be given, whose first line is the value: `--jwt-secret-file`,
`JWT_SECRET_FILE`, `jwt_secret_file`. A file with secrets must not be open to every user.

**Checking.** `tiktoksales serve --check-config` reads and checks everything, starts nothing and
reaches no server. Each fault is one line that names the flag, the variable or the line of the file;
the exit status is 0 if there is none and 2 otherwise. `tiktoksales serve --print-config` prints
every value and where it comes from. Unknown flags and keys are faults.

**Beginning.** `tiktoksales init` writes a file to start from, and the keys that a server needs
which others can reach: see [security.md](security.md).

Lists have commas between their elements, and are lists in the file: `roles = ["chat", "worker"]`.
)";

}  // namespace

std::string print_config(const Loaded& loaded) {
    std::string out = loaded.file.empty() ? "# no file\n" : "# file " + loaded.file + "\n";
    by_section([&](std::string_view section) { out += "\n[" + std::string(section) + "]\n"; },
               [&](const Option& option) {
                   const auto kind = kind_of(option);
                   const auto text = shown_value(option, loaded.settings);
                   const bool is_unset = text.empty() && kind == Kind::boolean;
                   std::string line = is_unset ? "# " : "";
                   line += std::string(name_of(option)) + " = " + toml_value(kind, text);
                   line.resize(std::max(line.size() + 2, source_column), ' ');
                   out += line + "# " + loaded.sources.at(option.key) + "\n";
               });
    return out;
}

std::string print_markdown() {
    std::string out(introduction);
    by_section(
        [&](std::string_view section) {
            out += "\n## [" + std::string(section) + "] " + std::string(section_title(section)) +
                   "\n\n| key | flag | environment | default | meaning |\n"
                   "|---|---|---|---|---|\n";
        },
        [&](const Option& option) {
            out += "| " + code(option.key) + " | " + flags_cell(option) + " | " +
                   variables_cell(option) + " | " + default_cell(option) + " | " +
                   meaning_cell(option) + " |\n";
        });
    return out;
}

std::string print_sample(const std::string& lines) {
    std::string out = lines;
    by_section(
        [&](std::string_view section) {
            out += "\n# " + std::string(section_title(section)) + ".\n[" + std::string(section) +
                   "]\n";
        },
        [&](const Option& option) {
            const bool is_the_folder = option.key == "storage.data";
            if (is_the_folder) return;
            const auto text = option.default_text.empty() ? default_text(option) : std::string();
            const auto kind = kind_of(option);
            const bool has_value = !text.empty() || kind == Kind::text || kind == Kind::list;
            out += "# " + std::string(option.help) + ".\n#" + std::string(name_of(option)) + " = " +
                   (has_value ? toml_value(kind, text) : "true") + "\n";
        });
    return out;
}

}  // namespace tts::config
