#pragma once

#include "apps/tiktoksales/demo/checks.hpp"
#include "apps/tiktoksales/demo/counterparts.hpp"
#include "apps/tiktoksales/demo/life_player.hpp"
#include "apps/tiktoksales/demo/seller_client.hpp"

namespace tts::demo {

// Everything that the shop and the counterparts say of the orders' lives afterwards.
struct LifeRecord {
    std::vector<RecordedOrder> orders;
    std::map<std::string, std::int64_t> stock;     // Available, by SKU.
    std::map<std::string, RecordedTrace> traces;   // By order number.
    std::map<std::string, TakenPayment> payments;  // By order number.
    std::vector<ArrivedMessage> messages;
    Statement statement;
};

// Whether every message that a buyer of a paid order must get was seen.
bool has_arrived(const PlayedLife& life, const std::vector<ArrivedMessage>& messages);

// The part of it that is about money: what Stripe took and gave back, the statement, the books.
std::vector<Check> compare_money(const PlayedLife& life,
                                 const LifeRecord& record,
                                 Percentage commission);

// Holds the shop, its books, the counterparts and the script against each other.
std::vector<Check> compare_life(const PlayedLife& life,
                                const LifeRecord& record,
                                Percentage commission);

// One line for each part, and where to follow it.
struct LifeTable {
    const PlayedLife& life;
    const LifeRecord& record;
    std::string dashboard;
    std::string streamer;
};
std::string to_text(const LifeTable& table);

}  // namespace tts::demo
