#include "buyer_page/render_orders.hpp"

#include "core/order_lines.hpp"
#include "core/percent_encoding.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace tts {

namespace {

std::string money(Money amount, const Order& order) {
    return amount.to_string() + " " + order.currency;
}

std::string_view notice_text(std::string_view code, const Words& words) {
    const std::array<std::pair<std::string_view, std::string_view>, 7> notices = {
        {{"saved", words.done_saved},
         {"cancelled", words.done_cancelled},
         {"lowered", words.done_lowered},
         {"left", words.done_left},
         {"conflict", words.done_conflict},
         {"quantity", words.done_quantity},
         {"payment_down", words.done_payment_down}}};
    for (const auto& [name, text] : notices)
        if (name == code) return text;
    return {};
}

std::string time_left(std::chrono::milliseconds left, const Words& words) {
    if (left < std::chrono::minutes(1)) return std::string(words.last_minute);
    return filled(words.minutes_left,
                  std::to_string(std::chrono::floor<std::chrono::minutes>(left).count()));
}

// Writes the parts of one page.
class OrdersWriter {
public:
    explicit OrdersWriter(const OrdersPage& page) : page_(page), words_(page.frame.words()) {}

    std::string write(const PageView& view) {
        write_head(view);
        if (view.orders.empty() && view.waits.empty()) {
            html_.raw("<section class=\"card\">").element("h2", "", words_.nothing_yet);
            html_.element("p", "", words_.nothing_yet_why).raw("</section>");
        }
        for (const PageOrder& shown : view.orders) write_order(shown);
        for (const WaitPlace& wait : view.waits) write_wait(wait);
        if (!view.orders.empty()) write_address(view);
        return html_.take();
    }

private:
    void write_head(const PageView& view) {
        html_.raw("<header>").element("h1", "", words_.your_orders).raw("<p><bdi>@");
        html_.text(view.page.streamer).raw("</bdi> · ");
        html_.text(filled(words_.hello, view.page.buyer)).raw("</p></header>");
        const auto notice = notice_text(page_.notice, words_);
        if (!notice.empty())
            html_.raw("<p class=\"notice\" role=\"status\">").text(notice).raw("</p>");
        if (page_.provider == "sandbox") html_.element("p", "notice test", words_.test_mode);
    }

    void write_order(const PageOrder& shown) {
        const Order& order = shown.order;
        const bool is_over =
            order.status == OrderStatus::cancelled || order.status == OrderStatus::refunded;
        html_.raw(is_over ? "<section class=\"card over\">" : "<section class=\"card\">");
        write_goods(shown);
        write_sums(order);
        write_state(shown);
        html_.raw("<p class=\"small\">").text(filled(words_.order, order.number));
        html_.raw("</p></section>");
    }

    void write_goods(const PageOrder& shown) {
        const Order& order = shown.order;
        const auto picture = own_picture(shown.picture);
        html_.raw("<div class=\"goods\">");
        if (!picture.empty()) html_.raw("<img alt=\"\" src=\"").text(picture).raw("\">");
        html_.raw("<div>");
        for (const OrderLine& line : lines_of(order)) write_line(line, order);
        html_.raw("</div></div>");
    }

    void write_line(const OrderLine& line, const Order& order) {
        html_.raw("<h2><bdi>").text(line.product_name).raw("</bdi></h2>");
        if (!line.variant.empty()) html_.element("p", "variant", line.variant);
        html_.raw("<p>").text(words_.quantity).raw(": <b>").text(std::to_string(line.quantity));
        html_.raw("</b> · ").text(money(line.unit_price, order));
        if (line.quantity > 1) html_.raw(" ").text(words_.each);
        html_.raw("</p>");
    }

    void write_sums(const Order& order) {
        html_.raw("<dl class=\"sums\">");
        if (order.discounted != Money())
            write_sum(words_.discount, Money() - order.discounted, order);
        if (order.shipping != Money()) write_sum(words_.shipping, order.shipping, order);
        write_sum(words_.total, order.total_price, order);
        html_.raw("</dl>");
    }

