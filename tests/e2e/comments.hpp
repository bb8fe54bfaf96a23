#pragma once

#include "e2e/api.hpp"
#include "e2e/deployment.hpp"

#include <string>

namespace tts::test {

// What one posts to /comments.
inline std::string comment(const std::string& streamer,
                           const std::string& client,
                           const std::string& message) {
    return object({{"streamer", streamer}, {"client", client}, {"message", message}});
}

}  // namespace tts::test
