#pragma once

#include "ports/buyer_list.hpp"

#include <memory>
#include <string>

namespace tts {

// The buyers in the embedded mode's file, beside its store. Errc::conflict if the file's schema is
// not that of this program.
Result<std::unique_ptr<BuyerList>> open_sqlite_buyer_list(const std::string& path);

}  // namespace tts
