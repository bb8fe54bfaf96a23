#include "core/text.hpp"
#include "ingest/comment_batch.hpp"
#include "ingest/parse_comment.hpp"

#include <cstdint>

using namespace tts;

namespace {

void check(std::string_view json) {
    const auto parsed = parse_comment(json);
    const auto comment = std::get_if<Comment>(&parsed);
    if (!comment) return;
    const bool good = is_utf8(comment->message) && !has_control_characters(comment->message) &&
                      !trimmed(comment->message).empty() && !comment->client.empty() &&
                      code_points(comment->message) <= message_code_points_max;
    if (!good) __builtin_trap();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view body(reinterpret_cast<const char*>(data), size);
    check(body);
    for (const auto item : split_batch(body).items) check(item);
    return 0;
}
