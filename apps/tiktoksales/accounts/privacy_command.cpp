#include "apps/tiktoksales/accounts/privacy_command.hpp"

#include "apps/tiktoksales/accounts/privacy_routes.hpp"
#include "apps/tiktoksales/commands.hpp"
#include "apps/tiktoksales/config_commands.hpp"
#include "apps/tiktoksales/storage.hpp"

#include <unistd.h>
#include <CLI/CLI.hpp>

#include <cstdlib>
#include <iostream>
#include <memory>

namespace tts {

namespace {

int run_export(const StorageSettings& storage, const BuyerKey& key) {
    const auto store = open_privacy_store(storage);
    if (!store) return fail(store.error());
    const auto tables = (*store)->collect(key);
    if (!tables) return fail(tables.error());
    std::cout << export_json(key, *tables, now()) << '\n';
    return EXIT_SUCCESS;
}

int run_erase(const StorageSettings& storage, const BuyerKey& key) {
    const auto store = open_privacy_store(storage);
    if (!store) return fail(store.error());
    const auto erased = (*store)->erase(key, now());
    if (!erased) return fail(erased.error());
    std::cout << erased->rows << " rows changed; the buyer is now " << erased->pseudonym << '\n';
    const auto noted = note_command(storage, "privacy erase", erased->pseudonym);
    return noted ? EXIT_SUCCESS : fail(noted.error());
}

using Action = int (*)(const StorageSettings&, const BuyerKey&);

void add_action(CLI::App& command,
                const std::shared_ptr<config::Flags>& flags,
                Action action,
                int& status) {
    const auto key = std::make_shared<BuyerKey>();
    command.add_option("buyer", key->buyer, "The handle, or the account's e-mail address")
        ->required();
    command.add_option("--streamer", key->streamer,
                       "Whose buyer. Without: of all, and the account of that address");
    command.callback([flags, key, action, &status] {
        status = with_settings(
            *flags, [&](const ServeSettings& settings) { return action(settings.storage, *key); });
    });
}

}  // namespace

void add_privacy(CLI::App& app, int& status) {
    auto* command = app.add_subcommand("privacy", "What is kept on a buyer, and an end to it");
    command->require_subcommand(1);
    const auto flags = add_options(*command, {config::Scope::storage});
    add_action(*command->add_subcommand("export", "Print it as JSON"), flags, run_export, status);
    add_action(*command->add_subcommand("erase", "Put a pseudonym in its place; sums stay"), flags,
               run_erase, status);
}

Result<void> note_command(const StorageSettings& storage,
                          const std::string& action,
                          const std::string& object) {
    const auto log = open_audit_log(storage);
    if (!log) return log.error();
    AuditEntry entry;
    entry.at = now();
    entry.actor_kind = "command";
    entry.actor = std::to_string(getuid());
    entry.action = "tiktoksales " + action;
    entry.object = object;
    return (*log)->append(entry);
}

}  // namespace tts
