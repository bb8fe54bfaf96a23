#pragma once

#include "apps/tiktoksales/demo/api_call.hpp"
#include "apps/tiktoksales/demo/demo.hpp"
#include "core/money.hpp"
#include "core/result.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <string>

namespace tts::demo {

// What the books say of one order, or of all of them.
struct BookedSums {
    Money gross;
    Money refunds;
    Money fees;
    Money commission;
    Money net;

    friend bool operator==(const BookedSums&, const BookedSums&) = default;
};

struct Statement {
    std::int64_t orders = 0;
    BookedSums totals;
    std::map<std::string, BookedSums> lines;  // By order number.
};

// The seller of one show, with an account and its token. Errors of every function:
// Errc::unavailable if a role did not answer, Errc::invalid, quoting the answer, if it answered
// with something else than expected. An instance belongs to one thread.
class SellerClient {
public:
    SellerClient(DemoAddresses addresses, std::string streamer);

    // That the shop has Stripe take its money and Twilio send its messages, whoever plays them.
    // Errc::invalid otherwise.
    Result<void> check_providers();

    // Under a password that nobody knows. To be called first: the rest needs its token.
    Result<void> register_account();

    // Of the orders that are made from now on.
    Result<void> hold_units_for(std::chrono::seconds hold, std::chrono::seconds reminder);

    Result<void> ship(const std::string& order_number, const std::string& tracking_number);
    Result<void> note_delivered(const std::string& order_number);

    // Nothing: all that is left.
    Result<void> refund(const std::string& order_number, std::optional<Money> amount);

    Result<Statement> statement();

private:
    Result<void> change(const std::string& method, const std::string& path, std::string body);

    const DemoAddresses addresses_;
    const std::string streamer_;
    HttpClient http_{demo_limits};
    std::string token_;
};

}  // namespace tts::demo
