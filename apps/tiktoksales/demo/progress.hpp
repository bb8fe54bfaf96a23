#pragma once

#include <string>

namespace tts::demo {

// One line that is written over and over while the show runs; where the output is no terminal, one
// line for each scene.
class Progress {
public:
    explicit Progress(int comments_planned);

    void begin_scene(const std::string& title);
    void comment_sent(const std::string& client, const std::string& message);
    void finish();  // Ends the line.

private:
    void draw(const std::string& note);

    const int planned_;
    const bool is_terminal_;
    int sent_ = 0;
    std::string title_;
};

}  // namespace tts::demo
