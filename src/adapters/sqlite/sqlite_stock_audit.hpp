#pragma once

#include "ports/stock_audit.hpp"

#include <memory>
#include <string>

namespace tts {

// In the file of the embedded store. Errc::conflict if its schema is not that of this program.
Result<std::unique_ptr<StockAudit>> open_sqlite_stock_audit(const std::string& path);

}  // namespace tts
