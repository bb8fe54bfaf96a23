#pragma once

#include "adapters/sql/session.hpp"
#include "ports/buyer_pages.hpp"

#include <mutex>
#include <utility>

namespace tts::sql {

template <class Row>
PersonalPage read_buyer_page(Row& row) {
    PersonalPage page;
    page.id = PersonalPageId{row.uuid()};
    page.streamer = row.text();
    page.buyer = row.text();
    page.token_sha256 = row.text();
    page.opened_at = row.time();
    return page;
}

template <class Row>
WaitPlace read_wait_place(Row& row) {
    WaitPlace place;
    place.wait = CommentId{row.uuid()};
    place.product = ProductId{row.uuid()};
    place.product_name = row.text();
    place.variant = row.text();
    place.quantity = row.small_integer();
    place.place = row.integer();
    return place;
}

template <class Row>
PostalAddress read_postal_address(Row& row) {
    PostalAddress address;
    address.recipient = row.text();
    address.street = row.text();
    address.details = row.text();
    address.postal_code = row.text();
    address.city = row.text();
    address.region = row.text();
    address.country = row.text();
    return address;
}

// BuyerPages on either database.
template <class Session>
class SqlBuyerPages final : public BuyerPages {
public:
    template <class... Args>
    explicit SqlBuyerPages(Args&&... args) : session_(std::forward<Args>(args)...) {}

    Result<PersonalPage> open(const PersonalPage& page) override {
        const std::lock_guard lock(session_.mutex);
        const auto written = session_.execute(
            "INSERT INTO buyer_pages (id, streamer, buyer, token_sha256, opened_at) "
            "VALUES ($1::uuid, $2::text, $3::text, $4::text, $5::timestamptz) "
            "ON CONFLICT (streamer, buyer) DO UPDATE SET opened_at = excluded.opened_at",
            {page.id.to_string(), page.streamer, page.buyer, page.token_sha256,
             to_iso8601(page.opened_at)});
        if (!written) return written.error().during("opening a buyer's page");
        return one_page(
            "SELECT id, streamer, buyer, token_sha256, time(opened_at) FROM buyer_pages "
            "WHERE streamer = $1::text AND buyer = $2::text",
            {page.streamer, page.buyer});
    }

    Result<PersonalPage> find(const std::string& token_sha256) override {
        const std::lock_guard lock(session_.mutex);
        return one_page(
            "SELECT id, streamer, buyer, token_sha256, time(opened_at) FROM buyer_pages "
            "WHERE token_sha256 = $1::text",
            {token_sha256});
    }

    Result<std::vector<WaitPlace>> waits(const std::string& streamer,
                                         const std::string& buyer) override {
        const std::lock_guard lock(session_.mutex);
        auto found = session_.select(
            "SELECT w.id, w.product_id, p.name, w.variant, w.quantity, "
            "(SELECT count(*) FROM waitlist AS b WHERE b.product_id = w.product_id "
            "AND b.variant_id IS NOT DISTINCT FROM w.variant_id "
            "AND b.status = 'waiting' AND b.id <= w.id) "
            "FROM waitlist AS w JOIN products AS p ON p.id = w.product_id "
            "WHERE w.streamer = $1::text AND w.buyer = $2::text AND w.status = 'waiting' "
            "ORDER BY w.id",
            {streamer, buyer}, read_wait_place<typename Session::Row>);
        if (!found) return found.error().during("reading what a buyer waits for");
        return found;
    }

    Result<void> leave(const PersonalPage& page, const CommentId& wait, Timestamp at) override {
        const std::lock_guard lock(session_.mutex);
        const auto left = session_.execute(
            "UPDATE waitlist SET status = 'left', updated_at = $4::timestamptz "
            "WHERE id = $1::uuid AND streamer = $2::text AND buyer = $3::text "
            "AND status = 'waiting'",
            {wait.to_string(), page.streamer, page.buyer, to_iso8601(at)});
        if (!left) return left.error().during("leaving the waiting list");
        if (*left == 0) return Error(Errc::not_found, "the buyer does not wait for that");
        return {};
    }

    Result<PostalAddress> address_of(const OrderId& order) override {
        const std::lock_guard lock(session_.mutex);
        return one_address(
            "SELECT recipient, street, details, postal_code, city, region, country "
            "FROM order_addresses WHERE order_id = $1::uuid",
            {order.to_string()});
    }

    Result<PostalAddress> last_address(const std::string& streamer,
                                       const std::string& buyer) override {
        const std::lock_guard lock(session_.mutex);
        return one_address(
            "SELECT a.recipient, a.street, a.details, a.postal_code, a.city, a.region, a.country "
            "FROM order_addresses AS a JOIN orders AS o ON o.id = a.order_id "
            "WHERE o.streamer = $1::text AND o.buyer = $2::text "
            "ORDER BY a.updated_at DESC, o.id DESC LIMIT 1",
            {streamer, buyer});
    }

    Result<void> save_address(const PersonalPage& page,
                              const PostalAddress& address,
                              Timestamp at) override {
        const std::lock_guard lock(session_.mutex);
        const auto saved = session_.execute(
            "INSERT INTO order_addresses (order_id, recipient, street, details, postal_code, city, "
            "region, country, updated_at) SELECT o.id, $3::text, $4::text, $5::text, $6::text, "
            "$7::text, $8::text, $9::text, $10::timestamptz FROM orders AS o "
            "WHERE o.streamer = $1::text AND o.buyer = $2::text "
            "AND o.status IN ('pending', 'paid') "
            "ON CONFLICT (order_id) DO UPDATE SET recipient = excluded.recipient, "
            "street = excluded.street, details = excluded.details, "
            "postal_code = excluded.postal_code, city = excluded.city, region = excluded.region, "
            "country = excluded.country, updated_at = excluded.updated_at",
            {page.streamer, page.buyer, address.recipient, address.street, address.details,
             address.postal_code, address.city, address.region, address.country, to_iso8601(at)});
        if (!saved) return saved.error().during("saving where parcels go");
        return {};
    }

private:
    // Under the lock; likewise the next.
    Result<PersonalPage> one_page(const char* sql, const Parameters& parameters) {
        const auto found = session_.select(sql, parameters, read_buyer_page<typename Session::Row>);
        if (!found) return found.error().during("looking for a buyer's page");
        if (found->empty()) return Error(Errc::not_found, "there is no such page");
        return found->front();
    }

    Result<PostalAddress> one_address(const char* sql, const Parameters& parameters) {
        const auto found =
            session_.select(sql, parameters, read_postal_address<typename Session::Row>);
        if (!found) return found.error().during("reading where a parcel goes");
        if (found->empty()) return Error(Errc::not_found, "no address was given");
        return found->front();
    }

    Session session_;
};

}  // namespace tts::sql
