#pragma once

#include "buyer_page/page_desk.hpp"
#include "ports/notifier.hpp"

#include <string>

namespace tts {

// What is sent to a buyer alone about an order names the buyer's page, where it is paid, as {link}.
// The link is put in on the way, so that it is stored nowhere. Belongs to one thread; what it is
// given outlives it.
class PageLinkNotifier final : public Notifier {
public:
    struct Parts {
        Notifier& next;
        Store& store;
        BuyerPages& pages;
        const PageTokens& tokens;
        std::string public_base_url;  // "https://shop.example"; empty: there are no links.
    };
    explicit PageLinkNotifier(Parts parts) : parts_(std::move(parts)) {}

    Result<std::string> send(const Notification& notification) override;
    bool can_begin(const Message& message) const override { return parts_.next.can_begin(message); }

private:
    Result<std::string> link_for(const Notification& notification);

    const Parts parts_;
};

}  // namespace tts
