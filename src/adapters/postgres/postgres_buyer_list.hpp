#pragma once

#include "ports/buyer_list.hpp"

#include <memory>
#include <string>

namespace tts {

// The buyers in the database at this URL; it is opened when it is first needed.
std::unique_ptr<BuyerList> make_postgres_buyer_list(const std::string& url);

}  // namespace tts
