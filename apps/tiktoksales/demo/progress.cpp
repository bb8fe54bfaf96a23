#include "apps/tiktoksales/demo/progress.hpp"

#include "core/text.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace tts::demo {

namespace {

constexpr int bar_width = 24;
constexpr std::size_t note_bytes_max = 48;

// Short, and without control characters: it goes to a terminal.
std::string shortened(const std::string& text) {
    std::string out;
    for (const char c : text)
        if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) out += c;
    if (out.size() <= note_bytes_max) return out;
    out.resize(note_bytes_max);
    while (!out.empty() && !is_utf8(out)) out.pop_back();  // A letter was cut in two.
    return out + "...";
}

}  // namespace

Progress::Progress(int comments_planned)
    : planned_(std::max(comments_planned, 1)), is_terminal_(isatty(STDOUT_FILENO) == 1) {}

void Progress::begin_scene(const std::string& title) {
    title_ = title;
    if (is_terminal_) std::printf("\r\033[K");
    std::printf("%4d/%d  %s\n", sent_, planned_, title_.c_str());
    std::fflush(stdout);
}

void Progress::comment_sent(const std::string& client, const std::string& message) {
    ++sent_;
    if (is_terminal_) draw(shortened(client + ": " + message));
}

void Progress::finish() {
    if (is_terminal_) std::printf("\r\033[K");
    std::printf("%4d/%d  The show is over\n", sent_, planned_);
    std::fflush(stdout);
}

void Progress::draw(const std::string& note) {
    const int filled = std::min(bar_width, sent_ * bar_width / planned_);
    const std::string bar = std::string(static_cast<std::size_t>(filled), '#') +
                            std::string(static_cast<std::size_t>(bar_width - filled), '.');
    std::printf("\r\033[K[%s] %d/%d  %s", bar.c_str(), sent_, planned_, note.c_str());
    std::fflush(stdout);
}

}  // namespace tts::demo
