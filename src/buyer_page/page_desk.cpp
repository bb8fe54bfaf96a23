#include "buyer_page/page_desk.hpp"

#include <algorithm>
#include <map>

namespace tts {

namespace {

constexpr std::size_t orders_shown_max = 30;

// Nothing instead of Errc::not_found.
template <class T>
Result<std::optional<T>> unless_missing(Result<T> found) {
    if (found) return std::optional<T>(std::move(*found));
    if (found.error().code() == Errc::not_found) return std::optional<T>();
    return found.error();
}

bool is_over(const PageView& view, std::chrono::days life, Timestamp now) {
    Timestamp last = view.page.opened_at;
    for (const PageOrder& shown : view.orders) last = std::max(last, shown.order.updated_at);
    return last + life <= now;
}

}  // namespace

Result<std::string> open_page(BuyerPages& pages, const PageTokens& tokens, PersonalPage wanted) {
    wanted.id = PersonalPageId::next();
    wanted.token_sha256 = hash_of_token(tokens.token_of(wanted.id));
    const auto page = pages.open(wanted);
    if (!page) return page.error();
    return tokens.token_of(page->id);
}

Result<PageView> PageDesk::find(Store& store, const std::string& token, Timestamp now) {
    if (!looks_like_token(token)) return Error(Errc::not_found, "there is no such page");
    auto page = parts_.pages.find(hash_of_token(token));
    if (!page) return page.error();
    PageView view{.page = std::move(*page)};
    auto orders = orders_of(store, view.page);
    if (!orders) return orders.error();
    view.orders = std::move(*orders);
    if (is_over(view, parts_.life, now)) return Error(Errc::not_found, "there is no such page");

    auto waits = parts_.pages.waits(view.page.streamer, view.page.buyer);
    if (!waits) return waits.error();
    view.waits = std::move(*waits);
    auto contact = unless_missing(parts_.contacts.find(view.page.streamer, view.page.buyer));
    if (!contact) return contact.error();
    view.contact = std::move(*contact);
    auto address = unless_missing(parts_.pages.last_address(view.page.streamer, view.page.buyer));
    if (!address) return address.error();
    view.address = std::move(*address);
    return view;
}

Result<std::vector<PageOrder>> PageDesk::orders_of(Store& store, const PersonalPage& page) {
    OrderFilter filter;
    filter.streamer = page.streamer;
    filter.buyer = page.buyer;
    filter.limit = orders_shown_max;
    auto orders = store.orders(filter);
    if (!orders) return orders.error();
    std::vector<PageOrder> shown;
    std::map<ProductId, std::string> pictures;
    for (Order& order : *orders) {
        const auto [picture, is_new] = pictures.try_emplace(order.product);
        if (is_new) {
            const auto product = store.product(order.product);
            if (product && !product->image_urls.empty())
                picture->second = product->image_urls.front();
        }
        PageOrder one{.order = std::move(order), .picture = picture->second};
        if (one.order.status == OrderStatus::pending) {
            auto payments = parts_.payments.of_order(one.order.id);
            if (!payments) return payments.error();
            if (!payments->empty() && payments->front().status == PaymentStatus::pending)
                one.payment = std::move(payments->front());
        }
        shown.push_back(std::move(one));
    }
    return shown;
}

Result<Order> PageDesk::order_of(Store& store,
                                 const PersonalPage& page,
                                 const std::string& number) {
    auto order = store.order_by_number(number);
    if (order && (order->streamer != page.streamer || order->buyer != page.buyer))
        return Error(Errc::not_found, "the buyer has no order " + number);
    return order;
}

Result<void> PageDesk::save(const PageView& view, const PageDetails& details, Timestamp now) {
    BuyerContact contact = view.contact.value_or(
        BuyerContact{.streamer = view.page.streamer, .handle = view.page.buyer});
    if (!details.phone.empty()) contact.phone = details.phone;
    if (!details.email.empty()) contact.email = details.email;
    contact.language = details.language;
    contact.verified_by = "page";
    contact.updated_at = now;
    const auto saved = parts_.contacts.save(contact);
    if (!saved) return saved.error();
    return parts_.pages.save_address(view.page, details.address, now);
}

Result<void> PageDesk::address_new_orders(const PageView& view, Timestamp now) {
    if (!view.address) return {};
    return parts_.pages.save_address(view.page, *view.address, now);
}

}  // namespace tts
