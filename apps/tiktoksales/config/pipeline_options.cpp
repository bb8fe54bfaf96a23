#include "apps/tiktoksales/config/option_tables.hpp"

namespace tts::config {

std::vector<Option> pipeline_options() {
    return {
        {.key = "pipeline.model",
         .flag = "--model",
         .field = [](ServeSettings& s) -> std::string& { return s.model; },
         .help = "The file of the intent model",
         .default_text = "intent.model beside the program"},
        {.key = "pipeline.settle_ms",
         .flag = "--settle-ms",
         .field = [](ServeSettings& s) -> std::chrono::milliseconds& {
             return s.storage.queue.settle;
         },
         .help = "How long a client's burst is collected before it is decided",
         .rule = {.min = 0, .max = 60'000}},
        {.key = "pipeline.buy_score_min",
         .flag = "--buy-score-min",
         .field = [](ServeSettings& s) -> double& { return s.pipeline.decision.buy_score_min; },
         .help = "A comment orders only if its buy score is above this",
         .rule = {.min = 0, .max = 1}},
        {.key = "pipeline.match_score_min",
         .flag = "--match-score-min",
         .field = [](ServeSettings& s) -> double& { return s.pipeline.match.score_min; },
         .help = "A product seen in the video counts only above this score",
         .rule = {.min = 0, .max = 1}},
        {.key = "pipeline.token_rate",
         .flag = "--token-rate",
         .field = [](ServeSettings& s) -> int& { return s.admission.comments_per_second; },
         .help = "Comments a second that one token may send; 0: as many as it likes",
         .rule = {.min = 0, .max = 1'000'000}},
        {.key = "pipeline.busy_after_s",
         .flag = "--busy-after-s",
         .field = [](ServeSettings& s) -> std::chrono::seconds& { return s.admission.busy_after; },
         .help = "When the workers are so far behind, comments are taken with a token only",
         .rule = {.min = 1, .max = 86'400}},
        {.key = "pipeline.full_after_s",
         .flag = "--full-after-s",
         .field = [](ServeSettings& s) -> std::chrono::seconds& { return s.admission.full_after; },
         .help = "When the workers are so far behind, no comments are taken",
         .rule = {.min = 1, .max = 86'400}},
        {.key = "vision.frame_capture_url_template",
         .flag = "--frame-capture-url-template",
         .field = [](ServeSettings& s) -> std::string& { return s.frame_capture_url_template; },
         .help = "Where GET /capture_frame gets a streamer's newest frame, as in "
                 "http://camera.example/{streamer}.jpg; without it, from the frames that were sent "
                 "to POST /frames",
         .rule = {.shape = Shape::url_template, .schemes = {"https", "http"}},
         .well_known = {"FRAME_CAPTURE_URL_TEMPLATE"}},
        {.key = "vision.fetch_private",
         .flag = "--fetch-private",
         .field = [](ServeSettings& s) -> bool& { return s.fetch_private; },
         .help = "Frames may be fetched from private and loopback addresses"},
        {.key = "vision.fetch_hosts",
         .flag = "--fetch-host",
         .field = [](ServeSettings& s) -> std::vector<std::string>& { return s.fetch_hosts; },
         .help = "Hosts that frames may be fetched from, whatever their address; repeatable"},
    };
}

}  // namespace tts::config
