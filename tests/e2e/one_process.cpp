#include "e2e/server_process.hpp"

namespace tts::test {

// All roles in one process: how a small shop runs.
std::unique_ptr<Servers> start_servers(const std::string& redis_url,
                                       const std::string& database_url) {
    return std::make_unique<ServerProcess>(ServerOptions{
        .roles = "", .redis_url = redis_url, .database_url = database_url, .arguments = {}});
}

}  // namespace tts::test
