#pragma once

#include "adapters/postgres/connection.hpp"
#include "core/order.hpp"

#include <span>

// The SQL of payment_notifications.

namespace tts::postgres {

Statement insert_notifications(std::span<const Notification> notifications);
Statement settle(std::span<const Notification> notifications);

struct Lease {
    Timestamp now;
    Timestamp until;
    std::size_t limit = 0;
};

// Takes what is due, and skips what another dispatcher is taking at this moment.
Statement take_due(const Lease& lease);

std::string notification_columns();
Notification read_notification(RowReader& row);

}  // namespace tts::postgres
