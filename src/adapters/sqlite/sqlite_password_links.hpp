#pragma once

#include "ports/password_links.hpp"

#include <memory>
#include <string>

namespace tts {

// In the file of the embedded store. Errc::conflict if its schema is not that of this program.
Result<std::unique_ptr<PasswordLinks>> open_sqlite_password_links(const std::string& path);

}  // namespace tts
