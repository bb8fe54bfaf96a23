#pragma once

#include "buyer_page/claim_desk.hpp"
#include "buyer_page/render_page.hpp"

#include <string>

namespace tts {

// Asks for the buyer's handle; `error` stands beside what was `typed`.
struct ClaimPage {
    PageFrame frame = {};
    std::string streamer = {};
    std::string typed = {};
    std::string_view error = {};
};

std::string claim_page(const ClaimPage& page);

// Shows the code, and is loaded again until it was written.
std::string waiting_page(PageFrame frame, const WaitingClaim& claim, Timestamp now);

// "/claim/ana", and what follows.
std::string claim_path(const std::string& streamer);

}  // namespace tts
