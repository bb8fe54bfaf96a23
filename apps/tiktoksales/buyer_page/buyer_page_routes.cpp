#include "apps/tiktoksales/buyer_page/buyer_page_routes.hpp"

#include "apps/tiktoksales/accounts/privacy_routes.hpp"

#include "accounts/rate_limit.hpp"
#include "apps/tiktoksales/buyer_page/page_response.hpp"
#include "buyer_page/page_desk.hpp"
#include "buyer_page/render_details.hpp"
#include "buyer_page/render_orders.hpp"
#include "core/log.hpp"
#include "core/percent_encoding.hpp"
#include "http/url.hpp"
#include "order/buyer_changes.hpp"

#include <charconv>
#include <functional>
#include <memory>

namespace tts {

namespace {

using http::Request;
using http::Response;

// Of tokens that open nothing, from one address: many buyers share one.
constexpr RateLimit::Rule miss_rule{.count_max = 60, .window = std::chrono::seconds(60)};

// One request for one page, which is there.
struct Visit {
    const Request& request;
    Store& store;
    PageView view;
    PageFrame frame;
    Timestamp now;

    const std::string& token() const { return request.path_value("token"); }
    std::string address(const std::string& notice = {}) const {
        return frame.link("/c/" + token() + (notice.empty() ? "" : "?done=" + notice));
    }
    Response back(const std::string& notice = {}) const { return see_other(address(notice)); }
    BuyerOrder order() const {
        return {.streamer = view.page.streamer,
                .buyer = view.page.buyer,
                .number = request.path_value("order_number")};
    }
};

// False if the text is anything but a number.
template <class Number>
bool read_number(std::string_view text, Number& number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size();
}

// The language of the newest comment that became an order.
std::string_view comment_language(const PageView& view) {
    if (view.contact && !view.contact->language.empty()) return view.contact->language;
    return view.orders.empty() ? std::string_view() : view.orders.front().order.language;
}

// What the pages do, for all requests. Any thread may call it.
class BuyerPageRoutes {
public:
    explicit BuyerPageRoutes(const BuyerRouteParts& parts)
        : parts_(parts),
          desk_({.pages = parts.buyer.pages(),
                 .contacts = parts.contacts,
                 .payments = parts.payments.store(),
                 .tokens = parts.buyer.tokens(),
                 .life = parts.page_life}) {}

    using Action = Response (BuyerPageRoutes::*)(const Visit&);

    // Finds the page first; without it the answer is the same whatever was asked for.
    Response visit(const Request& request, Action action) {
        const auto time = now();
        const auto store = parts_.stores.lease();
        if (!store) return error_page(store.error(), frame_for(request));
        auto view = desk_.find(**store, request.path_value("token"), time);
        if (!view) return refuse(request, view.error());
        auto frame = frame_for(request, comment_language(*view));
        return (this->*action)({.request = request,
                                .store = **store,
                                .view = std::move(*view),
                                .frame = std::move(frame),
                                .now = time});
    }

    Response show(const Visit& visit) {
        return html_response(200,
                             orders_page({.frame = visit.frame,
                                          .token = visit.token(),
                                          .provider = parts_.payments.provider_name(),
                                          .notice = visit.request.query_value("done").value_or(""),
                                          .now = visit.now},
                                         visit.view));
    }

    Response show_details(const Visit& visit) {
        return html_response(200, details_page(details_frame(visit), {}));
    }

    Response save_details(const Visit& visit) {
        const auto fields = http::parse_query(visit.request.body);
        const auto form =
            read_details(fields.value_or(http::Fields()), visit.view.contact, visit.frame.language);
        if (!form.errors.empty())
            return html_response(422, details_page(details_frame(visit), form));
        const auto saved = desk_.save(visit.view, form.details, visit.now);
        if (!saved) return error_page(saved.error(), visit.frame);
        return visit.back("saved");
    }

    Response pay(const Visit& visit);
    Response lead_to_payment(const Visit& visit);
    Response lower(const Visit& visit);

    Response cancel(const Visit& visit) {
        const auto cancelled = cancel_by_buyer(visit.store, visit.order(), visit.now);
        return changed(visit, cancelled ? Result<void>() : cancelled.error(), "cancelled");
    }

    Response leave(const Visit& visit) {
        const auto wait = CommentId::parse(visit.request.path_value("wait_id"));
        if (!wait) return visit.back("conflict");
        const auto left = desk_.leave(visit.view.page, *wait, visit.now);
        // Offered meanwhile: the page shows that.
        if (!left && left.error().code() == Errc::not_found) return visit.back("conflict");
        return changed(visit, left, "left");
    }

    // Who has the link has not proved more than that: how to reach the buyer is not told.
    Response get_data(const Visit& visit) {
        const BuyerKey key{.streamer = visit.view.page.streamer, .buyer = visit.view.page.buyer};
        auto tables = parts_.buyer.privacy().collect(key);
        if (!tables) return error_page(tables.error(), visit.frame);
        hide_contacts(*tables);
        auto response = Response::json(export_json(key, *tables, visit.now));
        response.headers = {{"Cache-Control", "no-store"},
                            {"Content-Disposition", "attachment; filename=\"orders.json\""}};
        return response;
    }

    Response erase(const Visit& visit) {
        const BuyerKey key{.streamer = visit.view.page.streamer, .buyer = visit.view.page.buyer};
        const Words& words = visit.frame.words();
        const auto erased = parts_.buyer.privacy().erase(key, visit.now);
        if (!erased && erased.error().code() == Errc::conflict)
            return html_response(
                409, message_page(visit.frame, words.not_erased_title, words.not_erased_why));
        if (!erased) return error_page(erased.error(), visit.frame);
        log_event(Level::info, "buyer_erased",
                  {{"pseudonym", erased->pseudonym}, {"rows", erased->rows}});
        return html_response(200, message_page(visit.frame, words.erased_title, words.erased_why));
    }

