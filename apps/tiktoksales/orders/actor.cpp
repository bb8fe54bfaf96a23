#include "apps/tiktoksales/orders/actor.hpp"

namespace tts {

std::string actor_of(const Gate& gate, const http::Request& request) {
    const auto caller = gate.caller(request);
    if (!caller) return {};
    if (caller->account)
        return std::string(to_string(caller->account->role)) + " " + caller->account->name;
    return caller->program ? "program " + caller->program->name : "local";
}

}  // namespace tts
