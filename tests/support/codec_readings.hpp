#pragma once

#include "http/request_reader.hpp"
#include "http/web_socket.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// What the readers of the wire make of bytes that come in pieces, as a text to compare.

namespace tts::test {

using http::Request;
using http::RequestReader;
using http::WebSocketReader;

constexpr std::size_t read_body_bytes_max = 300;
constexpr std::size_t read_message_bytes_max = 300;

// Where to cut a text into pieces: each size is taken in turn, over and over.
using Sizes = std::vector<std::size_t>;

// Feeds a reader as a connection does: what it does not take comes again, followed by more.
template <class Take>
void feed(std::string_view bytes, const Sizes& sizes, Take take) {
    std::string unread;
    for (std::size_t i = 0; !bytes.empty(); ++i) {
        const auto size = std::min(sizes[i % sizes.size()], bytes.size());
        unread += bytes.substr(0, size);
        bytes.remove_prefix(size);
        std::string_view input = unread;
        if (!take(input)) return;
        unread.erase(0, unread.size() - input.size());
    }
}

inline std::string described(const Request& request) {
    std::string text = request.method + " " + request.path + " ";
    for (const auto& [name, value] : request.query) text += name + "=" + value + "&";
    for (const auto* name : {"host", "x", "y", "content-type"})
        text += std::string(" ") + name + ":" + std::string(request.header(name).value_or("-"));
    return text + " " + request.body + "\n";
}

// Reads what is there. False: refused.
inline bool read_requests(RequestReader& reader, std::string_view& input, std::string& found) {
    using State = RequestReader::State;
    for (;;) {
        const bool had_head = reader.state() == State::body;
        reader.read(input);
        if (!had_head && reader.state() == State::body) reader.limit_body(read_body_bytes_max);
        switch (reader.state()) {
            case State::refused:
                found += "refused " + std::to_string(reader.refusal().status) + "\n";
                return false;
            case State::head: return true;
            case State::body:
                if (had_head || input.empty()) return true;
                break;
            case State::complete:
                found += described(reader.request());
                found += reader.keeps_alive() ? "keeps\n" : "closes\n";
                reader.begin_next();
        }
    }
}

inline std::string requests_in(std::string_view bytes, const Sizes& sizes) {
    std::string found;
    RequestReader reader({.header_bytes_max = 400, .uri_bytes_max = 100, .fields_max = 6});
    feed(bytes, sizes,
         [&](std::string_view& input) { return read_requests(reader, input, found); });
    return found;
}

inline std::string messages_in(std::string_view bytes, const Sizes& sizes) {
    std::string found;
    WebSocketReader reader(read_message_bytes_max);
    feed(bytes, sizes, [&](std::string_view& input) {
        for (;;) {
            switch (reader.read(input)) {
                case WebSocketReader::Outcome::more: return true;
                case WebSocketReader::Outcome::closing: return false;
                case WebSocketReader::Outcome::message: break;
            }
            found.append(reader.is_text() ? "text " : "binary ").append(reader.message()) += '\n';
        }
    });
    // Which of several pings is answered depends on the pieces, the close frame does not.
    std::string control;
    reader.append_control_frames(control);
    const auto close = control.find('\x88');
    return found + (reader.is_closing() ? control.substr(close) : "open");
}

}  // namespace tts::test
