#include "accounts/api_tokens.hpp"
#include "accounts/signing_key.hpp"
#include "apps/tiktoksales/commands.hpp"
#include "apps/tiktoksales/config/print.hpp"
#include "apps/tiktoksales/storage.hpp"
#include "apps/tiktoksales/token_commands.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <iostream>

namespace tts {

namespace {

constexpr const char* made_by_init = "init";

constexpr const char* file_head =
    "# The configuration of TikTokSales. Flags and the environment go before it; what stands "
    "behind\n"
    "# '#' is the default. 'tiktoksales serve --check-config' checks it, docs/configuration.md\n"
    "# explains it.\n";

std::string config_path(const StorageSettings& storage) {
    return (std::filesystem::path(storage.data) / config::default_file_name).string();
}

// For its owner only. The file is there as a whole or not at all.
Result<void> write_private_file(const std::string& path, const std::string& text) {
    const std::string draft = path + ".new";
    unlink(draft.c_str());
    const int file = open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    bool written = file >= 0;
    written = written && write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    written = written && fsync(file) == 0;
    if (file >= 0) close(file);
    written = written && std::rename(draft.c_str(), path.c_str()) == 0;
    if (written) return {};
    return Error(Errc::unavailable, "writing " + path + ": " + std::strerror(errno));
}

Result<void> prepare_folder(const StorageSettings& storage, bool force) {
    std::error_code error;
    std::filesystem::create_directories(storage.data, error);
    if (error)
        return Error(Errc::unavailable,
                     "cannot make the data folder '" + storage.data + "': " + error.message());
    if (force || !std::filesystem::exists(config_path(storage), error)) return {};
    return Error(Errc::conflict, config_path(storage) +
                                     " is there already; --force replaces it, the key and the "
                                     "tokens that init made");
}

Result<void> revoke_earlier(ApiTokenStore& store) {
    const auto tokens = store.all();
    if (!tokens) return tokens.error();
    for (const ApiToken& token : *tokens) {
        if (token.name != made_by_init || token.revoked_at) continue;
        const auto revoked = store.revoke(token.prefix, now());
        if (!revoked) return revoked.error();
    }
    return {};
}

struct InitialTokens {
    std::string admin;
    std::string ingest;
};

Result<InitialTokens> make_tokens(const StorageSettings& storage) {
    const auto migrator = open_migrator(storage);
    if (!migrator) return migrator.error().during("opening the database");
    const auto applied = (*migrator)->apply();
    if (!applied) return applied.error().during("bringing the database's schema up to date");
    const auto store = open_api_token_store(storage);
    if (!store) return store.error();
    const auto revoked = revoke_earlier(**store);
    if (!revoked) return revoked.error();
    const auto admin = make_api_token(TokenScope::admin, made_by_init);
    const auto ingest = make_api_token(TokenScope::ingest, made_by_init);
    for (const auto& made : {admin, ingest}) {
        const auto added = (*store)->add(made.token);
        if (!added) return added.error();
    }
    return InitialTokens{.admin = admin.text, .ingest = ingest.text};
}

void print_next_steps(const StorageSettings& storage, const InitialTokens& tokens) {
    std::cout << "Written: " << config_path(storage) << "\n         " << storage.jwt_key_path()
              << "  (signs the tokens of accounts)\n         " << storage.data_key_path()
              << "  (seals addresses in the database: keep a copy, nobody can read them without "
                 "it)\n\n"
              << "The admin token, and a token for sources of comments, for every streamer. They "
                 "are shown\nthis once; only their hashes are stored:\n\n  admin   "
              << tokens.admin << "\n  ingest  " << tokens.ingest << "\n\nWhat next:\n"
              << "  tiktoksales serve --data " << storage.data
              << "                  this machine only, no token needed\n"
              << "  tiktoksales serve --data " << storage.data
              << " --bind 0.0.0.0   others, too: every request needs its token\n"
              << "  tiktoksales token create ingest NAME --streamer WHO --data " << storage.data
              << "\n\nPut a proxy with TLS in front before others reach it: docs/security.md.\n";
}

}  // namespace

int run_init(const StorageSettings& storage, const InitOptions& options) {
    const auto prepared = prepare_folder(storage, options.force);
    if (!prepared) return fail(prepared.error());
    const auto tokens = make_tokens(storage);
    if (!tokens) return fail(tokens.error());
    if (options.force) unlink(storage.jwt_key_path().c_str());
    const auto key = load_or_make_key(storage.jwt_key_path());
    if (!key) return fail(key.error());
    // Not made anew by --force: what it sealed would be lost.
    const auto data_key = load_or_make_key(storage.data_key_path());
    if (!data_key) return fail(data_key.error());
    const auto written = write_private_file(config_path(storage), config::print_sample(file_head));
    if (!written) return fail(written.error());
    print_next_steps(storage, *tokens);
    return EXIT_SUCCESS;
}

}  // namespace tts
