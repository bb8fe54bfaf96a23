#pragma once

#include "ports/member_store.hpp"

#include <memory>
#include <string>

namespace tts {

// In the file of the embedded store. Errc::conflict if its schema is not that of this program.
Result<std::unique_ptr<MemberStore>> open_sqlite_member_store(const std::string& path);

}  // namespace tts
