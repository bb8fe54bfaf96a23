#pragma once

#include "ports/buyer_contacts.hpp"

#include <memory>
#include <string>

namespace tts {

// In the file of the embedded store. Errc::conflict if its schema is not that of this program.
Result<std::unique_ptr<BuyerContacts>> open_sqlite_buyer_contacts(const std::string& path);

}  // namespace tts
