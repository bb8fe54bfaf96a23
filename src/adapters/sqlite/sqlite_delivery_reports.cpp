#include "adapters/sqlite/sqlite_delivery_reports.hpp"

#include "adapters/sqlite/side_connection.hpp"

namespace tts {

namespace {

using sqlite::Database;
using sqlite::SideConnection;

class SqliteDeliveryReports final : public DeliveryReports {
public:
    explicit SqliteDeliveryReports(std::unique_ptr<SideConnection> connection)
        : connection_(std::move(connection)) {}

    Result<bool> add(const DeliveryReport& report) override {
        const std::lock_guard lock(connection_->mutex);
        bool known = false;
        const auto added = connection_->write("noting a delivery", [&](Database& database) {
            auto updated = database.execute(
                "UPDATE payment_notifications SET"
                " delivery_state = iif(delivery_rank <= ?2, ?3, delivery_state),"
                " status = iif(delivery_rank <= ?2 AND ?4, 'failed', status),"
                " last_error = iif(delivery_rank <= ?2 AND ?4, ?5, last_error),"
                " updated_at = iif(delivery_rank <= ?2, ?6, updated_at),"
                " delivery_rank = max(delivery_rank, ?2)"
                " WHERE message_sid = ?1 OR id = ?7",
                report.message_sid, report.rank, report.state, report.has_failed, report.error,
                to_iso8601(report.at), report.notification.to_string());
            known = updated && database.changes() > 0;
            return updated;
        });
        if (!added) return added.error();
        return known;
    }

private:
    const std::unique_ptr<SideConnection> connection_;
};

}  // namespace

Result<std::unique_ptr<DeliveryReports>> open_sqlite_delivery_reports(const std::string& path) {
    auto connection = SideConnection::open(path);
    if (!connection) return connection.error();
    return std::unique_ptr<DeliveryReports>(
        std::make_unique<SqliteDeliveryReports>(std::move(*connection)));
}

}  // namespace tts
