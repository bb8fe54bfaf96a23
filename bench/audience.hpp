#pragma once

#include <cstdint>
#include <string>

namespace tts::bench {

struct AudienceSettings {
    std::uint32_t streamers = 20;
    std::uint32_t clients = 1'000'000;
    std::uint32_t buys_per_1000 = 380;  // The share that goals.md measures with.
};

struct Remark {
    std::string streamer;
    std::string client;
    std::string text;
};

// Viewers of several shows who write as viewers do: short, in two languages, some of them buying.
// The same every time.
class Audience {
public:
    explicit Audience(AudienceSettings settings) : settings_(settings) {}

    Remark next();
    // Appends the next remark as the JSON of POST /comments.
    void append_json(std::string& out);
    // Appends the next remark's text as the JSON of POST /predict_intent.
    void append_text_json(std::string& out);

private:
    std::uint32_t random(std::uint32_t bound);

    const AudienceSettings settings_;
    std::uint64_t state_ = 0x9e3779b97f4a7c15U;
};

std::string streamer_name(std::uint32_t number);

}  // namespace tts::bench
