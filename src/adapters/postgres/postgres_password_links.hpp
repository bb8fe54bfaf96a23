#pragma once

#include "ports/password_links.hpp"

#include <memory>
#include <string>

namespace tts {

// In the database at this URL; it is opened when it is first needed.
std::unique_ptr<PasswordLinks> make_postgres_password_links(const std::string& url);

}  // namespace tts
