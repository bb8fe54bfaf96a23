#pragma once

#include "core/order.hpp"
#include "core/result.hpp"

#include <string>
#include <string_view>

namespace tts {

// "Ana's shop <shop@example.com>", or the address alone.
struct Mailbox {
    std::string name;     // May be empty.
    std::string address;  // "shop@example.com".
};

// Errc::invalid if it holds no address, or what could end a header line.
Result<Mailbox> parse_mailbox(std::string_view text);

// The message as RFC 5322 has it, in lines that end with CR LF. Its Message-ID is made of the
// notification's id, so that a mailbox that gets it twice can tell.
std::string mail_text(const Notification& notification, const Mailbox& from, const Mailbox& to);
std::string message_id(const Notification& notification, const Mailbox& from);

}  // namespace tts
