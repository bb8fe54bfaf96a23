#include "apps/tiktoksales/token_signer.hpp"

#include "accounts/signing_key.hpp"

#include <filesystem>

namespace tts {

namespace {

Result<std::string> find_secret(const ServeSettings& settings) {
    if (!settings.security.jwt_secret.empty()) return settings.security.jwt_secret;
    std::error_code error;
    std::filesystem::create_directories(settings.storage.data, error);
    if (error)
        return Error(Errc::unavailable, "cannot make the data folder '" + settings.storage.data +
                                            "': " + error.message());
    return load_or_make_key(settings.storage.jwt_key_path());
}

}  // namespace

Result<TokenSigner> open_token_signer(const ServeSettings& settings) {
    const auto secret = find_secret(settings);
    if (!secret) return secret.error();
    return TokenSigner::make(*secret);
}

}  // namespace tts
