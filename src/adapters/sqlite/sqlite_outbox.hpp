#pragma once

#include "ports/outbox.hpp"

#include <memory>
#include <string>

namespace tts {

// In the file of the embedded store. Errc::conflict if its schema is not that of this program.
Result<std::unique_ptr<Outbox>> open_sqlite_outbox(const std::string& path);

}  // namespace tts
