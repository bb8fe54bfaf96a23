#pragma once

#include "ports/notifier.hpp"

namespace tts {

// Writes notifications to the log instead of sending them: for trying out, and for channels whose
// provider is not configured. Never the whole of a number or a text: logs are kept by others.
class LogNotifier final : public Notifier {
public:
    Result<std::string> send(const Notification& notification) override;
};

}  // namespace tts
