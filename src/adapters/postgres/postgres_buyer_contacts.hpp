#pragma once

#include "ports/buyer_contacts.hpp"

#include <memory>
#include <string>

namespace tts {

// In the database at this URL; it is opened when it is first needed.
std::unique_ptr<BuyerContacts> make_postgres_buyer_contacts(const std::string& url);

}  // namespace tts
