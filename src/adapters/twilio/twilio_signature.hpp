#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tts {

// The header X-Twilio-Signature of a callback: base64 of the HMAC-SHA-1, under the account's token,
// of the URL as Twilio was given it, followed by each form field's name and value in the order of
// the names. Source: Twilio's documentation, "Security".
std::string twilio_signature(const std::string& auth_token,
                             std::string_view url,
                             std::vector<std::pair<std::string, std::string>> form);

// In a time that does not depend on where they differ.
bool is_same_signature(std::string_view a, std::string_view b);

}  // namespace tts
