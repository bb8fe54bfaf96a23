#pragma once

#include "http/json_body.hpp"
#include "payments/payment_desk.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tts {

// One thing that is to be paid, as the caller describes it.
struct PayItem {
    http::JsonBody body;  // Where errors about it go.
    std::string product;  // Our id or the SKU, of the product or its variant.
    std::int32_t quantity = 0;
    Money price;
};

// The body of POST /payment/process. What the caller says about items, prices and the total is
// never used, only compared: who sees other prices than ours is told so, and nothing is paid.
class PayBody {
public:
    explicit PayBody(std::string_view json);

    const std::string& order() const { return order_; }
    const PayRequest& request() const { return request_; }

    // Refuses, field by field, what is not as in the order.
    void compare(const Order& order);
    void refuse_order(std::string message) { body_.refuse("order_id", std::move(message)); }

    bool ok() const { return body_.ok(); }
    http::Response error_response() const { return body_.error_response(); }

private:
    void read_items();
    void read_currency();
    void compare_items(std::vector<OrderLine> lines, const std::string& currency);
    static void compare_item(PayItem& item, const OrderLine& line, const std::string& currency);

    http::JsonBody body_;
    std::string order_;  // An order's id or number.
    PayRequest request_;
    std::vector<PayItem> items_;
    Money total_;
    std::string currency_;
};

}  // namespace tts
