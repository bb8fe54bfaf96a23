#include "adapters/postgres/postgres_payment_store.hpp"

#include "adapters/postgres/ledger_table.hpp"
#include "adapters/postgres/order_tables.hpp"
#include "adapters/postgres/outbox_table.hpp"
#include "adapters/postgres/payment_tables.hpp"
#include "adapters/postgres/postgres_transaction.hpp"
#include "core/order_lines.hpp"

#include <mutex>

namespace tts {

namespace postgres {

namespace {

std::string payments_where(const std::string& condition) {
    return "SELECT " + payment_columns() + " FROM payments WHERE " + condition;
}

std::string events_where(const std::string& condition) {
    return "SELECT " + payment_event_columns() + " FROM payment_events WHERE " + condition;
}

Error no_such(const char* what) {
    return {Errc::not_found, std::string("there is no such ") + what};
}

// The one row that there must be.
template <class Read>
auto required(const Result<Rows>& rows, Read read, const char* what)
    -> Result<decltype(read(std::declval<RowReader&>()))> {
    if (!rows) return rows.error().during("reading payments");
    auto values = read_all(*rows, read);
    if (!values) return values.error();
    if (values->empty()) return no_such(what);
    return std::move(values->front());
}

class PostgresPaymentStore final : public PaymentStore {
public:
    explicit PostgresPaymentStore(const std::string& url) : connection_(url) {}

    Result<Order> order(const std::string& id_or_number) override {
        const std::lock_guard lock(mutex_);
        return required(connection_.run(select_order(id_or_number)), read_order, "order");
    }

    Result<Payment> add(const Payment& payment) override {
        const std::lock_guard lock(mutex_);
        PostgresTransaction transaction(connection_);
        auto lock_order = select_order(payment.order.to_string());
        lock_order.sql += " FOR UPDATE OF o";
        const auto order = required(transaction.run(lock_order), read_order, "order");
        if (!order) return order.error();
        const auto before = transaction.run(
            {payments_where("idempotency_key = $2 OR (order_id = $1::uuid AND status = 'pending') "
                            "ORDER BY idempotency_key IS NOT DISTINCT FROM $2 DESC LIMIT 1"),
             {payment.order.to_string(), payment.idempotency_key}});
        auto stored = required(before, read_payment, "payment");
        if (stored || stored.error().code() != Errc::not_found) return stored;
        if (order->status != OrderStatus::pending)
            return Error(Errc::conflict, "the order is " + std::string(to_string(order->status)));
        if (order->total_price != payment.amount)
            return Error(Errc::conflict,
                         "the order changed: it costs " + order->total_price.to_string() + " now");
        const auto inserted = transaction.run(insert_payment(payment));
        if (!inserted) return inserted.error().during("adding a payment");
        // Another order's payment took the key since we looked.
        if (inserted->written() == 0)
            return Error(Errc::unavailable, "another payment took the key at the same moment");
        // Cash on delivery comes with the goods: its order is not given up before.
        if (payment.provider == "cod") {
            const auto kept = transaction.run(
                {"UPDATE orders SET hold_until = NULL, sweep_at = NULL WHERE id = $1::uuid",
                 {payment.order.to_string()}});
            if (!kept) return kept.error().during("adding a payment");
        }
        const auto committed = transaction.commit();
        if (!committed) return committed.error().during("adding a payment");
        return payment;
    }

    Result<Payment> find(const PaymentId& id) override {
        return find_payment("id = $1::uuid", {id.to_string()});
    }

    Result<Payment> find_by_key(const std::string& idempotency_key) override {
        return find_payment("idempotency_key = $1", {idempotency_key});
    }

    Result<Payment> find_by_provider_id(const std::string& provider,
                                        const std::string& id) override {
        return find_payment("provider = $1 AND (provider_id = $2 OR reference = $2)",
                            {provider, id});
    }

    Result<std::vector<Payment>> of_order(const OrderId& order) override {
        return list({payments_where("order_id = $1::uuid ORDER BY id DESC"), {order.to_string()}},
                    read_payment);
    }

    Result<std::vector<Refund>> refunds(const PaymentId& payment) override {
        return list({"SELECT " + refund_columns() +
                         " FROM payment_refunds WHERE payment_id = $1::uuid ORDER BY id",
                     {payment.to_string()}},
                    read_refund);
    }

    Result<std::vector<Payment>> open_payments(const OpenPayments& filter) override {
        return list({payments_where("status = 'pending' AND provider = $1 AND "
                                    "created_at < $2::timestamptz AND id > $3::uuid "
                                    "ORDER BY id LIMIT $4::bigint"),
                     {filter.provider, to_iso8601(filter.made_before), filter.after.to_string(),
                      std::to_string(filter.limit)}},
                    read_payment);
    }

    Result<std::vector<Payment>> late_payments(const std::string& provider,
                                               std::size_t limit) override {
        return list(
            {payments_where("status = 'completed' AND provider = $1 "
                            "AND NOT EXISTS (SELECT 1 FROM orders o WHERE "
                            "o.id = payments.order_id AND o.payment_id = payments.id::text) "
                            "AND NOT EXISTS (SELECT 1 FROM payment_refunds r WHERE "
                            "r.payment_id = payments.id AND r.idempotency_key = $2 "
                            "AND r.status = 'failed') ORDER BY id LIMIT $3::bigint"),
             {provider, std::string(late_refund_key), std::to_string(limit)}},
            read_payment);
    }

