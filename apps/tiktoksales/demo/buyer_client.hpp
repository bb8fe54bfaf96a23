#pragma once

#include "adapters/curl/http_client.hpp"
#include "apps/tiktoksales/demo/api_call.hpp"
#include "core/result.hpp"

#include <string>

namespace tts::demo {

// What a buyer types into the form of the page.
struct BuyerDetails {
    std::string name;
    std::string phone;  // "+34600123456"; empty: none. Likewise below.
    std::string email;
};

// The browser of one buyer: the pages /claim and /c of the shop, through their forms, as without
// scripts. Errors of every function: Errc::unavailable if the shop did not answer, Errc::invalid,
// quoting the page, if it showed something else than expected. An instance belongs to one thread.
class BuyerClient {
public:
    // `shop` is the ecommerce role's address.
    BuyerClient(std::string shop, std::string streamer, std::string handle);

    const std::string& handle() const { return handle_; }

    // Asks for the page by the handle. Returns the digits that are to be written into the chat.
    Result<std::string> begin_claim();

    // Looks whether the digits were read; from then on the buyer has the page.
    Result<bool> enter();

    Result<void> give_details(const BuyerDetails& details);

    // Presses the button that pays. Returns the address of the provider's page.
    Result<std::string> check_out(const std::string& order_number);

    // Empty if the shop did it; otherwise what it said instead, such as "conflict".
    Result<std::string> cancel(const std::string& order_number);
    Result<std::string> lower(const std::string& order_number, int quantity);

private:
    Result<std::string> press(const std::string& path, const FormFields& fields);
    Result<std::string> show(const std::string& path);
    Result<std::string> change(const std::string& path,
                               const FormFields& fields,
                               const std::string& notice_wanted);

    const std::string shop_;
    const std::string streamer_;
    const std::string handle_;
    HttpClient http_{demo_limits};
    std::string waiting_;  // The path of the page that waits for the digits.
    std::string page_;     // "/c/TOKEN"; empty until the buyer is let in.
};

}  // namespace tts::demo
