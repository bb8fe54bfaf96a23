#pragma once

#include "apps/tiktoksales/demo/counterparts.hpp"
#include "apps/tiktoksales/demo/demo.hpp"
#include "apps/tiktoksales/demo/life.hpp"
#include "apps/tiktoksales/demo/seller_client.hpp"
#include "apps/tiktoksales/demo/show_client.hpp"

#include <map>
#include <string>
#include <vector>

namespace tts::demo {

// One part as it was played.
struct PlayedPart {
    Part part;
    std::string order_number;  // Empty: it never came about.
    std::string address;       // Where messages go; empty: nowhere.
};

struct PlayedLife {
    std::vector<PlayedPart> parts;
    std::string flash_product_id;
    std::vector<std::string> complaints;  // What was not as it must be while it was played.
};

// Who takes part. All outlive the call.
struct LifeCast {
    ShowClient& show;
    SellerClient& seller;
    Counterparts& counterparts;
    std::string shop;  // The ecommerce role's address.
    std::string streamer;
};

// Plays what becomes of the orders of a show whose scenes were played. Stops at the first call that
// fails, and where something does not happen in time.
Result<PlayedLife> play_life(const LifeCast& cast);

}  // namespace tts::demo
