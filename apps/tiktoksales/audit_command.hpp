#pragma once

#include "apps/tiktoksales/settings.hpp"

namespace CLI {
class App;
}

namespace tts {

// Adds `tiktoksales audit ledger [--repair]`: holds the books against payments, refunds and orders,
// to the cent, and names what differs. The exit status is 1 if anything does.
void add_audit(CLI::App& app, int& status);

}  // namespace tts
