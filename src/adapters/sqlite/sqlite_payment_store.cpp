#include "adapters/sqlite/sqlite_payment_store.hpp"

#include "adapters/sqlite/ledger_rows.hpp"
#include "adapters/sqlite/payment_rows.hpp"
#include "adapters/sqlite/select.hpp"
#include "adapters/sqlite/side_connection.hpp"
#include "adapters/sqlite/store_catalogue.hpp"
#include "adapters/sqlite/store_rows.hpp"
#include "adapters/sqlite/store_writes.hpp"
#include "core/order_lines.hpp"

namespace tts {

namespace {

using sqlite::Database;
using sqlite::read_payment;
using sqlite::read_payment_event;
using sqlite::SideConnection;

// Made when they are first needed, because other files make the lists of columns.
std::string payments_where(const char* condition) {
    return "SELECT " + sqlite::payment_columns + " FROM payments WHERE " + condition;
}
const std::string& payment_by_id() {
    static const std::string sql = payments_where("id = ?");
    return sql;
}
const std::string& payment_by_key() {
    static const std::string sql = payments_where("idempotency_key = ?");
    return sql;
}
const std::string& pending_payment() {
    static const std::string sql = payments_where("order_id = ? AND status = 'pending'");
    return sql;
}
const std::string& order_by_name() {
    static const std::string sql = "SELECT " + sqlite::order_columns +
                                   " FROM orders AS o WHERE o.id = ?1 OR o.order_number = ?1";
    return sql;
}
const std::string& event_by_id() {
    static const std::string sql = "SELECT " + sqlite::payment_event_columns +
                                   " FROM payment_events WHERE provider = ? AND id = ?";
    return sql;
}

Error no_such(const char* what) {
    return {Errc::not_found, std::string("there is no such ") + what};
}

// The one that there must be.
template <class T>
Result<T> required(Result<std::optional<T>> found, const char* what) {
    if (!found) return found.error().during("reading payments");
    if (!*found) return no_such(what);
    return std::move(**found);
}

// The order as it counts for money that comes now.
Result<Order> payable_order(Database& database, const Order& order) {
    if (order.stock != StockState::none) return order;
    std::vector<Product> products;
    for (const ProductId& id : products_of(order)) {
        auto product = sqlite::select_product(database, id);
        if (!product) return product.error();
        if (*product) products.push_back(std::move(**product));
    }
    return as_payable(order, has_units_for(order, products));
}

// The units follow the order, in the transaction that changes it.
Result<void> settle_order(Database& database, Order order, const PaymentChange& change) {
    order.updated_at = change.payment.updated_at;
    const auto moves = settle_units(order, *change.order_status);
    auto updated = sqlite::update_orders(database, {&order, 1});
    if (!updated) return updated;
    return sqlite::change_stock(database, moves);
}

Result<void> write_change(Database& database, const PaymentChange& change, const Order& order) {
    const Payment& payment = change.payment;
    auto written = update_payment(database, payment);
    if (written && change.refund) written = upsert_refund(database, *change.refund);
    if (written && change.order_status)
        written = database.execute(
            "UPDATE orders SET status = ?, payment_id = ?, payment_method = ?, updated_at = ?"
            " WHERE id = ?",
            to_string(*change.order_status), payment.id.to_string(), payment.provider,
            to_iso8601(payment.updated_at), order.id.to_string());
    if (written && change.order_status) written = settle_order(database, order, change);
    if (written) written = insert_notifications(database, change.notifications);
    if (written) written = insert_events(database, change.events);
    if (written) written = sqlite::book(database, order, payment);
    return written;
}

class SqlitePaymentStore final : public PaymentStore {
public:
    explicit SqlitePaymentStore(std::unique_ptr<SideConnection> connection)
        : connection_(std::move(connection)) {}

    Result<Order> order(const std::string& id_or_number) override {
        const std::lock_guard lock(connection_->mutex);
        return find_order(connection_->reader, id_or_number);
    }

    Result<Payment> add(const Payment& payment) override {
        const std::lock_guard lock(connection_->mutex);
        std::optional<Payment> stored;
        const auto added =
            connection_->write("adding a payment", [&](Database& database) -> Result<void> {
                const auto order = find_order(database, payment.order.to_string());
                if (!order) return order.error();
                auto found = find_before(database, payment);
                if (!found) return found.error();
                stored = std::move(*found);
                if (stored) return {};
                if (order->status != OrderStatus::pending)
                    return Error(Errc::conflict,
                                 "the order is " + std::string(to_string(order->status)));
                if (order->total_price != payment.amount)
                    return Error(Errc::conflict, "the order changed: it costs " +
                                                     order->total_price.to_string() + " now");
                // Cash on delivery comes with the goods: its order is not given up before.
                if (payment.provider == "cod") {
                    const auto kept = database.execute(
                        "UPDATE orders SET hold_until = NULL, sweep_at = NULL WHERE id = ?",
                        payment.order.to_string());
                    if (!kept) return kept.error();
                }
                return insert_payment(database, payment);
            });
        if (!added) return added.error();
        return stored ? *stored : payment;
    }

    Result<Payment> find(const PaymentId& id) override {
        const std::lock_guard lock(connection_->mutex);
        return required(
            select_one(connection_->reader, payment_by_id(), read_payment, id.to_string()),
            "payment");
    }

    Result<Payment> find_by_key(const std::string& idempotency_key) override {
        const std::lock_guard lock(connection_->mutex);
        return required(
            select_one(connection_->reader, payment_by_key(), read_payment, idempotency_key),
            "payment");
    }

