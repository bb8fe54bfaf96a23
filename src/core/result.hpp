#pragma once

#include <boost/system/result.hpp>

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace tts {

// What the caller should do next. The list is short on purpose: a new code earns its place only if
// some caller would act differently on it.
enum class Errc {
    invalid,      // The input is wrong. Never retry; tell the sender.
    not_found,    // What was asked for does not exist.
    conflict,     // The current state forbids it: already paid, out of stock.
    denied,       // Not authenticated, not allowed, or the card was declined.
    unavailable,  // A dependency is down, slow or throttling us. Retry later.
    corrupt,      // Stored data breaks an invariant. Stop and look.
};

// The code is for the program, the text is for the person who reads the log.
class Error {
public:
    Error() = default;  // Only because Boost 1.81's result::error() needs it.
    Error(Errc code, std::string what) : code_(code), what_(std::move(what)) {}

    Errc code() const { return code_; }
    const std::string& what() const { return what_; }
    bool is_transient() const { return code_ == Errc::unavailable; }

    // Adds one line of context on the way up: "placing order 17: connection refused".
    Error during(std::string_view action) const {
        return {code_, std::string(action) + ": " + what_};
    }

private:
    Errc code_ = Errc::corrupt;
    std::string what_;
};

[[noreturn]] inline void throw_exception_from_error(const Error& error,
                                                    const boost::source_location&) {
    throw std::runtime_error(error.what());
}

// A value or an Error, never ignored.
template <class T>
class [[nodiscard]] Result : public boost::system::result<T, Error> {
public:
    using boost::system::result<T, Error>::result;
};

}  // namespace tts
