#include "core/log.hpp"

#include "core/json_writer.hpp"
#include "core/log_context.hpp"
#include "core/text.hpp"
#include "core/timestamp.hpp"

#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <array>
#include <atomic>
#include <memory>
#include <span>
#include <vector>

namespace tts {

namespace {

constexpr std::array<std::string_view, 4> level_names = {"debug", "info", "warning", "error"};

std::string_view name_of(Level level) {
    return level_names[static_cast<std::size_t>(level)];
}

spdlog::level::level_enum to_spdlog(Level level) {
    switch (level) {
        case Level::debug: return spdlog::level::debug;
        case Level::info: return spdlog::level::info;
        case Level::warning: return spdlog::level::warn;
        case Level::error: return spdlog::level::err;
    }
    return spdlog::level::info;
}

// The process has one standard error, so it has one log.
struct Log {
    Log() : logger("tts", std::make_shared<spdlog::sinks::stderr_sink_mt>()) {
        logger.set_pattern("%v");
        logger.flush_on(spdlog::level::trace);
    }

    spdlog::logger logger;
    std::atomic<LogFormat> format{LogFormat::text};
};

Log& the_log() {
    // Never destroyed, so that threads may log while the process ends.
    static Log* const log = new Log();
    return *log;
}

// What LogContext adds to the lines of this thread.
struct ContextFields {
    std::string request_id;
    std::string trace_id;

    bool empty() const { return request_id.empty() && trace_id.empty(); }
};
thread_local ContextFields context_fields;

// A value needs quotes unless it is one plain word.
bool is_plain(std::string_view text) {
    if (text.empty()) return false;
    for (const char c : text)
        if (c <= ' ' || c == '"' || c == '\\' || c == '=' || static_cast<unsigned char>(c) >= 0x7f)
            return false;
    return true;
}

std::string text_line(Level level, std::string_view event, std::span<const LogField> fields) {
    std::string line = to_iso8601(now());
    line.append(" ").append(name_of(level)).append(" ").append(event);
    for (const auto& [key, value] : fields) {
        line.append(" ").append(key).append("=");
        if (is_plain(value.text())) {
            line += value.text();
        } else {
            append_json_string(line, value.text());
        }
    }
    return line;
}

std::string json_line(Level level, std::string_view event, std::span<const LogField> fields) {
    JsonWriter json;
    json.object().member("time", now()).member("level", name_of(level)).member("event", event);
    for (const auto& [key, value] : fields) {
        json.key(key);
        if (value.is_text()) {
            json.value(value.text());
        } else {
            json.raw(value.text());
        }
    }
    return json.end().take();
}

std::string line_of(LogFormat format,
                    Level level,
                    std::string_view event,
                    std::span<const LogField> fields) {
    return format == LogFormat::json ? json_line(level, event, fields)
                                     : text_line(level, event, fields);
}

std::vector<LogField> with_context(std::span<const LogField> fields) {
    std::vector<LogField> all(fields.begin(), fields.end());
    const auto& [request_id, trace_id] = context_fields;
    if (!request_id.empty()) all.push_back({"request_id", request_id});
    if (!trace_id.empty()) all.push_back({"trace_id", trace_id});
    return all;
}

// Masks the value of every query parameter whose name tells that it is secret.
void mask_query_secrets(std::string& url) {
    constexpr std::array<std::string_view, 5> names = {
        "password=", "token=", "secret=", "key=", "signature="};
    const auto query = url.find('?');
    if (query == std::string::npos) return;
    for (const auto name : names) {
        for (auto at = ascii_lower(url).find(name, query); at != std::string::npos;
             at = ascii_lower(url).find(name, at)) {
            at += name.size();
            const auto end = url.find_first_of("&#", at);
            url.replace(at, (end == std::string::npos ? url.size() : end) - at, "***");
        }
    }
}

}  // namespace

LogValue::LogValue(double number) {
    JsonWriter json;
    text_ = json.value(number).take();
}

std::string format_log_line(LogFormat format,
                            Level level,
                            std::string_view event,
                            std::initializer_list<LogField> fields) {
    return line_of(format, level, event, std::span(fields.begin(), fields.size()));
}

LogContext::LogContext(std::string_view request_id, std::string_view trace_id) {
    context_fields = {.request_id = std::string(request_id), .trace_id = std::string(trace_id)};
}

LogContext::~LogContext() {
    context_fields = {};
}

void log_event(Level level, std::string_view event, std::initializer_list<LogField> fields) {
    Log& log = the_log();
    const auto severity = to_spdlog(level);
    if (!log.logger.should_log(severity)) return;
    const std::span<const LogField> own(fields.begin(), fields.size());
    log.logger.log(severity, context_fields.empty()
                                 ? line_of(log.format, level, event, own)
                                 : line_of(log.format, level, event, with_context(own)));
}

void set_log_level(Level lowest) {
    the_log().logger.set_level(to_spdlog(lowest));
}

void set_log_format(LogFormat format) {
    the_log().format = format;
}

std::string mask_phone(std::string_view phone) {
    constexpr std::size_t shown_first = 3;  // "+57".
    constexpr std::size_t shown_last = 2;
    std::string digits;
    for (const char c : phone)
        if ((c >= '0' && c <= '9') || (c == '+' && digits.empty())) digits += c;
    if (digits.size() < shown_first + shown_last + 4) return std::string(digits.size(), '*');
    const auto masked = digits.size() - shown_first - shown_last;
    return digits.replace(shown_first, masked, std::string(masked, '*'));
}

std::string mask_url(std::string_view url) {
    std::string masked(url);
    const auto scheme = masked.find("://");
    if (scheme == std::string::npos) return masked;
    const auto authority = scheme + 3;
    const auto authority_end = std::min(masked.find_first_of("/?#", authority), masked.size());
    // The last '@' counts: a password may hold others.
    const auto at = masked.substr(0, authority_end).rfind('@');
    if (at != std::string::npos && at >= authority)
        masked.replace(authority, at - authority, "***");
    mask_query_secrets(masked);
    return masked;
}

}  // namespace tts
