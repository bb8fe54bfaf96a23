#pragma once

#include "ports/show_board.hpp"

#include <memory>
#include <string>

namespace tts {

// In the database at this URL; it is opened when it is first needed.
std::unique_ptr<ShowBoard> make_postgres_show_board(const std::string& url);

}  // namespace tts
