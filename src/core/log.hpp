#pragma once

#include <concepts>
#include <initializer_list>
#include <string>
#include <string_view>

// The log: one line per event on standard error, for people (text) or for machines (JSON). Any
// thread may log; lines never mix. Nothing secret goes in: mask_phone() and mask_url() are for
// what comes close. Library tts_log.
//
//     log_event(Level::warning, "append_failed", {{"error", error.what()}, {"comments", count}});

namespace tts {

enum class Level { debug, info, warning, error };
enum class LogFormat { text, json };

// A value of a field, kept as the text that will be written.
class LogValue {
public:
    LogValue(std::string_view text) : text_(text), is_text_(true) {}            // NOLINT: implicit.
    LogValue(const char* text) : LogValue(std::string_view(text)) {}            // NOLINT: implicit.
    LogValue(const std::string& text) : text_(text), is_text_(true) {}          // NOLINT: implicit.
    LogValue(std::same_as<bool> auto flag) : text_(flag ? "true" : "false") {}  // NOLINT: implicit.
    LogValue(std::integral auto number) requires(!std::same_as<decltype(number), bool>)  // NOLINT
        : text_(std::to_string(number)) {}
    LogValue(double number);  // NOLINT: implicit.

    const std::string& text() const { return text_; }
    bool is_text() const { return is_text_; }  // Not a number or a truth value.

private:
    std::string text_;
    bool is_text_ = false;
};

struct LogField {
    std::string_view key;
    LogValue value;
};

// `event` is a fixed name in snake_case that can be searched for; what varies goes into fields.
void log_event(Level level, std::string_view event, std::initializer_list<LogField> fields = {});

// What log_event() would write, without the line's end.
std::string format_log_line(LogFormat format,
                            Level level,
                            std::string_view event,
                            std::initializer_list<LogField> fields);

void set_log_level(Level lowest);       // Info at first.
void set_log_format(LogFormat format);  // Text at first.

// "+57 300 123 4567" becomes "+57********67": the country and who it could be, but no number.
std::string mask_phone(std::string_view phone);

// "redis://user:secret@host:6379/0" becomes "redis://***@host:6379/0"; a password in the query is
// masked as well. Text that is no URL with credentials stays as it is.
std::string mask_url(std::string_view url);

}  // namespace tts
