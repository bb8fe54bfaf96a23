#include "apps/tiktoksales/config/flags.hpp"

#include "apps/tiktoksales/config/option_value.hpp"
#include "apps/tiktoksales/config/suggestion.hpp"

#include <algorithm>
#include <cstdlib>

namespace tts::config {

namespace {

std::string help_text(const Option& option, bool is_path) {
    std::string text = is_path ? "A file whose first line is it: " : "";
    text += option.help;
    const auto standard = default_text(option);
    if (!is_path && !standard.empty()) text += " [" + standard + "]";
    return text + " (" + option.variables().front() + (is_path ? "_FILE)" : ")");
}

void collect_flags(const CLI::App& app, std::vector<std::string>& known) {
    for (const CLI::Option* const option : app.get_options())
        for (const auto& name : option->get_lnames()) known.push_back("--" + name);
    for (const CLI::App* const command : app.get_subcommands()) collect_flags(*command, known);
}

}  // namespace

void Flags::add_flag(CLI::App& command, const std::string& name, const Option& option) {
    const bool is_path = name != option.flag;
    auto& texts = texts_[name];
    const auto help = help_text(option, is_path);
    if (!is_path && kind_of(option) == Kind::boolean) {
        command.add_flag(name, texts, help)->expected(0, 1);
        return;
    }
    command.add_option(name, texts, help)
        ->type_name(is_path ? "FILE" : "VALUE")
        ->expected(1)
        ->multi_option_policy(kind_of(option) == Kind::list ? CLI::MultiOptionPolicy::TakeAll
                                                            : CLI::MultiOptionPolicy::TakeLast);
}

void Flags::add_to(CLI::App& command, const std::vector<Scope>& scopes) {
    command
        .add_option("--config", file_,
                    "The configuration file [tiktoksales.toml of the data "
                    "folder]")
        ->type_name("FILE")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    for (const Option& option : options()) {
        if (std::find(scopes.begin(), scopes.end(), option.scope) == scopes.end()) continue;
        const std::string name(option.flag);
        if (option.secrecy != Secrecy::whole) add_flag(command, name, option);
        if (option.is_secret()) add_flag(command, name + "-file", option);
    }
}

Inputs Flags::inputs() const {
    Inputs inputs;
    inputs.environment = [](const char* name) { return std::getenv(name); };
    if (!file_.empty()) inputs.file = file_.back();
    for (const auto& [name, texts] : texts_) {
        if (texts.empty()) continue;
        std::string joined;
        for (const auto& text : texts) joined += (joined.empty() ? "" : ",") + text;
        inputs.flags[name] = std::move(joined);
    }
    return inputs;
}

std::string flag_suggestion(const CLI::App& app, const std::vector<std::string>& words) {
    std::vector<std::string> known;
    collect_flags(app, known);
    for (const auto& word : words) {
        const auto flag = word.substr(0, word.find('='));
        const bool is_known = std::find(known.begin(), known.end(), flag) != known.end();
        if (flag.starts_with("--") && flag.size() > 2 && !is_known) return suggestion(flag, known);
    }
    return {};
}

}  // namespace tts::config