    Result<Payment> find_by_provider_id(const std::string& provider,
                                        const std::string& id) override {
        static const std::string sql =
            payments_where("provider = ?1 AND (provider_id = ?2 OR reference = ?2)");
        const std::lock_guard lock(connection_->mutex);
        return required(select_one(connection_->reader, sql, read_payment, provider, id),
                        "payment");
    }

    Result<std::vector<Payment>> of_order(const OrderId& order) override {
        static const std::string sql = payments_where("order_id = ? ORDER BY id DESC");
        const std::lock_guard lock(connection_->mutex);
        return select_all(connection_->reader, sql, read_payment, order.to_string());
    }

    Result<std::vector<Refund>> refunds(const PaymentId& payment) override {
        static const std::string sql = "SELECT " + sqlite::refund_columns +
                                       " FROM payment_refunds WHERE payment_id = ? ORDER BY id";
        const std::lock_guard lock(connection_->mutex);
        return select_all(connection_->reader, sql, sqlite::read_refund, payment.to_string());
    }

    Result<std::vector<Payment>> open_payments(const OpenPayments& filter) override {
        static const std::string sql = payments_where(
            "status = 'pending' AND provider = ? AND created_at < ? AND id > ? ORDER BY id LIMIT "
            "?");
        const std::lock_guard lock(connection_->mutex);
        return select_all(connection_->reader, sql, read_payment, filter.provider,
                          to_iso8601(filter.made_before), filter.after.to_string(), filter.limit);
    }

    Result<std::vector<Payment>> late_payments(const std::string& provider,
                                               std::size_t limit) override {
        static const std::string sql = payments_where(
            "status = 'completed' AND provider = ? AND NOT EXISTS (SELECT 1 FROM orders AS o"
            " WHERE o.id = payments.order_id AND o.payment_id = payments.id)"
            " AND NOT EXISTS (SELECT 1 FROM payment_refunds AS r WHERE r.payment_id = payments.id"
            " AND r.idempotency_key = ? AND r.status = 'failed') ORDER BY id LIMIT ?");
        const std::lock_guard lock(connection_->mutex);
        return select_all(connection_->reader, sql, read_payment, provider, late_refund_key, limit);
    }

    Result<Payment> change(const PaymentId& id, const Decide& decide) override {
        const std::lock_guard lock(connection_->mutex);
        std::optional<Payment> changed;
        const auto written =
            connection_->write("changing a payment", [&](Database& database) -> Result<void> {
                const auto payment = required(
                    select_one(database, payment_by_id(), read_payment, id.to_string()), "payment");
                if (!payment) return payment.error();
                const auto order = find_order(database, payment->order.to_string());
                if (!order) return order.error();
                const auto payable = payable_order(database, *order);
                if (!payable) return payable.error();
                const auto change = decide(*payment, *payable);
                if (!change) return change.error();
                changed = change->payment;
                return write_change(database, *change, *order);
            });
        if (!written) return written.error();
        return *changed;
    }

    Result<PaymentEvent> add_event(const PaymentEvent& event) override {
        const std::lock_guard lock(connection_->mutex);
        const auto added =
            connection_->write("storing a provider's event", [&](Database& database) {
                return database.execute(
                    "INSERT INTO payment_events (provider, id, kind, body, outcome, received_at)"
                    " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    event.provider, event.id, event.kind, event.body, event.outcome,
                    to_iso8601(event.received_at));
            });
        if (!added) return added.error();
        return required(select_one(connection_->reader, event_by_id(), read_payment_event,
                                   event.provider, event.id),
                        "event");
    }

    Result<void> settle_event(const PaymentEvent& event, const std::string& outcome) override {
        const std::lock_guard lock(connection_->mutex);
        return connection_->write("settling a provider's event", [&](Database& database) {
            return database.execute(
                "UPDATE payment_events SET outcome = ? WHERE provider = ? AND id = ?", outcome,
                event.provider, event.id);
        });
    }

    Result<std::vector<PaymentEvent>> waiting_events(Timestamp received_before,
                                                     std::size_t limit) override {
        static const std::string sql = "SELECT " + sqlite::payment_event_columns +
                                       " FROM payment_events WHERE outcome = '' AND received_at < ?"
                                       " ORDER BY received_at, id LIMIT ?";
        const std::lock_guard lock(connection_->mutex);
        return select_all(connection_->reader, sql, read_payment_event, to_iso8601(received_before),
                          limit);
    }

    Result<std::vector<PaymentEvent>> events(const PaymentEventFilter& filter) override {
        static const std::string sql = "SELECT " + sqlite::payment_event_columns +
                                       " FROM payment_events WHERE (?1 = '' OR outcome = ?1)"
                                       " ORDER BY received_at DESC, id DESC LIMIT ?2";
        const std::lock_guard lock(connection_->mutex);
        return select_all(connection_->reader, sql, read_payment_event, filter.outcome,
                          filter.limit);
    }

private:
    static Result<Order> find_order(Database& database, const std::string& id_or_number) {
        return required(select_one(database, order_by_name(), sqlite::read_order, id_or_number),
                        "order");
    }

    // What stands in the way of a new payment.
    static Result<std::optional<Payment>> find_before(Database& database, const Payment& payment) {
        if (!payment.idempotency_key.empty()) {
            auto same =
                select_one(database, payment_by_key(), read_payment, payment.idempotency_key);
            if (!same || *same) return same;
        }
        return select_one(database, pending_payment(), read_payment, payment.order.to_string());
    }

    const std::unique_ptr<SideConnection> connection_;
};

}  // namespace

Result<std::unique_ptr<PaymentStore>> open_sqlite_payment_store(const std::string& path) {
    auto connection = SideConnection::open(path);
    if (!connection) return connection.error();
    return std::unique_ptr<PaymentStore>(
        std::make_unique<SqlitePaymentStore>(std::move(*connection)));
}

}  // namespace tts
