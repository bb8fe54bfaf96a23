#include "vision/printed_text.hpp"

#include <algorithm>

namespace tts {

PrintedText printed_text(const TextReader& reader,
                         std::span<const std::string> pictures,
                         std::chrono::milliseconds time_max) {
    using Clock = std::chrono::steady_clock;
    constexpr std::size_t pictures_read = 3;
    const auto deadline = Clock::now() + time_max;
    PrintedText printed;
    for (const std::string& picture : pictures.first(std::min(pictures_read, pictures.size()))) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
        if (left.count() <= 0) break;
        const auto words = reader.words(picture, left);
        // A picture that is none is told of by whoever looks at its colours.
        if (!words && words.error().code() == Errc::invalid) continue;
        if (!words) {
            printed.note = words.error().what();
            break;
        }
        for (const std::string& word : *words)
            if (std::ranges::count(printed.words, word) == 0) printed.words.push_back(word);
    }
    return printed;
}

}  // namespace tts
