#pragma once

#include "ports/stock_audit.hpp"

#include <memory>
#include <string>

namespace tts {

// Connects when it is first used.
std::unique_ptr<StockAudit> make_postgres_stock_audit(const std::string& url);

}  // namespace tts
