#include "adapters/stripe/stripe_provider.hpp"

#include "adapters/stripe/stripe_amount.hpp"
#include "adapters/stripe/stripe_objects.hpp"
#include "adapters/stripe/stripe_signature.hpp"
#include "core/text.hpp"

#include <algorithm>
#include <chrono>
#include <string>

namespace tts {

namespace {

// Between Stripe's clock and ours.
constexpr std::chrono::seconds clocks_apart_max{300};
constexpr int made_max = 100;  // Stripe's largest page; newest first.

// An answer that is not Stripe's counts as none: what is in front of it may be broken for a while.
template <class T>
Result<T> as_answer(Result<T> parsed) {
    if (!parsed && parsed.error().code() == Errc::corrupt)
        return Error(Errc::unavailable, parsed.error().what());
    return parsed;
}

}  // namespace

Result<StripeForm> StripeProvider::session_form(const Charge& charge) const {
    if (settings_.return_base_url.empty())
        return Error(Errc::invalid,
                     "a payment link needs the public address of the shop (PUBLIC_BASE_URL); "
                     "without one ask for the flow 'intent'");
    const auto amount = to_stripe_amount(charge.amount, charge.currency);
    if (!amount) return amount.error();
    const auto ours = charge.payment.to_string();
    const auto back = settings_.return_base_url + "/c";  // Which finds the buyer by a cookie.
    StripeForm form = {{"mode", "payment"},
                       {"client_reference_id", charge.order_number},
                       {"line_items[0][quantity]", "1"},
                       {"line_items[0][price_data][currency]", ascii_lower(charge.currency)},
                       {"line_items[0][price_data][unit_amount]", std::to_string(*amount)},
                       {"line_items[0][price_data][product_data][name]", charge.description},
                       {"metadata[payment_id]", ours},
                       {"metadata[order_number]", charge.order_number},
                       {"payment_intent_data[metadata][payment_id]", ours},
                       {"success_url", back},
                       {"cancel_url", back}};
    if (!charge.email.empty()) form.emplace_back("customer_email", charge.email);
    return form;
}

Result<StripeForm> StripeProvider::intent_form(const Charge& charge) const {
    const auto amount = to_stripe_amount(charge.amount, charge.currency);
    if (!amount) return amount.error();
    StripeForm form = {{"amount", std::to_string(*amount)},
                       {"currency", ascii_lower(charge.currency)},
                       {"automatic_payment_methods[enabled]", "true"},
                       {"description", charge.description},
                       {"metadata[payment_id]", charge.payment.to_string()},
                       {"metadata[order_number]", charge.order_number}};
    if (!charge.email.empty()) form.emplace_back("receipt_email", charge.email);
    return form;
}

Result<ProviderPayment> StripeProvider::start(const Charge& charge) {
    const bool link = charge.flow == PaymentFlow::link;
    const auto form = link ? session_form(charge) : intent_form(charge);
    if (!form) return form.error();
    const auto answer = api_.post(link ? "/v1/checkout/sessions" : "/v1/payment_intents", *form,
                                  charge.payment.to_string());
    if (answer) return as_answer(parse_stripe_payment(*answer));
    // Stripe repeats under a key what it said first, also a 500: what was made is looked for.
    if (answer.error().is_transient())
        if (auto made = find_made(charge)) return made;
    return answer.error();
}

Result<ProviderPayment> StripeProvider::find_made(const Charge& charge) {
    const auto since = std::chrono::floor<std::chrono::seconds>(charge.made_at) - clocks_apart_max;
    const auto path =
        charge.flow == PaymentFlow::link ? "/v1/checkout/sessions" : "/v1/payment_intents";
    const auto answer =
        api_.get(std::string(path) + "?limit=" + std::to_string(made_max) +
                 "&created%5Bgte%5D=" + std::to_string(since.time_since_epoch().count()));
    if (!answer) return answer.error();
    const auto payments = as_answer(parse_stripe_payments(*answer));
    if (!payments) return payments.error();
    const auto found = std::ranges::find(*payments, charge.payment, &ProviderPayment::payment);
    if (found == payments->end()) return Error(Errc::not_found, "Stripe has made no such payment");
    return *found;
}

Result<ProviderPayment> StripeProvider::look_up(const Payment& payment) {
    const auto path =
        payment.flow == PaymentFlow::link ? "/v1/checkout/sessions/" : "/v1/payment_intents/";
    const auto answer = api_.get(path + payment.provider_id);
    if (!answer) return answer.error();
    return as_answer(parse_stripe_payment(*answer));
}

Result<ProviderPayment> StripeProvider::cancel(const Payment& payment) {
    const bool link = payment.flow == PaymentFlow::link;
    const auto path = link ? "/v1/checkout/sessions/" + payment.provider_id + "/expire"
                           : "/v1/payment_intents/" + payment.provider_id + "/cancel";
    const auto answer = api_.post(path, {}, "cancel-" + payment.id.to_string());
    // It cannot be cancelled any more: whatever became of it is the answer.
    if (!answer && answer.error().code() == Errc::invalid) return look_up(payment);
    if (!answer) return answer.error();
    return as_answer(parse_stripe_payment(*answer));
}

Result<ProviderRefund> StripeProvider::refund(const RefundRequest& request) {
    const auto amount = to_stripe_amount(request.amount, request.currency);
    if (!amount) return amount.error();
    const auto answer = api_.post("/v1/refunds",
                                  {{"payment_intent", request.reference},
                                   {"amount", std::to_string(*amount)},
                                   {"metadata[refund_id]", request.refund.to_string()}},
                                  request.refund.to_string());
    if (!answer) return answer.error();
    return as_answer(parse_stripe_refund(*answer));
}

Result<ProviderEvent> StripeProvider::read_event(std::string_view body,
                                                 std::string_view signature,
                                                 Timestamp now) {
    const auto checked = check_stripe_signature(settings_.webhook_secrets, signature, body, now);
    if (!checked) return checked.error();
    return read_stored_event(body);
}

Result<ProviderEvent> StripeProvider::read_stored_event(std::string_view body) {
    auto event = parse_stripe_event(body);
    if (!event) return Error(Errc::invalid, event.error().what());
    return event;
}

}  // namespace tts
