#include "adapters/postgres/postgres_store.hpp"

#include "adapters/postgres/postgres_migrator.hpp"
#include "adapters/postgres/postgres_store_class.hpp"
#include "adapters/postgres/product_tables.hpp"
#include "adapters/postgres/rules_table.hpp"
#include "adapters/postgres/sql_array.hpp"
#include "adapters/postgres/waitlist_table.hpp"

#include <functional>
#include <map>

namespace tts {

namespace postgres {

namespace {

class PostgresStoreFactory final : public StoreFactory {
public:
    explicit PostgresStoreFactory(std::string url) : url_(std::move(url)) {}

    Result<std::unique_ptr<Store>> open() override {
        auto store = std::make_unique<PostgresStore>(url_);
        const auto opened = store->open();
        if (!opened) return opened.error();
        return std::unique_ptr<Store>(std::move(store));
    }

private:
    const std::string url_;
};

// Rows that come with the name of their streamer in front.
template <class Value>
struct Owned {
    std::string streamer;
    Value value;
};

template <class Value>
auto read_owned(Value (*read)(RowReader&)) {
    return [read](RowReader& row) {
        Owned<Value> owned;
        owned.streamer = row.text();
        owned.value = read(row);
        return owned;
    };
}

std::string read_text(RowReader& row) {
    return row.text();
}

using ShowsByStreamer = std::map<std::string, Show>;

std::vector<Statement> show_statements(std::span<const std::string> streamers, Timestamp since) {
    const auto names = array_of(streamers, std::identity());
    const auto time = to_iso8601(since);
    return {{"SELECT username, " + streamer_columns() +
                 " FROM streamers WHERE username = ANY ($1::text[])",
             {names}},
            {"SELECT streamer, " + product_columns() +
                 " FROM products WHERE streamer = ANY ($1::text[]) AND archived_at IS NULL "
                 "ORDER BY id",
             {names}},
            {"SELECT streamer, " + pin_columns() +
                 " FROM streamer_pins WHERE streamer = ANY ($1::text[]) AND "
                 "(unpinned_at IS NULL OR unpinned_at > $2) ORDER BY pinned_at, unpinned_at",
             {names, time}},
            {"SELECT streamer, " + sighting_columns() +
                 " FROM product_matches WHERE streamer = ANY ($1::text[]) "
                 "AND stream_timestamp >= $2 ORDER BY stream_timestamp, id",
             {names, time}},
            {"SELECT streamer, " + rules_columns() +
                 " FROM show_rules WHERE streamer = ANY ($1::text[])",
             {names}},
            {"SELECT streamer, buyer FROM blocked_buyers WHERE streamer = ANY ($1::text[]) AND "
             "blocked_at IS NOT NULL ORDER BY buyer COLLATE \"C\"",
             {names}}};
}

// The answers of show_statements().
Result<void> fill(ShowsByStreamer& shows, const std::vector<Rows>& answers) {
    auto streamers = read_all(answers[0], read_owned(read_streamer));
    if (!streamers) return streamers.error();
    for (auto& [name, streamer] : *streamers) shows[name].streamer = std::move(streamer);
    auto products = read_all(answers[1], read_owned(read_product));
    if (!products) return products.error();
    for (auto& [name, product] : *products) shows[name].products.push_back(std::move(product));
    auto pins = read_all(answers[2], read_owned(read_pin));
    if (!pins) return pins.error();
    for (const auto& [name, pin] : *pins) shows[name].add_pin(pin);
    auto sightings = read_all(answers[3], read_owned(read_sighting));
    if (!sightings) return sightings.error();
    for (auto& [name, sighting] : *sightings) shows[name].sightings.push_back(std::move(sighting));
    const auto rules = read_all(answers[4], read_owned(read_rules));
    if (!rules) return rules.error();
    for (const auto& [name, rule] : *rules) shows[name].rules = rule;
    auto blocked = read_all(answers[5], read_owned(read_text));
    if (!blocked) return blocked.error();
    for (auto& [name, buyer] : *blocked) shows[name].blocked_buyers.push_back(std::move(buyer));
    return {};
}

Result<void> check_schema(const std::string& url) {
    const auto migrator = open_postgres_migrator(url);
    if (!migrator) return migrator.error();
    auto verified = (*migrator)->verify();
    if (verified || verified.error().code() != Errc::conflict) return verified;
    return Error(Errc::conflict, "the schema of the database is not that of this program: " +
                                     verified.error().what() + "; run `tiktoksales schema apply`");
}

}  // namespace

Result<void> PostgresStore::ping() {
    const auto rows = connection_.run(Statement{"SELECT 1", {}});
    if (!rows) return rows.error().during("asking PostgreSQL");
    return {};
}

Result<std::vector<Show>> PostgresStore::shows(std::span<const std::string> streamers,
                                               Timestamp since) {
    const auto read_at = now();  // Before reading, so that nothing that changed after is promised.
    const auto answers = connection_.run(show_statements(streamers, since));
    if (!answers) return answers.error().during("reading shows");

    ShowsByStreamer shows;
    for (const auto& streamer : streamers) {
        auto& show = shows[streamer];
        show.streamer.username = streamer;
        show.read_at = read_at;
    }
    const auto filled = fill(shows, *answers);
    if (!filled) return filled.error();
    std::vector<Show> list;
    for (const auto& streamer : streamers) list.push_back(shows[streamer]);
    return list;
}

Result<void> PostgresStore::save_streamer(const Streamer& streamer) {
    const auto rows = connection_.run(upsert_streamer(streamer));
    if (!rows) return rows.error().during("saving a streamer");
    return {};
}

Result<void> PostgresStore::save_rules(const std::string& streamer, const ShowRules& rules) {
    const auto rows = connection_.run(upsert_rules(streamer, rules));
    if (!rows) return rows.error().during("saving a show's rules");
    return {};
}

Result<void> PostgresStore::block_buyer(const BlockedBuyer& buyer) {
    const auto rows = connection_.run(upsert_blocked(buyer));
    if (!rows) return rows.error().during("blocking a buyer");
    return {};
}

Result<void> PostgresStore::pin(const std::string& streamer,
                                std::optional<ProductId> product,
                                Timestamp at,
                                PinnedBy by) {
    const auto rows = connection_.run(pin_statements(streamer, product, at, by));
    if (!rows) return rows.error().during("pinning a product");
    if (!product || rows->back().written() == 1) return {};
    return Error(Errc::not_found, "the streamer has no product " + product->to_string());
}

Result<void> PostgresStore::add_sighting(const Sighting& sighting) {
    const auto rows = connection_.run(insert_sighting(sighting));
    if (!rows) return rows.error().during("adding a sighting");
    return {};
}

}  // namespace postgres

Result<std::unique_ptr<StoreFactory>> open_postgres_store(const std::string& url) {
    const auto checked = postgres::check_schema(url);
    if (!checked) return checked.error();
    return std::unique_ptr<StoreFactory>(std::make_unique<postgres::PostgresStoreFactory>(url));
}

}  // namespace tts
