#include "bench/wire.hpp"

#include <charconv>
#include <optional>
#include <stdexcept>

namespace tts::bench {

namespace {

struct Answer {
    std::size_t size = 0;
    bool refused = false;
};

std::optional<Answer> first_http_answer(std::string_view input) {
    constexpr std::string_view length_name = "Content-Length: ";
    const auto end = input.find("\r\n\r\n");
    if (end == std::string_view::npos) return std::nullopt;
    const auto name = input.substr(0, end).find(length_name);
    if (name == std::string_view::npos) throw std::runtime_error("an answer without a length");
    std::size_t length = 0;
    std::from_chars(input.data() + name + length_name.size(), input.data() + end, length);
    const auto size = end + 4 + length;
    if (input.size() < size) return std::nullopt;
    return Answer{.size = size, .refused = !input.starts_with("HTTP/1.1 200")};
}

std::optional<Answer> first_frame(std::string_view input) {
    if (input.size() < 2) return std::nullopt;
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(input[at]); };
    std::size_t header = 2;
    std::size_t length = byte(1) & 0x7f;
    if (length == 127) throw std::runtime_error("a frame longer than any acknowledgement");
    if (length == 126) {
        if (input.size() < 4) return std::nullopt;
        header = 4;
        length = static_cast<std::size_t>(byte(2) << 8 | byte(3));
    }
    if (input.size() < header + length) return std::nullopt;
    if (byte(0) != 0x81) throw std::runtime_error("a frame that is no text");
    const bool accepted = input.substr(header).starts_with(R"({"ok":true)");
    return Answer{.size = header + length, .refused = !accepted};
}

}  // namespace

void append_message(std::string& out, Protocol protocol, std::string_view json) {
    if (protocol != Protocol::web_socket) {
        out.append(protocol == Protocol::http ? "POST /comments" : "POST /predict_intent");
        out.append(" HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: tts-bench\r\n");
        out.append("Accept: */*\r\nContent-Type: application/json\r\nContent-Length: ");
        out.append(std::to_string(json.size())).append("\r\n\r\n").append(json);
        return;
    }
    constexpr std::string_view no_mask("\0\0\0\0", 4);  // XOR with zeros: allowed, and quick.
    out += '\x81';
    if (json.size() < 126) {
        out += static_cast<char>(0x80 | json.size());
    } else {
        out += static_cast<char>(0x80 | 126);
        out += static_cast<char>(json.size() >> 8);
        out += static_cast<char>(json.size() & 0xff);
    }
    out.append(no_mask).append(json);
}

std::string upgrade_request() {
    return "GET /ws/comments HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
           "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
           "Sec-WebSocket-Version: 13\r\n\r\n";
}

Answers take_answers(std::string& input, Protocol protocol) {
    Answers answers;
    std::string_view rest = input;
    while (!rest.empty()) {
        const auto answer =
            protocol == Protocol::web_socket ? first_frame(rest) : first_http_answer(rest);
        if (!answer) break;
        rest.remove_prefix(answer->size);
        ++answers.count;
        if (answer->refused) ++answers.refused;
    }
    input.erase(0, input.size() - rest.size());
    return answers;
}

}  // namespace tts::bench
