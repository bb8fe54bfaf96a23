#pragma once

#include "ports/sales_figures.hpp"

#include <memory>
#include <string>

namespace tts {

// The figures in the database at this URL; it is opened when it is first needed.
std::unique_ptr<SalesFigures> make_postgres_sales_figures(const std::string& url);

}  // namespace tts
