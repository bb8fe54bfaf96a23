#include "core/payment.hpp"

#include <array>

namespace tts {

namespace {

constexpr std::array<std::string_view, 4> status_names = {"pending", "failed", "completed",
                                                          "refunded"};
constexpr std::array<std::string_view, 2> flow_names = {"link", "intent"};
constexpr std::array<std::string_view, 3> refund_names = {"pending", "done", "failed"};

template <class Enum, std::size_t n>
std::optional<Enum> parse(const std::array<std::string_view, n>& names, std::string_view name) {
    for (std::size_t i = 0; i < n; ++i)
        if (names[i] == name) return static_cast<Enum>(i);
    return std::nullopt;
}

}  // namespace

std::string_view to_string(PaymentStatus status) {
    return status_names[static_cast<std::size_t>(status)];
}

std::optional<PaymentStatus> parse_payment_status(std::string_view name) {
    return parse<PaymentStatus>(status_names, name);
}

bool can_become(PaymentStatus from, PaymentStatus to) {
    switch (from) {
        case PaymentStatus::pending:
            return to == PaymentStatus::failed || to == PaymentStatus::completed;
        case PaymentStatus::failed: return to == PaymentStatus::completed;
        case PaymentStatus::completed: return to == PaymentStatus::refunded;
        case PaymentStatus::refunded: break;
    }
    return false;
}

std::string_view to_string(PaymentFlow flow) {
    return flow_names[static_cast<std::size_t>(flow)];
}

std::optional<PaymentFlow> parse_payment_flow(std::string_view name) {
    return parse<PaymentFlow>(flow_names, name);
}

std::string_view to_string(RefundStatus status) {
    return refund_names[static_cast<std::size_t>(status)];
}

std::optional<RefundStatus> parse_refund_status(std::string_view name) {
    return parse<RefundStatus>(refund_names, name);
}

}  // namespace tts
