#include "bench/audience.hpp"

#include <array>
#include <string_view>

namespace tts::bench {

namespace {

constexpr std::array<std::string_view, 12> purchases = {
    "lo quiero",      "la quiero por favor", "quiero 2",   "me lo llevo",
    "I'll take it",   "I want one please",   "quiero uno", "lo compro",
    "dame uno porfa", "mine!! I want it",    "quiero dos", "I'll take 2"};

constexpr std::array<std::string_view, 20> small_talk = {"hola desde Monterrey 😍",
                                                         "que bonito está todo",
                                                         "cuánto cuesta el envío?",
                                                         "hello from Texas",
                                                         "jajaja me encanta tu energía",
                                                         "is this available in blue?",
                                                         "buenas noches a todos",
                                                         "ya me llegó el mío, gracias!",
                                                         "what size is that?",
                                                         "saludos desde Lima",
                                                         "🔥🔥🔥",
                                                         "so pretty omg",
                                                         "de qué material es?",
                                                         "I love your lives",
                                                         "no lo quiero, gracias",
                                                         "primera vez que te veo",
                                                         "do you ship to Canada?",
                                                         "ese color no me gusta",
                                                         "quién más está viendo desde el trabajo",
                                                         "te ves hermosa hoy"};

}  // namespace

std::string streamer_name(std::uint32_t number) {
    return "streamer" + std::to_string(number);
}

// splitmix64: quick, and the same on every machine.
std::uint32_t Audience::random(std::uint32_t bound) {
    state_ += 0x9e3779b97f4a7c15U;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebU;
    return static_cast<std::uint32_t>((mixed ^ (mixed >> 31)) % bound);
}

Remark Audience::next() {
    const bool buys = random(1'000) < settings_.buys_per_1000;
    const auto text =
        buys ? purchases[random(purchases.size())] : small_talk[random(small_talk.size())];
    return {.streamer = streamer_name(random(settings_.streamers)),
            .client = "viewer_" + std::to_string(random(settings_.clients)),
            .text = std::string(text)};
}

// None of the texts needs escaping.
void Audience::append_json(std::string& out) {
    const Remark remark = next();
    out.append(R"({"streamer":")").append(remark.streamer);
    out.append(R"(","client":")").append(remark.client);
    out.append(R"(","message":")").append(remark.text).append("\"}");
}

void Audience::append_text_json(std::string& out) {
    out.append(R"({"text":")").append(next().text).append("\"}");
}

}  // namespace tts::bench
