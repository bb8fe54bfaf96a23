#pragma once

#include "apps/tiktoksales/demo/api_call.hpp"
#include "core/money.hpp"
#include "core/result.hpp"

#include <map>
#include <string>
#include <vector>

// Those who play Stripe, Twilio and a mail server on this machine (tools/counterparts). The demo
// does with them what buyers do with the real ones, and holds what they saw against the shop.

namespace tts::demo {

struct CounterpartAddresses {
    std::string stripe;
    std::string twilio;
    std::string mail;  // Where one asks what mail came; the mail itself goes elsewhere.
};

// From the file that tools/counterparts writes. Errc::not_found if it cannot be read, Errc::invalid
// if it says something else than addresses.
Result<CounterpartAddresses> read_counterparts(const std::string& file);

// What Stripe has of one order.
struct TakenPayment {
    Money taken;
    Money given_back;
    int payments = 0;  // That took money.
    int refunds = 0;
};

// What arrived at a buyer's phone or mailbox.
struct ArrivedMessage {
    std::string channel;  // "sms", "whatsapp", "email".
    std::string to;       // "+34600123456"
    std::string text;
};

// Errors of every function: Errc::unavailable if one of them did not answer, Errc::invalid, quoting
// the answer, if it answered with something else than expected. An instance belongs to one thread.
class Counterparts {
public:
    explicit Counterparts(CounterpartAddresses addresses) : addresses_(std::move(addresses)) {}

    // Types a card's number into Stripe's page. Whether the card was taken. Errc::invalid if it is
    // not the counterpart's page: nothing is typed into the real one.
    Result<bool> pay(const std::string& page, const std::string& card);

    // A buyer writes to the shop by WhatsApp; `webhook` is where the shop hears of it.
    Result<void> write_by_whatsapp(const std::string& phone,
                                   const std::string& message,
                                   const std::string& webhook);

    // By order number.
    Result<std::map<std::string, TakenPayment>> payments();

    Result<std::vector<ArrivedMessage>> messages();

private:
    Result<std::unique_ptr<Json>> state_of(const std::string& address);

    const CounterpartAddresses addresses_;
    HttpClient http_{demo_limits};
};

}  // namespace tts::demo
