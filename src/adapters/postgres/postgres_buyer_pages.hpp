#pragma once

#include "ports/buyer_pages.hpp"

#include <memory>
#include <string>

namespace tts {

// In the database at this URL; it is opened when it is first needed.
std::unique_ptr<BuyerPages> make_postgres_buyer_pages(const std::string& url);

}  // namespace tts
