#pragma once

#include "ports/sales_figures.hpp"

#include <memory>
#include <string>

namespace tts {

// The figures of the embedded mode's file, beside its store. Errc::conflict if the file's schema is
// not that of this program.
Result<std::unique_ptr<SalesFigures>> open_sqlite_sales_figures(const std::string& path);

}  // namespace tts