    // From the provider's page, which was not told where the buyer came from.
    Response come_back(const Request& request) {
        const auto frame = frame_for(request);
        const auto token = page_cookie_of(request);
        if (looks_like_token(token)) return see_other(frame.link("/c/" + token));
        const Words& words = frame.words();
        return html_response(200, message_page(frame, words.return_title, words.return_why));
    }

private:
    Response refuse(const Request& request, const Error& error) {
        const auto frame = frame_for(request);
        const bool is_miss = error.code() == Errc::not_found;
        if (is_miss && misses_.refuse(parts_.gate.address_of(request), RateLimit::Clock::now()))
            return busy_page(frame);
        return error_page(error, frame);
    }

    static DetailsPage details_frame(const Visit& visit) {
        return {.frame = visit.frame,
                .token = visit.token(),
                .is_known = visit.view.address || visit.view.contact,
                .is_needed = visit.request.query_value("for") == "order"};
    }

    static Response changed(const Visit& visit, const Result<void>& done, const char* notice) {
        if (done) return visit.back(notice);
        if (done.error().code() == Errc::conflict) return visit.back("conflict");
        return error_page(done.error(), visit.frame);
    }

    const BuyerRouteParts parts_;
    PageDesk desk_;
    RateLimit misses_{miss_rule};
};

// Cash on delivery needs somewhere to deliver; all else may be told after the payment.
Response BuyerPageRoutes::pay(const Visit& visit) {
    const auto order = PageDesk::order_of(visit.store, visit.view.page, visit.order().number);
    if (!order) return error_page(order.error(), visit.frame);
    if (parts_.payments.provider_name() == "cod" && !visit.view.address)
        return see_other(visit.frame.link("/c/" + visit.token() + "/details?for=order"));
    const auto addressed = desk_.address_new_orders(visit.view, visit.now);
    if (!addressed) return error_page(addressed.error(), visit.frame);

    PayRequest wish{.payer = order->buyer};
    if (visit.view.contact) wish.email = visit.view.contact->email;
    const auto started = parts_.payments.desk().process(*order, wish);
    if (!started) {
        if (started.error().code() == Errc::conflict) return visit.back("conflict");
        log_event(Level::warning, "buyer_cannot_pay",
                  {{"order", order->number}, {"error", started.error().what()}});
        return visit.back("payment_down");
    }
    const Payment& payment = started->payment;
    if (payment.status != PaymentStatus::pending || payment.pay_url.empty()) return visit.back();
    auto response = see_other(visit.frame.link("/c/" + visit.token() + "/orders/" +
                                               percent_encoded(order->number) + "/pay"));
    response.headers.emplace_back(
        "Set-Cookie", set_page_cookie(visit.token(), parts_.gate.is_over_tls(visit.request)));
    return response;
}

// A form may only lead to ourselves, so the way to the provider is a page of its own.
Response BuyerPageRoutes::lead_to_payment(const Visit& visit) {
    for (const PageOrder& shown : visit.view.orders) {
        if (shown.order.number != visit.order().number || !shown.payment) continue;
        const auto& url = shown.payment->pay_url;
        if (url.starts_with("https://") || url.starts_with("http://"))
            return html_response(200, payment_page(visit.frame, url, "/c/" + visit.token()));
    }
    return visit.back();
}

Response BuyerPageRoutes::lower(const Visit& visit) {
    const auto fields = http::parse_query(visit.request.body).value_or(http::Fields());
    LineQuantity wish;
    const auto line = form_field(fields, "line");
    const bool is_read = read_number(form_field(fields, "quantity"), wish.quantity) &&
                         (line.empty() || read_number(line, wish.line));
    if (!is_read) return visit.back("quantity");
    const auto lowered = lower_quantity(visit.store, visit.order(), wish, visit.now);
    const bool is_wrong = !lowered && (lowered.error().code() == Errc::invalid ||
                                       lowered.error().code() == Errc::denied);
    if (is_wrong) return visit.back("quantity");
    return changed(visit, lowered ? Result<void>() : lowered.error(), "lowered");
}

}  // namespace

void add_buyer_page_routes(http::Router& router, const BuyerRouteParts& parts) {
    const auto routes = std::make_shared<BuyerPageRoutes>(parts);
    const auto on = [&](const char* method, const std::string& pattern,
                        BuyerPageRoutes::Action action) {
        router.on(method, "/c/{token}" + pattern, [routes, action](const Request& request) {
            return routes->visit(request, action);
        });
    };
    router.on("GET", "/c", [routes](const Request& request) { return routes->come_back(request); });
    on("GET", "", &BuyerPageRoutes::show);
    on("GET", "/details", &BuyerPageRoutes::show_details);
    on("POST", "/details", &BuyerPageRoutes::save_details);
    on("GET", "/data", &BuyerPageRoutes::get_data);
    on("POST", "/erase", &BuyerPageRoutes::erase);
    on("POST", "/orders/{order_number}/pay", &BuyerPageRoutes::pay);
    on("GET", "/orders/{order_number}/pay", &BuyerPageRoutes::lead_to_payment);
    on("POST", "/orders/{order_number}/quantity", &BuyerPageRoutes::lower);
    on("POST", "/orders/{order_number}/cancel", &BuyerPageRoutes::cancel);
    on("POST", "/waits/{wait_id}/leave", &BuyerPageRoutes::leave);
    add_page_style(router);
}

}  // namespace tts
