#pragma once

#include "adapters/sql/session.hpp"
#include "ports/buyer_contacts.hpp"

#include <mutex>
#include <utility>

namespace tts::sql {

template <class Row>
BuyerContact read_contact(Row& row) {
    BuyerContact contact;
    contact.streamer = row.text();
    contact.handle = row.text();
    contact.phone = row.text();
    contact.email = row.text();
    contact.language = row.text();
    contact.opted_out = row.flag();
    contact.verified_by = row.text();
    contact.updated_at = row.time();
    return contact;
}

template <class Row>
AddressState read_address(Row& row) {
    AddressState state;
    state.opted_out_at = row.maybe_time();
    state.wrote_at = row.maybe_time();
    return state;
}

// BuyerContacts on either database.
template <class Session>
class SqlBuyerContacts final : public BuyerContacts {
public:
    template <class... Args>
    explicit SqlBuyerContacts(Args&&... args) : session_(std::forward<Args>(args)...) {}

    Result<BuyerContact> find(const std::string& streamer, const std::string& handle) override {
        const std::lock_guard lock(session_.mutex);
        const auto found = session_.select(
            "SELECT streamer, handle, phone, email, language, opted_out, verified_by, "
            "time(updated_at) FROM buyer_contacts WHERE streamer = $1::text AND handle = $2::text",
            {streamer, handle}, read_contact<typename Session::Row>);
        if (!found) return found.error().during("reading how a buyer is reached");
        if (found->empty()) return Error(Errc::not_found, "nothing is known of that buyer");
        return found->front();
    }

    Result<void> save(const BuyerContact& contact) override {
        return write(
            "INSERT INTO buyer_contacts (streamer, handle, phone, email, language, opted_out, "
            "verified_by, created_at, updated_at) VALUES ($1::text, $2::text, $3::text, $4::text, "
            "$5::text, $6::boolean, $7::text, $8::timestamptz, $8::timestamptz) "
            "ON CONFLICT (streamer, handle) DO UPDATE SET phone = excluded.phone, "
            "email = excluded.email, language = excluded.language, "
            "opted_out = excluded.opted_out, verified_by = excluded.verified_by, "
            "updated_at = excluded.updated_at",
            {contact.streamer, contact.handle, contact.phone, contact.email, contact.language,
             flag(contact.opted_out), contact.verified_by, to_iso8601(contact.updated_at)});
    }

    Result<AddressState> address(const std::string& phone) override {
        const std::lock_guard lock(session_.mutex);
        const auto found = session_.select(
            "SELECT time(opted_out_at), time(wrote_at) FROM message_addresses "
            "WHERE address = $1::text",
            {phone}, read_address<typename Session::Row>);
        if (!found) return found.error().during("reading what is known of a number");
        return found->empty() ? AddressState() : found->front();
    }

    Result<void> opt_out(const std::string& phone, const std::string& word, Timestamp at) override {
        return write(
            "INSERT INTO message_addresses (address, opted_out_at, opt_out_word, updated_at) "
            "VALUES ($1::text, $2::timestamptz, $3::text, $2::timestamptz) "
            "ON CONFLICT (address) DO UPDATE SET opted_out_at = excluded.opted_out_at, "
            "opt_out_word = excluded.opt_out_word, updated_at = excluded.updated_at",
            {phone, to_iso8601(at), word});
    }

    Result<void> opt_in(const std::string& phone, Timestamp at) override {
        return write(
            "UPDATE message_addresses SET opted_out_at = NULL, opt_out_word = '', "
            "updated_at = $2::timestamptz WHERE address = $1::text",
            {phone, to_iso8601(at)});
    }

    Result<void> note_wrote(const std::string& phone, Timestamp at) override {
        return write(
            "INSERT INTO message_addresses (address, wrote_at, updated_at) "
            "VALUES ($1::text, $2::timestamptz, $2::timestamptz) "
            "ON CONFLICT (address) DO UPDATE SET wrote_at = excluded.wrote_at, "
            "updated_at = excluded.updated_at WHERE message_addresses.wrote_at IS NULL "
            "OR message_addresses.wrote_at < excluded.wrote_at",
            {phone, to_iso8601(at)});
    }

private:
    Result<void> write(const char* sql, const Parameters& parameters) {
        const std::lock_guard lock(session_.mutex);
        const auto written = session_.execute(sql, parameters);
        if (!written) return written.error().during("noting how a buyer is reached");
        return {};
    }

    Session session_;
};

}  // namespace tts::sql