    void write_sum(std::string_view name, Money amount, const Order& order) {
        html_.element("dt", "", name).element("dd", "", money(amount, order));
    }

    void write_state(const PageOrder& shown) {
        switch (shown.order.status) {
            case OrderStatus::pending: write_pending(shown); break;
            case OrderStatus::paid:
                html_.element("p", "badge good", words_.paid).element("p", "", words_.paid_why);
                break;
            case OrderStatus::shipped: write_parcel(words_.shipped, shown.order); break;
            case OrderStatus::delivered: write_parcel(words_.delivered, shown.order); break;
            case OrderStatus::cancelled: write_cancelled(shown.order); break;
            case OrderStatus::refunded: html_.element("p", "badge", words_.refunded); break;
        }
    }

    void write_parcel(std::string_view state, const Order& order) {
        html_.element("p", "badge good", state);
        if (order.tracking_number.empty()) return;
        html_.raw("<p>").text(words_.tracking).raw(": <b>").text(order.tracking_number);
        html_.raw("</b>");
        if (!order.carrier.empty()) html_.raw(" (").text(order.carrier).raw(")");
        html_.raw("</p>");
    }

    void write_cancelled(const Order& order) {
        auto why = words_.cancelled_by_seller;
        if (order.end_reason == end_reason_expired) why = words_.expired;
        if (order.end_reason == end_reason_buyer) why = words_.cancelled;
        html_.element("p", "badge", why);
    }

    void write_pending(const PageOrder& shown) {
        const Order& order = shown.order;
        if (shown.payment && shown.payment->provider == "cod") {
            html_.element("p", "badge good",
                          filled(words_.cash_waiting, money(order.total_price, order)));
        } else {
            write_hold(order);
            write_pay(shown);
        }
        write_fewer(shown);
        write_cancel(order);
    }

    void write_hold(const Order& order) {
        if (order.stock == StockState::none) {
            html_.element("p", "hold", words_.not_held);
            return;
        }
        html_.raw("<p class=\"hold\">").text(words_.held);
        if (order.hold_until) {
            const auto left = std::max(*order.hold_until - page_.now, Timestamp::duration::zero());
            const auto seconds = std::chrono::ceil<std::chrono::seconds>(left);
            html_.raw(" · <span data-seconds=\"").text(std::to_string(seconds.count()));
            html_.raw("\">").text(time_left(left, words_)).raw("</span>");
        }
        html_.raw("</p>");
    }

    std::string action(const Order& order, std::string_view what) {
        return page_.frame.link("/c/" + page_.token + "/orders/" + percent_encoded(order.number) +
                                "/" + std::string(what));
    }

    void open_form(const std::string& address) {
        html_.raw("<form method=\"post\" action=\"").text(address).raw("\">");
    }

    void write_pay(const PageOrder& shown) {
        const Order& order = shown.order;
        const auto total = money(order.total_price, order);
        auto text = words_.pay;
        if (page_.provider == "cod") text = words_.pay_cash;
        if (page_.provider == "sandbox") text = words_.pay_sandbox;
        if (shown.payment && !shown.payment->pay_url.empty()) text = words_.go_on_paying;
        open_form(action(order, "pay"));
        html_.raw("<button class=\"main\">").text(filled(text, total)).raw("</button></form>");
        if (page_.provider == "stripe") html_.element("p", "small", words_.secure_payment);
    }

    void write_fewer(const PageOrder& shown) {
        const auto lines = lines_of(shown.order);
        const bool is_only = lines.size() == 1;
        if (is_only && lines.front().quantity < 2) return;
        if (shown.payment) {
            html_.element("p", "small", words_.too_late_to_change);
            return;
        }
        html_.raw("<details><summary>").text(words_.fewer).raw("</summary>");
        for (std::size_t i = 0; i < lines.size(); ++i) {
            // The last line goes with the order only.
            const LineForm form{.number = i + 1, .quantity_min = is_only ? 1 : 0};
            write_fewer_of(shown.order, lines[i], form);
        }
        html_.raw("</details>");
    }

