#include "apps/tiktoksales/token_commands.hpp"

#include "accounts/api_tokens.hpp"
#include "apps/tiktoksales/accounts/privacy_command.hpp"
#include "apps/tiktoksales/commands.hpp"
#include "apps/tiktoksales/config_commands.hpp"
#include "apps/tiktoksales/storage.hpp"

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <memory>

namespace tts {

namespace {

using config::Scope;

Result<std::unique_ptr<ApiTokenStore>> open_tokens(const StorageSettings& storage) {
    const auto migrator = open_migrator(storage);
    if (!migrator) return migrator.error().during("opening the database");
    const auto applied = (*migrator)->apply();
    if (!applied) return applied.error().during("bringing the database's schema up to date");
    return open_api_token_store(storage);
}

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "" : ",") + name;
    return text;
}

std::string state_of(const ApiToken& token) {
    if (token.revoked_at) return "revoked " + to_iso8601(*token.revoked_at);
    if (!token.expires_at) return "valid";
    const bool is_over = *token.expires_at <= now();
    return (is_over ? "expired " : "valid until ") + to_iso8601(*token.expires_at);
}

void add_token_create(CLI::App& parent, const std::shared_ptr<config::Flags>& flags, int& status) {
    auto* command = parent.add_subcommand("create", "Make a token, and show it this once");
    const auto options = std::make_shared<TokenOptions>();
    command->add_option("scope", options->scope, "ingest, service or admin")
        ->required()
        ->check(CLI::IsMember({"ingest", "service", "admin"}));
    command->add_option("name", options->name, "What it is for: obs, tiktok-connector")->required();
    command->add_option(
        "--streamer", options->streamers,
        "Whose comments an ingest token may bring; repeatable. Without: everybody's");
    command->add_option("--days", options->days, "How long it is valid. Without: until revoked")
        ->check(CLI::Range(1, 36'500));
    command->callback([flags, options, &status] {
        status = with_settings(*flags, [&](const ServeSettings& settings) {
            return run_token_create(settings.storage, *options);
        });
    });
}

void add_token(CLI::App& app, int& status) {
    auto* command = app.add_subcommand("token", "The tokens of programs");
    command->require_subcommand(1);
    const auto flags = add_options(*command, {Scope::storage});
    add_token_create(*command, flags, status);
    command->add_subcommand("list", "All tokens, without their secrets")
        ->callback([flags, &status] {
            status = with_settings(*flags, [](const ServeSettings& settings) {
                return run_token_list(settings.storage);
            });
        });
    const auto prefix = std::make_shared<std::string>();
    auto* revoke = command->add_subcommand("revoke", "End a token, within two seconds");
    revoke->add_option("prefix", *prefix, "As `token list` shows it")->required();
    revoke->callback([flags, prefix, &status] {
        status = with_settings(*flags, [&](const ServeSettings& settings) {
            return run_token_revoke(settings.storage, *prefix);
        });
    });
}

}  // namespace

int run_token_create(const StorageSettings& storage, const TokenOptions& options) {
    const auto scope = parse_token_scope(options.scope);
    if (!scope) return fail(Error(Errc::invalid, "no scope '" + options.scope + "'"));
    if (*scope != TokenScope::ingest && !options.streamers.empty())
        return fail(Error(Errc::invalid, "--streamer is for ingest tokens only"));
    const auto store = open_tokens(storage);
    if (!store) return fail(store.error());
    auto made = make_api_token(*scope, options.name);
    made.token.streamers = options.streamers;
    if (options.days > 0) made.token.expires_at = now() + std::chrono::hours(24) * options.days;
    const auto added = (*store)->add(made.token);
    if (!added) return fail(added.error());
    const auto noted = note_command(storage, "token create", made.token.prefix);
    if (!noted) return fail(noted.error().during("writing to the audit log"));
    std::cout << made.text << '\n';
    std::cerr
        << "This is the only time that it is shown. Send it as 'Authorization: Bearer ...'.\n";
    return EXIT_SUCCESS;
}

int run_token_list(const StorageSettings& storage) {
    const auto store = open_tokens(storage);
    if (!store) return fail(store.error());
    const auto tokens = (*store)->all();
    if (!tokens) return fail(tokens.error());
    for (const ApiToken& token : *tokens)
        std::cout << token.prefix << '\t' << token.name << '\t'
                  << (token.streamers.empty() ? "everybody" : joined(token.streamers)) << '\t'
                  << state_of(token) << '\t'
                  << (token.last_used_at ? "used " + to_iso8601(*token.last_used_at) : "never used")
                  << '\n';
    return EXIT_SUCCESS;
}

int run_token_revoke(const StorageSettings& storage, const std::string& prefix) {
    const auto store = open_tokens(storage);
    if (!store) return fail(store.error());
    const auto revoked = (*store)->revoke(prefix, now());
    if (!revoked) return fail(revoked.error());
    const auto noted = note_command(storage, "token revoke", prefix);
    if (!noted) return fail(noted.error().during("writing to the audit log"));
    std::cout << prefix << " is revoked\n";
    return EXIT_SUCCESS;
}

void add_key_commands(CLI::App& app, int& status) {
    auto* init = app.add_subcommand(
        "init", "Write a configuration file, and the keys that a server needs which others reach");
    const auto flags = add_options(*init, {Scope::storage});
    const auto options = std::make_shared<InitOptions>();
    init->add_flag("--force", options->force,
                   "Replace what an earlier init wrote: all accounts must log in again");
    init->callback([flags, options, &status] {
        status = with_settings(*flags, [&](const ServeSettings& settings) {
            return run_init(settings.storage, *options);
        });
    });
    add_token(app, status);
}

}  // namespace tts