    Result<Payment> change(const PaymentId& id, const Decide& decide) override {
        const std::lock_guard lock(mutex_);
        PostgresTransaction transaction(connection_);
        // The order before its payment, as everywhere, so that two changes never wait for each
        // other.
        const auto order = required(
            transaction.run({"SELECT " + order_columns() +
                                 " FROM orders o WHERE o.id = (SELECT order_id FROM payments "
                                 "WHERE id = $1::uuid) FOR UPDATE OF o",
                             {id.to_string()}}),
            read_order, "payment");
        if (!order) return order.error();
        const auto payment = required(
            transaction.run({payments_where("id = $1::uuid FOR UPDATE"), {id.to_string()}}),
            read_payment, "payment");
        if (!payment) return payment.error();
        const auto payable = as_payable(transaction, *order);
        if (!payable) return payable.error();
        const auto change = decide(*payment, *payable);
        if (!change) return change.error();
        auto written = write(transaction, *change);
        if (written && change->order_status) written = settle(transaction, *order, *change);
        if (written) written = book(transaction, *order, change->payment);
        if (!written) return written.error().during("changing a payment");
        const auto committed = transaction.commit();
        if (!committed) return committed.error().during("changing a payment");
        return change->payment;
    }

    Result<PaymentEvent> add_event(const PaymentEvent& event) override {
        const std::lock_guard lock(mutex_);
        auto rows = connection_.run(std::vector<Statement>{
            insert_payment_event(event),
            {events_where("provider = $1 AND id = $2"), {event.provider, event.id}}});
        if (!rows) return rows.error().during("storing a provider's event");
        return required(Result<Rows>(std::move(rows->back())), read_payment_event, "event");
    }

    Result<void> settle_event(const PaymentEvent& event, const std::string& outcome) override {
        const std::lock_guard lock(mutex_);
        const auto settled = connection_.run(
            Statement{"UPDATE payment_events SET outcome = $3 WHERE provider = $1 AND id = $2",
                      {event.provider, event.id, outcome}});
        if (!settled) return settled.error().during("settling a provider's event");
        return {};
    }

    Result<std::vector<PaymentEvent>> waiting_events(Timestamp received_before,
                                                     std::size_t limit) override {
        return list({events_where("outcome = '' AND received_at < $1::timestamptz "
                                  "ORDER BY received_at, id LIMIT $2::bigint"),
                     {to_iso8601(received_before), std::to_string(limit)}},
                    read_payment_event);
    }

    Result<std::vector<PaymentEvent>> events(const PaymentEventFilter& filter) override {
        return list({events_where("($1 = '' OR outcome = $1) "
                                  "ORDER BY received_at DESC, id DESC LIMIT $2::bigint"),
                     {filter.outcome, std::to_string(filter.limit)}},
                    read_payment_event);
    }

private:
    Result<Payment> find_payment(const std::string& condition, std::vector<Parameter> parameters) {
        const std::lock_guard lock(mutex_);
        return required(
            connection_.run(Statement{payments_where(condition), std::move(parameters)}),
            read_payment, "payment");
    }

    template <class Read>
    auto list(Statement select, Read read)
        -> Result<std::vector<decltype(read(std::declval<RowReader&>()))>> {
        const std::lock_guard lock(mutex_);
        const auto rows = connection_.run(std::move(select));
        if (!rows) return rows.error().during("listing payments");
        return read_all(*rows, read);
    }

    // The products are locked if the order has to take its units yet.
    static Result<Order> as_payable(PostgresTransaction& transaction, const Order& order) {
        if (order.stock != StockState::none) return order;
        const auto locked = transaction.lock_products(products_of(order));
        if (!locked) return locked.error();
        return tts::as_payable(order, has_units_for(order, *locked));
    }

    // The units follow the order, in the transaction that changes it.
    static Result<void> settle(PostgresTransaction& transaction,
                               Order order,
                               const PaymentChange& change) {
        // In the order of their ids, as everybody does who locks several.
        if (!order.lines.empty()) {
            const auto locked = transaction.lock_products(products_of(order));
            if (!locked) return locked.error();
        }
        Effects effects;
        order.updated_at = change.payment.updated_at;
        effects.stock = settle_units(order, *change.order_status);
        effects.changed_orders.push_back(std::move(order));
        const auto written = transaction.write(effects);
        if (!written) return written.error();
        return {};
    }

    static Result<void> write(PostgresTransaction& transaction, const PaymentChange& change) {
        std::vector<Statement> statements = {update_payment(change.payment)};
        if (change.refund) statements.push_back(upsert_refund(*change.refund));
        if (change.order_status)
            statements.push_back(update_paid_order(change.payment, *change.order_status));
        if (!change.notifications.empty())
            statements.push_back(insert_notifications(change.notifications));
        if (!change.events.empty()) statements.push_back(insert_events(change.events));
        const auto reply = transaction.exchange(std::move(statements));
        if (reply.error) return *reply.error;
        return {};
    }

    std::mutex mutex_;
    Connection connection_;  // Guarded by mutex_.
};

}  // namespace

}  // namespace postgres

std::unique_ptr<PaymentStore> make_postgres_payment_store(const std::string& url) {
    return std::make_unique<postgres::PostgresPaymentStore>(url);
}

}  // namespace tts
