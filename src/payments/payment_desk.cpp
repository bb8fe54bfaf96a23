#include "payments/payment_desk.hpp"

#include "core/log.hpp"
#include "payments/payment_changes.hpp"

#include <array>

namespace tts {

namespace {

constexpr std::array<std::string_view, 6> outcome_names = {
    "applied", "unrelated", "unknown_payment", "mismatch", "duplicate", "waiting"};
// An event that is being settled right now is left to whoever received it.
constexpr std::chrono::seconds settle_patience{5};
constexpr std::size_t settle_batch = 100;
// Whoever started a payment has had its answer by then, or never will.
constexpr std::chrono::minutes reconcile_patience{1};
constexpr std::size_t reconcile_batch = 100;
constexpr std::chrono::minutes start_patience{30};
constexpr std::string_view cash = "cod";  // CashProvider's name.

bool is_same_request(const Payment& payment, const Order& order, const PayRequest& request) {
    return payment.order == order.id && payment.payer == request.payer &&
           payment.email == request.email;
}

void log_outcome(const PaymentEvent& event, EventOutcome outcome, const std::string& why) {
    log_event(outcome == EventOutcome::applied ? Level::info : Level::warning, "payment_event",
              {{"provider", event.provider},
               {"id", event.id},
               {"kind", event.kind},
               {"outcome", to_string(outcome)},
               {"why", why}});
}

}  // namespace

std::string_view to_string(EventOutcome outcome) {
    return outcome_names[static_cast<std::size_t>(outcome)];
}

Result<StartedPayment> PaymentDesk::process(const Order& order, const PayRequest& request) {
    auto payment = add(order, request);
    if (!payment) return payment.error();
    if (!request.idempotency_key.empty() && payment->idempotency_key == request.idempotency_key &&
        !is_same_request(*payment, order, request))
        return Error(Errc::invalid, "the Idempotency-Key was used for another payment before");
    if (payment->status != PaymentStatus::pending) return StartedPayment{.payment = *payment};
    return go_on(*payment, order);
}

// The new payment, the pending one, or the one that the key made before.
Result<Payment> PaymentDesk::add(const Order& order, const PayRequest& request) {
    if (!request.idempotency_key.empty()) {
        auto before = store_.find_by_key(request.idempotency_key);
        if (before || before.error().code() != Errc::not_found) return before;
    }
    const auto time = now();
    return store_.add({.id = PaymentId::next(),
                       .order = order.id,
                       .provider = std::string(provider_.name()),
                       .flow = request.flow,
                       .amount = order.total_price,
                       .currency = order.currency,
                       .payer = request.payer,
                       .email = request.email,
                       .idempotency_key = request.idempotency_key,
                       .created_at = time,
                       .updated_at = time});
}

// Asks the provider to make it, or how far it has got: its events may have been lost.
Result<StartedPayment> PaymentDesk::go_on(const Payment& payment, const Order& order) {
    if (payment.provider != provider_.name())
        return Error(Errc::conflict, "the order has a pending payment with '" + payment.provider +
                                         "', which is not set up any more");
    const Charge charge{.payment = payment.id,
                        .order_number = order.number,
                        .description = described(order),
                        .amount = payment.amount,
                        .currency = payment.currency,
                        .email = payment.email,
                        .flow = payment.flow,
                        .made_at = payment.created_at};
    auto news = payment.provider_id.empty() ? provider_.start(charge) : provider_.look_up(payment);
    if (!news && news.error().code() == Errc::denied)
        news = ProviderPayment{.payment = payment.id,
                               .status = PaymentStatus::failed,
                               .amount = payment.amount,
                               .currency = payment.currency,
                               .livemode = payment.livemode,
                               .message = news.error().what()};
    if (!news) return news.error().during("asking " + payment.provider);
    auto taken = take(payment.id, *news);
    if (!taken) return taken.error();
    return StartedPayment{.payment = std::move(*taken), .client_secret = news->client_secret};
}

Result<Payment> PaymentDesk::take(const PaymentId& id, ProviderPayment news) {
    if (!news.fee) news.fee = fees_.of(news.amount);
    return store_.change(id, [&](const Payment& payment, const Order& order) {
        return take_news(payment, order, news, now());
    });
}

Result<EventOutcome> PaymentDesk::receive(std::string_view body,
                                          std::string_view signature,
                                          Timestamp now) {
    const auto event = provider_.read_event(body, signature, now);
    if (!event) return event.error();
    const auto stored = store_.add_event({.provider = std::string(provider_.name()),
                                          .id = event->id,
                                          .kind = event->kind,
                                          .body = std::string(body),
                                          .received_at = now});
    if (!stored) return stored.error().during("storing a provider's event");
    if (!stored->outcome.empty()) return EventOutcome::duplicate;
    auto outcome = settle(*stored, *event);
    if (outcome) return outcome;
    // It is stored, so the provider need not send it again: settle_waiting() will come by.
    log_outcome(*stored, EventOutcome::waiting, outcome.error().what());
    return EventOutcome::waiting;
}

Result<PaymentId> PaymentDesk::payment_of(const ProviderPayment& news) {
    if (!news.payment.is_nil()) {
        const auto named = store_.find(news.payment);
        if (named) return named->id;
        if (named.error().code() != Errc::not_found) return named.error();
    }
    auto found = store_.find_by_provider_id(std::string(provider_.name()), news.id);
    if (!found && found.error().code() == Errc::not_found && !news.reference.empty())
        found = store_.find_by_provider_id(std::string(provider_.name()), news.reference);
    if (!found) return found.error();
    return found->id;
}

// Errors are those that may be gone another time.
Result<EventOutcome> PaymentDesk::settle(const PaymentEvent& stored, const ProviderEvent& event) {
    const auto end = [&](EventOutcome outcome, const std::string& why) -> Result<EventOutcome> {
        log_outcome(stored, outcome, why);
        const auto settled = store_.settle_event(stored, std::string(to_string(outcome)));
        if (!settled) return settled.error();
        return outcome;
    };
    if (!event.payment) return end(EventOutcome::unrelated, "");
    const auto id = payment_of(*event.payment);
    if (!id && id.error().code() == Errc::not_found)
        return end(EventOutcome::unknown_payment, "no payment of ours: " + event.payment->id);
    if (!id) return id.error();
    const auto taken = take(*id, *event.payment);
    if (!taken && taken.error().code() == Errc::conflict)
        return end(EventOutcome::mismatch, taken.error().what());
    if (!taken) return taken.error();
    return end(EventOutcome::applied, taken->message);
}

Result<std::size_t> PaymentDesk::settle_waiting(Timestamp now) {
    const auto waiting = store_.waiting_events(now - settle_patience, settle_batch);
    if (!waiting) return waiting.error().during("reading events that wait");
    std::size_t settled_count = 0;
    for (const PaymentEvent& stored : *waiting) {
        const auto event = provider_.read_stored_event(stored.body);
        // Of a provider that is not set up any more.
        if (!event) continue;
        const auto settled = settle(stored, *event);
        if (!settled) return settled.error().during("settling an event that waited");
        ++settled_count;
    }
    return settled_count;
}

Result<std::size_t> PaymentDesk::reconcile(Timestamp now) {
    const auto open = store_.open_payments({.provider = std::string(provider_.name()),
                                            .made_before = now - reconcile_patience,
                                            .after = reconciled_,
                                            .limit = reconcile_batch});
    if (!open) return open.error().during("reading open payments");
    reconciled_ = open->size() < reconcile_batch ? PaymentId{} : open->back().id;
    for (const Payment& payment : *open) {
        const auto asked = ask_about(payment, now);
        if (!asked)
            log_event(Level::warning, "payment_not_reconciled",
                      {{"payment", payment.id.to_string()}, {"error", asked.error().what()}});
    }
    return open->size();
}

Result<void> PaymentDesk::withdraw(const Order& order) {
    const auto payments = store_.of_order(order.id);
    if (!payments) return payments.error();
    for (const Payment& payment : *payments) {
        const bool is_open = payment.status == PaymentStatus::pending &&
                             payment.provider == provider_.name() && !payment.provider_id.empty();
        if (!is_open) continue;
        const auto cancelled = cancel(payment);
        if (!cancelled) return cancelled.error();
    }
    return {};
}

Result<void> PaymentDesk::cancel(const Payment& payment) {
    const auto news = provider_.cancel(payment);
    if (!news) return news.error().during("withdrawing a payment from " + payment.provider);
    const auto taken = take(payment.id, *news);
    if (!taken) return taken.error();
    return {};
}

Result<void> PaymentDesk::ask_about(const Payment& payment, Timestamp now) {
    const auto order = store_.order(payment.order.to_string());
    if (!order) return order.error();
    // One that ran out may still be paid while its units can be had.
    const bool is_unwanted =
        order->status == OrderStatus::cancelled && order->end_reason != end_reason_expired;
    if (is_unwanted && !payment.provider_id.empty()) return cancel(payment);
    const auto gone_on = go_on(payment, *order);
    if (gone_on) return {};
    const bool gives_up = payment.provider_id.empty() && payment.created_at + start_patience < now;
    if (!gives_up) return gone_on.error();
    const auto failed = take(payment.id, {.payment = payment.id,
                                          .status = PaymentStatus::failed,
                                          .amount = payment.amount,
                                          .currency = payment.currency,
                                          .livemode = payment.livemode,
                                          .message = "the provider never took it"});
    if (!failed) return failed.error();
    return {};
}

Result<Payment> PaymentDesk::confirm(const Order& order) {
    if (provider_.name() != cash)
        return Error(Errc::conflict, "'" + std::string(provider_.name()) +
                                         "' takes the money itself: there is nothing to confirm");
    const auto started = process(order, {.payer = order.buyer});
    if (!started) return started.error();
    const Payment& payment = started->payment;
    return take(payment.id, {.payment = payment.id,
                             .id = payment.provider_id,
                             .reference = payment.provider_id,
                             .status = PaymentStatus::completed,
                             .amount = payment.amount,
                             .currency = payment.currency,
                             .message = "confirmed by the seller"});
}

}  // namespace tts