    struct LineForm {
        std::size_t number = 1;
        std::int32_t quantity_min = 1;
    };

    void write_fewer_of(const Order& order, const OrderLine& line, LineForm form) {
        open_form(action(order, "quantity"));
        html_.raw("<input type=\"hidden\" name=\"line\" value=\"");
        html_.text(std::to_string(form.number)).raw("\"><label>");
        if (order.lines.empty())
            html_.text(words_.quantity);
        else
            html_.text(described({&line, 1}));
        html_.raw(
            " <input name=\"quantity\" type=\"number\" inputmode=\"numeric\" required min=\"");
        html_.text(std::to_string(form.quantity_min)).raw("\" max=\"");
        html_.text(std::to_string(line.quantity - 1)).raw("\" value=\"");
        html_.text(std::to_string(line.quantity - 1)).raw("\"></label><button>");
        html_.text(words_.fewer_do).raw("</button></form>");
    }

    void write_cancel(const Order& order) {
        html_.raw("<details><summary>").text(words_.cancel).raw("</summary>");
        html_.element("p", "small", words_.cancel_sure);
        open_form(action(order, "cancel"));
        html_.raw("<button class=\"danger\">").text(words_.cancel_do);
        html_.raw("</button></form></details>");
    }

    void write_wait(const WaitPlace& wait) {
        html_.raw("<section class=\"card\"><p class=\"badge\">").text(words_.waiting);
        html_.raw("</p><h2><bdi>").text(wait.product_name).raw("</bdi></h2>");
        if (!wait.variant.empty()) html_.element("p", "variant", wait.variant);
        html_.raw("<p>").text(words_.quantity).raw(": <b>").text(std::to_string(wait.quantity));
        html_.raw("</b> · ").text(filled(words_.waiting_place, std::to_string(wait.place)));
        html_.raw("</p>").element("p", "small", words_.waiting_why);
        open_form(
            page_.frame.link("/c/" + page_.token + "/waits/" + wait.wait.to_string() + "/leave"));
        html_.raw("<button>").text(words_.leave).raw("</button></form></section>");
    }

    void write_address(const PageView& view) {
        html_.raw("<section class=\"card\">").element("h2", "", words_.address_title);
        if (view.address) {
            const auto place = view.address->postal_code + " " + view.address->city;
            html_.element("p", "", filled(words_.address_to, place));
        } else {
            html_.element("p", "warning", words_.address_missing);
        }
        if (view.contact) write_reach(*view.contact);
        html_.raw("<p><a class=\"button\" href=\"");
        html_.text(page_.frame.link("/c/" + page_.token + "/details")).raw("\">");
        html_.text(view.address ? words_.address_change : words_.address_add);
        html_.raw("</a></p></section>");
    }

    // Not so much of it that a stranger at the phone could use it.
    void write_reach(const BuyerContact& contact) {
        std::string shown;
        if (!contact.phone.empty()) shown = "•••" + contact.phone.substr(contact.phone.size() - 3);
        if (!contact.email.empty()) {
            if (!shown.empty()) shown += ", ";
            shown +=
                contact.email.substr(0, 1) + "•••" + contact.email.substr(contact.email.rfind('@'));
        }
        if (!shown.empty()) html_.element("p", "", filled(words_.reach_by, shown));
    }

    const OrdersPage& page_;
    const Words& words_;
    Html html_;
};

}  // namespace

std::string own_picture(std::string_view url) {
    constexpr std::string_view own = "object://products/";
    if (!url.starts_with(own)) return {};
    return "/images/products/" + percent_encoded(url.substr(own.size()), "/");
}

std::string orders_page(const OrdersPage& page, const PageView& view) {
    PageFrame frame = page.frame;
    frame.title = frame.words().your_orders;
    frame.reload = Reload::without_script;
    return framed(frame, OrdersWriter(page).write(view));
}

}  // namespace tts
