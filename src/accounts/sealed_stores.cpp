#include "accounts/sealed_stores.hpp"

#include <array>
#include <utility>

namespace tts {

namespace {

constexpr std::string_view place_of_secret = "webhook_endpoints.secret";

struct AddressField {
    std::string PostalAddress::*text;
    std::string_view place;
};

constexpr std::array<AddressField, 7> address_fields = {{
    {&PostalAddress::recipient, "order_addresses.recipient"},
    {&PostalAddress::street, "order_addresses.street"},
    {&PostalAddress::details, "order_addresses.details"},
    {&PostalAddress::postal_code, "order_addresses.postal_code"},
    {&PostalAddress::city, "order_addresses.city"},
    {&PostalAddress::region, "order_addresses.region"},
    {&PostalAddress::country, "order_addresses.country"},
}};

class SealedBuyerPages final : public BuyerPages {
public:
    SealedBuyerPages(std::unique_ptr<BuyerPages> pages, Sealer sealer)
        : pages_(std::move(pages)), sealer_(std::move(sealer)) {}

    Result<PersonalPage> open(const PersonalPage& page) override { return pages_->open(page); }
    Result<PersonalPage> find(const std::string& token_sha256) override {
        return pages_->find(token_sha256);
    }
    Result<std::vector<WaitPlace>> waits(const std::string& streamer,
                                         const std::string& buyer) override {
        return pages_->waits(streamer, buyer);
    }
    Result<void> leave(const PersonalPage& page, const CommentId& wait, Timestamp at) override {
        return pages_->leave(page, wait, at);
    }
    Result<PostalAddress> address_of(const OrderId& order) override {
        return opened(pages_->address_of(order));
    }
    Result<PostalAddress> last_address(const std::string& streamer,
                                       const std::string& buyer) override {
        return opened(pages_->last_address(streamer, buyer));
    }
    Result<void> save_address(const PersonalPage& page,
                              const PostalAddress& address,
                              Timestamp at) override {
        PostalAddress kept = address;
        for (const auto& [text, place] : address_fields)
            kept.*text = sealer_.seal(kept.*text, place);
        return pages_->save_address(page, kept, at);
    }

private:
    Result<PostalAddress> opened(Result<PostalAddress> address) const {
        if (!address) return address;
        for (const auto& [text, place] : address_fields) {
            auto plain = sealer_.open((*address).*text, place);
            if (!plain) return plain.error();
            (*address).*text = std::move(*plain);
        }
        return address;
    }

    std::unique_ptr<BuyerPages> pages_;
    Sealer sealer_;
};

class SealedWebhookStore final : public WebhookStore {
public:
    SealedWebhookStore(std::unique_ptr<WebhookStore> webhooks, Sealer sealer)
        : webhooks_(std::move(webhooks)), sealer_(std::move(sealer)) {}

    Result<void> add(const WebhookEndpoint& endpoint, std::size_t endpoints_max) override {
        WebhookEndpoint kept = endpoint;
        kept.secret = sealer_.seal(kept.secret, place_of_secret);
        return webhooks_->add(kept, endpoints_max);
    }
    Result<std::vector<WebhookEndpoint>> endpoints(const std::string& streamer) override {
        return webhooks_->endpoints(streamer);
    }
    Result<void> remove(const std::string& streamer,
                        const WebhookEndpointId& id,
                        Timestamp at) override {
        return webhooks_->remove(streamer, id, at);
    }
    Result<std::vector<WebhookDelivery>> take(Timestamp now,
                                              std::chrono::milliseconds lease,
                                              std::size_t limit) override {
        return opened(webhooks_->take(now, lease, limit));
    }
    Result<void> settle(const WebhookDelivery& delivery) override {
        return webhooks_->settle(delivery);
    }
    Result<std::vector<WebhookDelivery>> deliveries(const WebhookFilter& filter) override {
        return opened(webhooks_->deliveries(filter));
    }
    Result<void> replay(const std::string& streamer,
                        const WebhookEndpointId& endpoint,
                        const Uuid& event,
                        Timestamp at) override {
        return webhooks_->replay(streamer, endpoint, event, at);
    }

private:
    Result<std::vector<WebhookDelivery>> opened(Result<std::vector<WebhookDelivery>> rows) const {
        if (!rows) return rows;
        for (WebhookDelivery& delivery : *rows) {
            auto secret = sealer_.open(delivery.secret, place_of_secret);
            if (!secret) return secret.error();
            delivery.secret = std::move(*secret);
        }
        return rows;
    }

    std::unique_ptr<WebhookStore> webhooks_;
    Sealer sealer_;
};

class SealedPrivacyStore final : public PrivacyStore {
public:
    SealedPrivacyStore(std::unique_ptr<PrivacyStore> privacy, Sealer sealer)
        : privacy_(std::move(privacy)), sealer_(std::move(sealer)) {}

    Result<std::vector<KeptTable>> collect(const BuyerKey& key) override {
        auto tables = privacy_->collect(key);
        if (!tables) return tables;
        for (KeptTable& table : *tables)
            for (auto& row : table.rows) {
                const auto opened = open_row(table.name, row);
                if (!opened) return opened.error();
            }
        return tables;
    }
    Result<Erasure> erase(const BuyerKey& key, Timestamp at) override {
        return privacy_->erase(key, at);
    }

private:
    // Only in columns that are sealed: elsewhere, a text that looks so is what somebody wrote.
    Result<void> open_row(std::string_view table, KeptTable::Row& row) const {
        for (auto& [name, value] : row) {
            const std::string place = std::string(table) + "." + std::string(name);
            if (!value || !is_sealed_place(place)) continue;
            auto plain = sealer_.open(*value, place);
            if (!plain) return plain.error();
            value = std::move(*plain);
        }
        return {};
    }

    static bool is_sealed_place(std::string_view place) {
        for (const AddressField& field : address_fields)
            if (field.place == place) return true;
        return false;
    }

    std::unique_ptr<PrivacyStore> privacy_;
    Sealer sealer_;
};

}  // namespace

std::unique_ptr<BuyerPages> sealed(std::unique_ptr<BuyerPages> pages, Sealer sealer) {
    return std::make_unique<SealedBuyerPages>(std::move(pages), std::move(sealer));
}

std::unique_ptr<WebhookStore> sealed(std::unique_ptr<WebhookStore> webhooks, Sealer sealer) {
    return std::make_unique<SealedWebhookStore>(std::move(webhooks), std::move(sealer));
}

std::unique_ptr<PrivacyStore> sealed(std::unique_ptr<PrivacyStore> privacy, Sealer sealer) {
    return std::make_unique<SealedPrivacyStore>(std::move(privacy), std::move(sealer));
}

}  // namespace tts
