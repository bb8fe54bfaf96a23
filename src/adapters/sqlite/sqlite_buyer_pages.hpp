#pragma once

#include "ports/buyer_pages.hpp"

#include <memory>
#include <string>

namespace tts {

// In the file of the embedded store. Errc::conflict if its schema is not that of this program.
Result<std::unique_ptr<BuyerPages>> open_sqlite_buyer_pages(const std::string& path);

}  // namespace tts
