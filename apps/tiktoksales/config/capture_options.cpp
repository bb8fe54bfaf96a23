#include "apps/tiktoksales/config/option_tables.hpp"

namespace tts::config {

std::vector<Option> capture_options() {
    return {
        {.key = "capture.interval_ms",
         .flag = "--capture-interval-ms",
         .field = [](ServeSettings& s) -> std::chrono::milliseconds& { return s.capture.interval; },
         .help = "From one frame of a watched stream to the next",
         .rule = {.min = 200, .max = 60'000}},
        {.key = "capture.streams_max",
         .flag = "--capture-streams-max",
         .field = [](ServeSettings& s) -> int& { return s.capture.streams_max; },
         .help = "Streams that this process watches at once; other processes take the rest",
         .rule = {.min = 1, .max = 64}},
        {.key = "capture.folder",
         .flag = "--capture-folder",
         .field = [](ServeSettings& s) -> std::string& { return s.capture.folder; },
         .help = "Where the videos of file: sources and the pictures of folder: sources lie; "
                 "without it there are none"},
        {.key = "capture.keep_hours",
         .flag = "--capture-keep-hours",
         .field = [](ServeSettings& s) -> int& { return s.capture.keep_hours; },
         .help = "For how long frames are kept; the evidence of comments stays",
         .rule = {.min = 1, .max = 8'760}},
        {.key = "capture.keep_mb",
         .flag = "--capture-keep-mb",
         .field = [](ServeSettings& s) -> int& { return s.capture.keep_megabytes; },
         .help = "How many megabytes of frames are kept, of all streamers together",
         .rule = {.min = 16, .max = 100'000'000}},
    };
}

}  // namespace tts::config
