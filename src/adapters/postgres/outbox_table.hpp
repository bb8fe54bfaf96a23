#pragma once

#include "adapters/postgres/connection.hpp"
#include "core/order.hpp"

#include <optional>
#include <span>
#include <string>

// The SQL of payment_notifications.

namespace tts::postgres {

// With a reason, what only has to be shown is stored as told: see Effects.
Statement insert_notifications(std::span<const Notification> notifications,
                               const std::optional<std::string>& no_address_reason = {});

std::string notification_columns();
Notification read_notification(RowReader& row);

}  // namespace tts::postgres
