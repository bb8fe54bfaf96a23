#pragma once

#include "ports/show_board.hpp"

#include <memory>
#include <string>

namespace tts {

// In the file of the embedded store. Errc::conflict if its schema is not that of this program.
Result<std::unique_ptr<ShowBoard>> open_sqlite_show_board(const std::string& path);

}  // namespace tts
