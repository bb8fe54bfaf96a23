#pragma once

#include <string_view>

namespace tts {

// While it lives, every line that its thread logs says which request it belongs to. Empty ids are
// left out. Contexts do not nest. Library tts_log.
class LogContext {
public:
    LogContext(std::string_view request_id, std::string_view trace_id);
    ~LogContext();
    LogContext(const LogContext&) = delete;
    LogContext& operator=(const LogContext&) = delete;
};

}  // namespace tts
