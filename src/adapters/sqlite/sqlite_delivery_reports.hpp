#pragma once

#include "ports/delivery_reports.hpp"

#include <memory>
#include <string>

namespace tts {

// In the embedded mode's file, beside its store. Errc::conflict if the file's schema is not that of
// this program.
Result<std::unique_ptr<DeliveryReports>> open_sqlite_delivery_reports(const std::string& path);

}  // namespace tts
