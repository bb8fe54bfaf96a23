#pragma once

#include "accounts/token.hpp"
#include "apps/tiktoksales/settings.hpp"

namespace tts {

// Signs with the secret that the settings name, or else with the key of the data folder, which is
// made when it is missing. Errc::invalid if the secret is too short.
Result<TokenSigner> open_token_signer(const ServeSettings& settings);

}  // namespace tts
