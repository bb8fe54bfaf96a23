#include "apps/tiktoksales/config_commands.hpp"

#include "apps/tiktoksales/commands.hpp"
#include "apps/tiktoksales/config/check.hpp"
#include "apps/tiktoksales/config/option_value.hpp"
#include "apps/tiktoksales/config/print.hpp"

#include <unistd.h>

#include <cstdlib>
#include <iostream>

namespace tts {

namespace {

using config::Fault;
using config::Loaded;
using config::Scope;

constexpr int bad_configuration = 2;

void print_faults(const std::vector<Fault>& faults) {
    for (const Fault& fault : faults) std::cerr << "tiktoksales: " << fault.to_string() << '\n';
}

void append(std::vector<Fault>& faults, const std::vector<Fault>& more) {
    faults.insert(faults.end(), more.begin(), more.end());
}

struct ServeWishes {
    bool check = false;
    bool print = false;
};

int run(const config::Flags& flags, ServeWishes wishes) {
    Loaded loaded = config::load(flags.inputs());
    append(loaded.faults, config::check(loaded.settings));
    append(loaded.faults, config::check_environment(environ));
    print_faults(loaded.faults);
    if (wishes.print) std::cout << config::print_config(loaded);
    if (!loaded.ok()) return bad_configuration;
    if (wishes.check) std::cout << "the configuration is good\n";
    if (wishes.check || wishes.print) return EXIT_SUCCESS;

    set_log_format(loaded.settings.log.format);
    set_log_level(loaded.settings.log.level);
    return run_serve(loaded.settings);
}

void print_plain() {
    for (const config::Option& option : config::options()) {
        std::cout << config::names_of(option);
        const auto standard = config::default_text(option);
        if (!standard.empty()) std::cout << " [" << standard << "]";
        std::cout << "\n    " << option.help << '\n';
    }
}

}  // namespace

std::shared_ptr<config::Flags> add_options(CLI::App& command, const std::vector<Scope>& scopes) {
    auto flags = std::make_shared<config::Flags>();
    flags->add_to(command, scopes);
    return flags;
}

int with_settings(const config::Flags& flags, const std::function<int(ServeSettings&)>& action) {
    Loaded loaded = config::load(flags.inputs());
    print_faults(loaded.faults);
    return loaded.ok() ? action(loaded.settings) : bad_configuration;
}

void add_serve(CLI::App& app, int& status) {
    auto* command = app.add_subcommand("serve", "Run the server: all roles, or some of them");
    const auto flags = add_options(*command, {Scope::storage, Scope::pictures, Scope::serve});
    const auto wishes = std::make_shared<ServeWishes>();
    command->add_flag("--check-config", wishes->check,
                      "Check the configuration and start nothing: status 0 if it is good, else 2");
    command->add_flag("--print-config", wishes->print,
                      "Print every value and where it comes from, secrets masked; start nothing");
    command->callback([flags, wishes, &status] { status = run(*flags, *wishes); });
}

void add_options_command(CLI::App& app, int& status) {
    auto* command = app.add_subcommand("options", "Print what can be configured, and how");
    const auto as_markdown = std::make_shared<bool>(false);
    command->add_flag("--markdown", *as_markdown, "As docs/configuration.md");
    command->callback([as_markdown, &status] {
        if (*as_markdown)
            std::cout << config::print_markdown();
        else
            print_plain();
        status = EXIT_SUCCESS;
    });
}

}  // namespace tts
