#pragma once

#include "core/json_writer.hpp"
#include "core/order.hpp"
#include "core/product.hpp"
#include "ports/live_log.hpp"
#include "ports/store.hpp"

#include <set>
#include <span>
#include <string>

// What the page shows, as JSON. docs/dashboard-api.md describes each answer.

namespace tts::dashboard {

// One order or decided comment, as every answer shows it.
void write_order(JsonWriter& json, const Order& order);
void write_comment(JsonWriter& json, const DecidedComment& decided);
// The variants on the shelf, as a member "variants" of the object that is open.
void write_variants(JsonWriter& json, const Product& product);

// {"comments":[...]}: each with what was understood and decided, and why.
std::string feed_json(std::span<const DecidedComment> comments);

// Counts by intent and decision, orders, units, revenue and commission. `streamer` is repeated in
// the answer, so that a page that has moved on can drop a late one.
std::string totals_json(const std::string& streamer, const Totals& totals);

// {"orders":[...],"next_cursor":...}: the cursor of the next page, null if this one is not full.
std::string orders_json(std::span<const Order> orders, std::size_t limit);

// {"streamers":[...]}
std::string streamers_json(const std::set<std::string>& names);

// {"comments":[...],"orders":[...],"products":[...],"payments":[...],"blocked":[...],"pin":...}:
// what of it is the streamer's, each list only if there is something in it; empty if there is
// nothing at all.
std::string changes_json(const std::string& streamer, const LiveChanges& changes);

}  // namespace tts::dashboard
