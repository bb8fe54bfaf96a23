#include "intent/signals.hpp"

#include <array>

namespace tts {

std::string_view to_string(Signal signal) {
    static constexpr std::array<std::string_view, signals_count> names = {
        "certain claim",
        "claim in a longer message",
        "request",
        "asks for the way to buy",
        "code of the show",
        "code beside other words",
        "short, with a number",
        "claim denied by a negation",
        "claim denied: past",
        "claim denied: hedge",
        "claim denied: condition",
        "claim denied: somebody else's",
        "claim denied: wants something else",
        "claim denied: a question",
        "claim taken back",
        "claim word and few others",
        "negation",
        "past",
        "hedge",
        "condition",
        "somebody else",
        "another want",
        "joke",
        "cancel",
        "pass",
        "question word",
        "question mark",
        "price word",
        "claim word in a longer message",
        "two words",
        "long message",
        "no words"};
    return names[static_cast<std::size_t>(signal)];
}

}  // namespace tts
