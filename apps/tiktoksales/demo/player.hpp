#pragma once

#include "apps/tiktoksales/demo/script.hpp"
#include "apps/tiktoksales/demo/show_client.hpp"

#include <map>
#include <string>
#include <vector>

namespace tts::demo {

// A thought of the script and the ids that the server gave its comments.
struct PlayedThought {
    Thought thought;
    std::vector<std::string> comment_ids;
};

// What came of playing the show, as the client saw it.
struct Played {
    std::map<std::string, std::string> product_ids;  // By SKU.
    std::vector<PlayedThought> thoughts;
    int comments_sent = 0;  // Repeats included.
    int repeats_sent = 0;
    std::vector<std::string> complaints;  // Acknowledgements that were not as they must be.
};

struct PlayOptions {
    std::string streamer;
    bool fast = false;
};

// Uploads the catalogue and plays the scenes, with a progress line. Stops at the first call that
// fails.
Result<Played> play(ShowClient& client,
                    const std::vector<Scene>& scenes,
                    const PlayOptions& options);

}  // namespace tts::demo
