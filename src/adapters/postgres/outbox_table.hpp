#pragma once

#include "adapters/postgres/connection.hpp"
#include "core/order.hpp"

#include <span>

// The SQL of payment_notifications.

namespace tts::postgres {

Statement insert_notifications(std::span<const Notification> notifications);

std::string notification_columns();
Notification read_notification(RowReader& row);

}  // namespace tts::postgres
