#pragma once

#include "ports/delivery_reports.hpp"

#include <memory>
#include <string>

namespace tts {

// In the database at this URL; it is opened when it is first needed.
std::unique_ptr<DeliveryReports> make_postgres_delivery_reports(const std::string& url);

}  // namespace tts
