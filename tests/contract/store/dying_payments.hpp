#pragma once

#include "contract/store/dying_moment.hpp"
#include "ports/payment_provider.hpp"
#include "ports/payment_store.hpp"

#include <fstream>
#include <map>
#include <sstream>
#include <string>

namespace tts::test {

// Payments whose process dies before, after and in the middle of each thing that it writes.
class DyingPayments final : public PaymentStore {
public:
    DyingPayments(PaymentStore& real, DyingMoment& moment) : real_(real), moment_(moment) {}

    Result<Order> order(const std::string& id_or_number) override {
        return real_.order(id_or_number);
    }
    Result<Payment> add(const Payment& payment) override {
        return moment_.around([&] { return real_.add(payment); });
    }
    Result<Payment> find(const PaymentId& id) override { return real_.find(id); }
    Result<Payment> find_by_key(const std::string& idempotency_key) override {
        return real_.find_by_key(idempotency_key);
    }
    Result<Payment> find_by_provider_id(const std::string& provider,
                                        const std::string& id) override {
        return real_.find_by_provider_id(provider, id);
    }
    Result<std::vector<Payment>> of_order(const OrderId& order) override {
        return real_.of_order(order);
    }
    Result<std::vector<Refund>> refunds(const PaymentId& payment) override {
        return real_.refunds(payment);
    }
    Result<std::vector<Payment>> open_payments(const OpenPayments& filter) override {
        return real_.open_payments(filter);
    }
    Result<std::vector<Payment>> late_payments(const std::string& provider,
                                               std::size_t limit) override {
        return real_.late_payments(provider, limit);
    }
    Result<Payment> change(const PaymentId& id, const Decide& decide) override {
        return moment_.around([&] {
            return real_.change(id, [&](const Payment& payment, const Order& order) {
                return moment_.around([&] { return decide(payment, order); });
            });
        });
    }
    Result<PaymentEvent> add_event(const PaymentEvent& event) override {
        return moment_.around([&] { return real_.add_event(event); });
    }
    Result<void> settle_event(const PaymentEvent& event, const std::string& outcome) override {
        return moment_.around([&] { return real_.settle_event(event, outcome); });
    }
    Result<std::vector<PaymentEvent>> waiting_events(Timestamp received_before,
                                                     std::size_t limit) override {
        return real_.waiting_events(received_before, limit);
    }
    Result<std::vector<PaymentEvent>> events(const PaymentEventFilter& filter) override {
        return real_.events(filter);
    }

private:
    PaymentStore& real_;
    DyingMoment& moment_;
};

// A provider that outlives whoever asks it: what it did stands in a file, a line each. It does the
// same thing once, as real ones do with an idempotency key. The process dies before and after.
class LastingProvider final : public PaymentProvider {
public:
    LastingProvider(std::string file, DyingMoment& moment)
        : file_(std::move(file)), moment_(moment) {}

    std::string_view name() const override { return "sandbox"; }

    Result<ProviderPayment> start(const Charge& charge) override {
        const std::string id = charge.payment.to_string();
        return moment_.around([&]() -> Result<ProviderPayment> {
            if (!read().contains(id))
                note("start " + id + " " + std::to_string(charge.amount.cents()) + " " +
                     charge.currency);
            return said_of(id);
        });
    }
    Result<ProviderPayment> look_up(const Payment& payment) override {
        return said_of(payment.id.to_string());
    }
    Result<ProviderPayment> cancel(const Payment& payment) override {
        const std::string id = payment.id.to_string();
        return moment_.around([&]() -> Result<ProviderPayment> {
            if (!read()[id].is_paid) note("cancel " + id);
            return said_of(id);
        });
    }
    Result<ProviderRefund> refund(const RefundRequest& request) override {
        const std::string refund = request.refund.to_string();
        return moment_.around([&]() -> Result<ProviderRefund> {
            if (!read()[request.reference].refunds.contains(refund))
                note("refund " + request.reference + " " + refund + " " +
                     std::to_string(request.amount.cents()));
            return ProviderRefund{.id = "re-" + refund};
        });
    }
    // The body is the id of the payment; its signature is anything.
    Result<ProviderEvent> read_event(std::string_view body, std::string_view, Timestamp) override {
        return read_stored_event(body);
    }
    Result<ProviderEvent> read_stored_event(std::string_view body) override {
        auto said = said_of(std::string(body));
        if (!said) return said.error();
        return ProviderEvent{
            .id = "evt-" + std::string(body), .kind = "payment", .payment = std::move(*said)};
    }

    // The buyer pays.
    void pay(const PaymentId& payment) { note("pay " + payment.to_string()); }

    // Cents that went back to the buyer.
    std::int64_t given_back(const PaymentId& payment) {
        std::int64_t sum = 0;
        const auto payments = read();
        const auto found = payments.find(payment.to_string());
        if (found == payments.end()) return 0;
        for (const auto& [refund, cents] : found->second.refunds) sum += cents;
        return sum;
    }

private:
    struct Known {
        std::int64_t cents = 0;
        std::string currency;
        bool is_paid = false;
        bool is_cancelled = false;
        std::map<std::string, std::int64_t> refunds;
    };

    void note(const std::string& fact) { std::ofstream(file_, std::ios::app) << fact << std::endl; }

    std::map<std::string, Known> read() const {
        std::map<std::string, Known> payments;
        std::ifstream lines(file_);
        for (std::string line; std::getline(lines, line);) {
            std::istringstream words(line);
            std::string fact;
            std::string id;
            words >> fact >> id;
            Known& known = payments[id];
            if (fact == "start") words >> known.cents >> known.currency;
            if (fact == "pay") known.is_paid = true;
            if (fact == "cancel") known.is_cancelled = true;
            if (fact == "refund") {
                std::string refund;
                std::int64_t cents = 0;
                words >> refund >> cents;
                known.refunds[refund] = cents;
            }
        }
        return payments;
    }

    Result<ProviderPayment> said_of(const std::string& id) const {
        const auto payments = read();
        const auto found = payments.find(id);
        if (found == payments.end()) return Error(Errc::not_found, "no payment " + id);
        const Known& known = found->second;
        ProviderPayment said{.payment = PaymentId{Uuid::parse(id).value()},
                             .id = id,
                             .amount = Money::from_cents(known.cents),
                             .currency = known.currency,
                             .pay_url = "https://pay.example/" + id};
        if (known.is_paid) {
            said.status = PaymentStatus::completed;
            said.reference = id;
        } else if (known.is_cancelled) {
            said.status = PaymentStatus::failed;
        }
        return said;
    }

    const std::string file_;
    DyingMoment& moment_;
};

}  // namespace tts::test
