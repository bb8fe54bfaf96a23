#pragma once

#include "ports/member_store.hpp"

#include <memory>
#include <string>

namespace tts {

// In the database at this URL; it is opened when it is first needed.
std::unique_ptr<MemberStore> make_postgres_member_store(const std::string& url);

}  // namespace tts
