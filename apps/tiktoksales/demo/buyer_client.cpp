#include "apps/tiktoksales/demo/buyer_client.hpp"

#include "core/percent_encoding.hpp"

#include <algorithm>
#include <utility>

namespace tts::demo {

namespace {

constexpr std::size_t quoted_bytes_max = 300;

std::string header(const HttpAnswer& answer, std::string_view name) {
    for (const auto& [key, value] : answer.headers)
        if (key == name) return value;
    return {};
}

// What stands between two texts; empty if they are not there.
std::string between(const std::string& page, std::string_view before, std::string_view after) {
    const auto begin = page.find(before);
    if (begin == std::string::npos) return {};
    const auto from = begin + before.size();
    const auto end = page.find(after, from);
    return end == std::string::npos ? std::string() : page.substr(from, end - from);
}

// Of an attribute's value; an address has no other entity.
std::string unescaped(std::string value) {
    constexpr std::string_view entity = "&amp;";
    for (auto at = value.find(entity); at != std::string::npos; at = value.find(entity, at + 1))
        value.replace(at, entity.size(), "&");
    return value;
}

}  // namespace

BuyerClient::BuyerClient(std::string shop, std::string streamer, std::string handle)
    : shop_(std::move(shop)), streamer_(std::move(streamer)), handle_(std::move(handle)) {}

// Presses a button; returns the path that it leads to.
Result<std::string> BuyerClient::press(const std::string& path, const FormFields& fields) {
    const auto answer = call(http_, form_request(shop_ + path, fields), status_see_other);
    if (!answer) return answer.error().during("as the buyer " + handle_);
    return header(*answer, "location");
}

Result<std::string> BuyerClient::show(const std::string& path) {
    auto answer = call(http_, get_request(shop_ + path), status_ok);
    if (!answer) return answer.error().during("as the buyer " + handle_);
    return std::move(answer->body);
}

Result<std::string> BuyerClient::begin_claim() {
    const auto led = press("/claim/" + percent_encoded(streamer_), {{"handle", handle_}});
    if (!led) return led.error();
    waiting_ = *led;
    const auto page = show(waiting_);
    if (!page) return page.error();
    auto digits = between(*page, "<p class=\"digits\">", "</p>");
    if (digits.empty())
        return Error(Errc::invalid, "the page for " + handle_ +
                                        " shows no digits: " + page->substr(0, quoted_bytes_max));
    return digits;
}

Result<bool> BuyerClient::enter() {
    const auto answer = send(http_, get_request(shop_ + waiting_));
    if (!answer) return answer.error();
    if (answer->status == status_ok) return false;
    const auto led = header(*answer, "location");
    if (answer->status != status_see_other || !led.starts_with("/c/"))
        return Error(Errc::invalid, "the page that waits for the digits of " + handle_ +
                                        " answered " + std::to_string(answer->status) + ": " +
                                        answer->body.substr(0, quoted_bytes_max));
    page_ = led;
    return true;
}

Result<std::string> BuyerClient::change(const std::string& path,
                                        const FormFields& fields,
                                        const std::string& notice_wanted) {
    const auto led = press(page_ + path, fields);
    if (!led) return led.error();
    const auto at = led->find("done=");
    const auto notice = at == std::string::npos ? std::string() : led->substr(at + 5);
    return notice == notice_wanted ? std::string() : notice;
}

Result<void> BuyerClient::give_details(const BuyerDetails& details) {
    const auto refused = change("/details",
                                {{"recipient", details.name},
                                 {"street", "Calle Mayor 1"},
                                 {"postal_code", "28013"},
                                 {"city", "Madrid"},
                                 {"phone", details.phone},
                                 {"email", details.email}},
                                "saved");
    if (!refused) return refused.error();
    if (!refused->empty())
        return Error(Errc::invalid, "the details of " + handle_ + " were not saved: " + *refused);
    return {};
}

Result<std::string> BuyerClient::check_out(const std::string& order_number) {
    const auto path = page_ + "/orders/" + percent_encoded(order_number) + "/pay";
    const auto led = press(path, {});
    if (!led) return led.error();
    if (*led != path)
        return Error(Errc::invalid, handle_ + " was not led to the payment of " + order_number +
                                        ", but to " + *led);
    const auto page = show(path);
    if (!page) return page.error();
    auto address = unescaped(between(*page, "rel=\"noreferrer\" href=\"", "\""));
    if (address.empty())
        return Error(Errc::invalid,
                     "the page that leads to the payment of " + order_number + " names no address");
    return address;
}

Result<std::string> BuyerClient::cancel(const std::string& order_number) {
    return change("/orders/" + percent_encoded(order_number) + "/cancel", {}, "cancelled");
}

Result<std::string> BuyerClient::lower(const std::string& order_number, int quantity) {
    return change("/orders/" + percent_encoded(order_number) + "/quantity",
                  {{"quantity", std::to_string(quantity)}}, "lowered");
}

}  // namespace tts::demo
