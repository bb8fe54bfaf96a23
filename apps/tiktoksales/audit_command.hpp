#pragma once

#include <CLI/CLI.hpp>

namespace tts {

// Adds `tiktoksales audit ledger [--repair]`: holds the books against payments, refunds and orders,
// to the cent, and names what differs; `tiktoksales audit stock`: whether every unit is where its
// moves and the orders say; and `tiktoksales audit log`: holds the log of what people did against
// its hashes. The exit status is 1 if anything differs.
void add_audit(CLI::App& app, int& status);

}  // namespace tts
