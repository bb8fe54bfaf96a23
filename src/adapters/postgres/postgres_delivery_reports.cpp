#include "adapters/postgres/postgres_delivery_reports.hpp"

#include "adapters/postgres/connection.hpp"

#include <mutex>

namespace tts {

namespace postgres {

namespace {

class PostgresDeliveryReports final : public DeliveryReports {
public:
    explicit PostgresDeliveryReports(const std::string& url) : connection_(url) {}

    Result<bool> add(const DeliveryReport& report) override {
        const std::lock_guard lock(mutex_);
        const auto rows = connection_.run(Statement{
            "UPDATE payment_notifications SET "
            "delivery_state = CASE WHEN delivery_rank <= $2::int THEN $3 ELSE delivery_state END, "
            "status = CASE WHEN delivery_rank <= $2::int AND $4::boolean THEN 'failed' "
            "ELSE status END, "
            "last_error = CASE WHEN delivery_rank <= $2::int AND $4::boolean THEN $5 "
            "ELSE last_error END, "
            "updated_at = CASE WHEN delivery_rank <= $2::int THEN $6::timestamptz "
            "ELSE updated_at END, "
            "delivery_rank = greatest(delivery_rank, $2::int) "
            "WHERE message_sid = $1 OR id = $7::uuid",
            {report.message_sid, std::to_string(report.rank), report.state,
             report.has_failed ? "t" : "f", report.error, to_iso8601(report.at),
             report.notification.to_string()}});
        if (!rows) return rows.error().during("noting a delivery");
        return rows->written() > 0;
    }

private:
    std::mutex mutex_;
    Connection connection_;  // Guarded by mutex_.
};

}  // namespace

}  // namespace postgres

std::unique_ptr<DeliveryReports> make_postgres_delivery_reports(const std::string& url) {
    return std::make_unique<postgres::PostgresDeliveryReports>(url);
}

}  // namespace tts
