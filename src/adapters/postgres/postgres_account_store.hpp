#pragma once

#include "ports/account_store.hpp"

#include <memory>
#include <string>

namespace tts {

// The accounts in the database at this URL; it is opened when it is first needed.
std::unique_ptr<AccountStore> make_postgres_account_store(const std::string& url);

}  // namespace tts
