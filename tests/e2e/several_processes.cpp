#include "e2e/fleet.hpp"

namespace tts::test {

// Two chat processes, three workers, and one of each other role: how a large shop runs.
std::unique_ptr<Servers> start_servers(const std::string& redis_url,
                                       const std::string& database_url) {
    return std::make_unique<Fleet>(redis_url, database_url);
}

}  // namespace tts::test
