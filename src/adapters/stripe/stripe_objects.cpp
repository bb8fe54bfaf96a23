#include "adapters/stripe/stripe_objects.hpp"

#include "adapters/stripe/stripe_amount.hpp"

#include <simdjson.h>

#include <algorithm>

namespace tts {

namespace {

namespace dom = simdjson::dom;

constexpr std::size_t message_bytes_max = 500;

Error garbage(const char* what) {
    return {Errc::corrupt, std::string("Stripe's answer is not understood: ") + what};
}

// Empty if the member is absent, null, or no text.
std::string text_of(dom::element object, std::string_view name) {
    std::string_view text;
    if (object[name].get(text) != simdjson::SUCCESS) return {};
    return std::string(text);
}

// Of a member that is an id, or the object itself where it was expanded.
std::string id_of(dom::element object, std::string_view name) {
    dom::element member;
    if (object[name].get(member) != simdjson::SUCCESS) return {};
    return member.is_object() ? text_of(member, "id") : text_of(object, name);
}

bool flag_of(dom::element object, std::string_view name) {
    bool flag = false;
    return object[name].get(flag) == simdjson::SUCCESS && flag;
}

// "eur" becomes "EUR".
std::string currency_of(dom::element object) {
    std::string currency = text_of(object, "currency");
    std::transform(currency.begin(), currency.end(), currency.begin(), [](char letter) {
        return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
    });
    return currency;
}

Result<Money> money_of(dom::element object, std::string_view name) {
    std::int64_t amount = 0;
    if (object[name].get(amount) != simdjson::SUCCESS) return garbage("an amount is missing");
    const auto money = from_stripe_amount(amount, currency_of(object));
    if (!money) return garbage(money.error().what().c_str());
    return *money;
}

// What all of them have; `amount` names the member with the amount.
Result<ProviderPayment> read_common(dom::element object, std::string_view amount) {
    ProviderPayment payment;
    payment.id = text_of(object, "id");
    if (payment.id.empty()) return garbage("there is no id");
    payment.currency = currency_of(object);
    const auto money = money_of(object, amount);
    if (!money) return money.error();
    payment.amount = *money;
    payment.livemode = flag_of(object, "livemode");
    dom::element metadata;
    if (object["metadata"].get(metadata) == simdjson::SUCCESS) {
        const auto ours = PaymentId::parse(text_of(metadata, "payment_id"));
        if (ours) payment.payment = *ours;
    }
    return payment;
}

Result<ProviderPayment> read_session(dom::element object) {
    auto payment = read_common(object, "amount_total");
    if (!payment) return payment;
    payment->pay_url = text_of(object, "url");
    if (text_of(object, "payment_status") == "paid") {
        payment->status = PaymentStatus::completed;
        payment->reference = id_of(object, "payment_intent");
    } else if (text_of(object, "status") == "expired") {
        payment->status = PaymentStatus::failed;
        payment->message = "the link was not paid in time";
    } else if (text_of(object, "status") == "complete") {
        payment->message = "the buyer's bank is still working on it";
    }
    return payment;
}

Result<ProviderPayment> read_intent(dom::element object) {
    auto payment = read_common(object, "amount");
    if (!payment) return payment;
    payment->client_secret = text_of(object, "client_secret");
    const auto status = text_of(object, "status");
    if (status == "succeeded") {
        payment->status = PaymentStatus::completed;
        payment->reference = payment->id;
    } else if (status == "canceled") {
        payment->status = PaymentStatus::failed;
        payment->message = "the payment was cancelled";
    } else if (dom::element error;
               object["last_payment_error"].get(error) == simdjson::SUCCESS && error.is_object()) {
        // Not the end: the buyer may try again with another card.
        payment->message = "the last try failed: " + text_of(error, "message");
    }
    return payment;
}

// A charge is there once its intent has been paid.
Result<ProviderPayment> read_charge(dom::element object) {
    auto payment = read_common(object, "amount");
    if (!payment) return payment;
    const auto refunded = money_of(object, "amount_refunded");
    if (!refunded) return refunded.error();
    payment->refunded = *refunded;
    payment->id = id_of(object, "payment_intent");
    payment->reference = payment->id;
    payment->status = PaymentStatus::completed;
    return payment;
}

Result<std::optional<ProviderPayment>> payment_of(const std::string& kind, dom::element object) {
    const auto found =
        [](Result<ProviderPayment> payment) -> Result<std::optional<ProviderPayment>> {
        if (!payment) return payment.error();
        return std::optional(std::move(*payment));
    };
    const auto type = text_of(object, "object");
    if (type == "checkout.session" && text_of(object, "mode") == "payment") {
        auto payment = read_session(object);
        if (payment && kind == "checkout.session.async_payment_failed" &&
            payment->status == PaymentStatus::pending) {
            payment->status = PaymentStatus::failed;
            payment->message = "the buyer's bank refused";
        }
        return found(std::move(payment));
    }
    if (type == "payment_intent") return found(read_intent(object));
    if (kind == "charge.refunded" && !id_of(object, "payment_intent").empty())
        return found(read_charge(object));
    return std::optional<ProviderPayment>();
}

Result<ProviderPayment> read_payment(dom::element object) {
    const auto type = text_of(object, "object");
    if (type == "checkout.session") return read_session(object);
    if (type == "payment_intent") return read_intent(object);
    return garbage("neither a Checkout Session nor a PaymentIntent");
}

}  // namespace

Result<ProviderPayment> parse_stripe_payment(std::string_view json) {
    dom::parser parser;
    dom::element object;
    if (parser.parse(json.data(), json.size()).get(object) != simdjson::SUCCESS ||
        !object.is_object())
        return garbage("no JSON object");
    return read_payment(object);
}

Result<std::vector<ProviderPayment>> parse_stripe_payments(std::string_view json) {
    dom::parser parser;
    dom::element object;
    dom::array list;
    if (parser.parse(json.data(), json.size()).get(object) != simdjson::SUCCESS ||
        object["data"].get(list) != simdjson::SUCCESS)
        return garbage("no list");
    std::vector<ProviderPayment> payments;
    for (const dom::element element : list) {
        auto payment = read_payment(element);
        if (!payment) return payment.error();
        payments.push_back(std::move(*payment));
    }
    return payments;
}

Result<ProviderRefund> parse_stripe_refund(std::string_view json) {
    dom::parser parser;
    dom::element object;
    if (parser.parse(json.data(), json.size()).get(object) != simdjson::SUCCESS ||
        text_of(object, "object") != "refund")
        return garbage("no refund");
    ProviderRefund refund{.id = text_of(object, "id")};
    const auto status = text_of(object, "status");
    if (refund.id.empty() || status.empty()) return garbage("a refund without id or status");
    refund.message = status;
    if (status == "failed" || status == "canceled") {
        refund.status = RefundStatus::failed;
        refund.message += ": " + text_of(object, "failure_reason");
    }
    return refund;
}

Result<ProviderEvent> parse_stripe_event(std::string_view json) {
    dom::parser parser;
    dom::element object;
    if (parser.parse(json.data(), json.size()).get(object) != simdjson::SUCCESS ||
        text_of(object, "object") != "event")
        return garbage("no event");
    ProviderEvent event{
        .id = text_of(object, "id"), .kind = text_of(object, "type"), .payment = {}};
    dom::element subject;
    if (event.id.empty() || event.kind.empty() ||
        object["data"]["object"].get(subject) != simdjson::SUCCESS)
        return garbage("an event without id, type or object");
    auto payment = payment_of(event.kind, subject);
    if (!payment) return payment.error();
    event.payment = std::move(*payment);
    return event;
}

std::string stripe_error_text(std::string_view json) {
    dom::parser parser;
    dom::element object;
    dom::element error;
    if (parser.parse(json.data(), json.size()).get(object) != simdjson::SUCCESS ||
        object["error"].get(error) != simdjson::SUCCESS)
        return "an answer that is none of Stripe's";
    auto text = text_of(error, "message").substr(0, message_bytes_max);
    for (const char* name : {"code", "param"})
        if (const auto more = text_of(error, name); !more.empty()) text += " (" + more + ")";
    return text.empty() ? text_of(error, "type") : text;
}

}  // namespace tts
