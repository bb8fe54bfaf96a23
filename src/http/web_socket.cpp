#include "http/web_socket.hpp"

#include "core/text.hpp"
#include "http/grammar.hpp"

#include <openssl/evp.h>
#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <span>
#include <utility>

namespace tts::http {

namespace {

constexpr std::string_view handshake_guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

constexpr std::size_t kept_bytes_max = 16'384;
constexpr std::size_t control_bytes_max = 125;

constexpr int continuation = 0x0;
constexpr int text_frame = 0x1;
constexpr int binary_frame = 0x2;
constexpr int close_frame = 0x8;
constexpr int ping_frame = 0x9;
constexpr int pong_frame = 0xa;

constexpr std::uint16_t protocol_error = 1002;
constexpr std::uint16_t not_utf8 = 1007;
constexpr std::uint16_t too_big = 1009;

bool header_lists(const Request& request, std::string_view name, std::string_view word) {
    const auto value = request.header(name);
    return value && lists_word(*value, word);
}

void append_frame(std::string& out, int opcode, std::string_view payload) {
    out += static_cast<char>(0x80 | opcode);
    const auto append_length = [&](int bytes) {
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
            out += static_cast<char>(payload.size() >> shift & 0xff);
    };
    if (payload.size() < 126) {
        append_length(1);
    } else if (payload.size() <= 0xffff) {
        out += static_cast<char>(126);
        append_length(2);
    } else {
        out += static_cast<char>(127);
        append_length(8);
    }
    out += payload;
}

// `offset`: how many bytes of the payload came before these. Eight bytes at a time, because it is
// done to all that clients send.
void unmask(std::span<char> bytes, const std::array<char, 4>& mask, std::uint64_t offset) {
    std::array<char, sizeof(std::uint64_t)> key{};
    for (std::size_t i = 0; i < key.size(); ++i) key[i] = mask[(offset + i) % mask.size()];
    std::uint64_t word_key = 0;
    std::memcpy(&word_key, key.data(), key.size());
    std::size_t at = 0;
    for (; at + key.size() <= bytes.size(); at += key.size()) {
        std::uint64_t word = 0;
        std::memcpy(&word, &bytes[at], key.size());
        word ^= word_key;
        std::memcpy(&bytes[at], &word, key.size());
    }
    for (; at < bytes.size(); ++at) bytes[at] = static_cast<char>(bytes[at] ^ key[at % key.size()]);
}

std::uint16_t code_of(std::string_view close_payload) {
    const auto high = static_cast<unsigned char>(close_payload[0]);
    const auto low = static_cast<unsigned char>(close_payload[1]);
    return static_cast<std::uint16_t>(high << 8 | low);
}

bool is_close_code(std::uint16_t code) {
    const bool is_defined = code >= 1000 && code <= 1014 && (code < 1004 || code > 1006);
    return is_defined || (code >= 3000 && code <= 4999);
}

// 16 bytes in base64.
bool is_handshake_key(std::string_view key) {
    constexpr std::string_view alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    return key.size() == 24 && key.ends_with("==") &&
           key.substr(0, 22).find_first_not_of(alphabet) == std::string_view::npos;
}

std::string accept_value(std::string_view key) {
    std::string text(key);
    text += handshake_guid;
    std::array<unsigned char, SHA_DIGEST_LENGTH> digest{};
    SHA1(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data());
    std::array<unsigned char, 32> encoded{};
    const int size = EVP_EncodeBlock(encoded.data(), digest.data(), SHA_DIGEST_LENGTH);
    return {reinterpret_cast<const char*>(encoded.data()), static_cast<std::size_t>(size)};
}

}  // namespace

bool is_web_socket_upgrade(const Request& request) {
    return request.method == "GET" && header_lists(request, "upgrade", "websocket") &&
           header_lists(request, "connection", "upgrade");
}

Response accept_web_socket(const Request& request) {
    if (request.header("sec-websocket-version").value_or("") != "13") {
        auto refusal = Response::error(426, "the only WebSocket version that is served is 13");
        refusal.headers = {{"Sec-WebSocket-Version", "13"}};
        return refusal;
    }
    const auto key = request.header("sec-websocket-key").value_or("");
    if (!is_handshake_key(key)) return Response::error(400, "Sec-WebSocket-Key is not valid");
    Response response;
    response.status = 101;
    response.headers = {{"Upgrade", "websocket"},
                        {"Connection", "Upgrade"},
                        {"Sec-WebSocket-Accept", accept_value(key)}};
    return response;
}

void append_text_frame(std::string& out, std::string_view text) {
    append_frame(out, text_frame, text);
}

WebSocketReader::Outcome WebSocketReader::read(std::string_view& input) {
    if (is_message_done_) {
        message_.clear();
        is_message_done_ = false;
    }
    while (!is_closing_) {
        if (!has_header_ && !read_header(input)) break;
        read_payload(input);
        if (payload_read_ < frame_.size) break;
        const auto outcome = end_frame();
        if (outcome != Outcome::more) return outcome;
    }
    return is_closing_ ? Outcome::closing : Outcome::more;
}

// RFC 6455, 5.2. False: it is not all there, or it is refused.
bool WebSocketReader::read_header(std::string_view& input) {
    if (input.size() < 2) return false;
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(input[at]); };
    if ((byte(0) & 0x70) != 0 || (byte(1) & 0x80) == 0) return fail(protocol_error);

    Header header;
    header.opcode = byte(0) & 0x0f;
    header.is_final = (byte(0) & 0x80) != 0;
    header.size = byte(1) & 0x7fU;
    const std::size_t size_bytes = header.size == 127 ? 8 : header.size == 126 ? 2 : 0;
    const std::size_t header_bytes = 2 + size_bytes + header.mask.size();
    if (input.size() < header_bytes) return false;
    if (size_bytes > 0) {
        header.size = 0;
        for (std::size_t i = 0; i < size_bytes; ++i) header.size = header.size << 8 | byte(2 + i);
        const std::uint64_t size_min = size_bytes == 2 ? 126 : 65'536;
        if (header.size < size_min) return fail(protocol_error);
    }
    input.copy(header.mask.data(), header.mask.size(), 2 + size_bytes);
    if (!check_header(header)) return false;
    input.remove_prefix(header_bytes);
    frame_ = header;
    payload_read_ = 0;
    has_header_ = true;
    return true;
}

bool WebSocketReader::check_header(const Header& header) {
    switch (header.opcode) {
        case continuation:
            if (!is_message_open_) return fail(protocol_error);
            break;
        case text_frame:
        case binary_frame:
            if (is_message_open_) return fail(protocol_error);
            kind_ = header.opcode == text_frame ? Kind::text : Kind::binary;
            is_message_open_ = true;
            break;
        case close_frame:
        case ping_frame:
        case pong_frame:
            control_.clear();
            if (!header.is_final || header.size > control_bytes_max) return fail(protocol_error);
            return true;
        default: return fail(protocol_error);
    }
    if (header.size > message_bytes_max_ || message_.size() + header.size > message_bytes_max_)
        return fail(too_big);
    return true;
}

// Appends what has come of the payload, without its mask.
void WebSocketReader::read_payload(std::string_view& input) {
    const auto size = std::min<std::uint64_t>(frame_.size - payload_read_, input.size());
    std::string& target = is_control() ? control_ : message_;
    const auto begin = target.size();
    target.append(input.substr(0, size));
    input.remove_prefix(size);
    unmask({target.data() + begin, size}, frame_.mask, payload_read_);
    payload_read_ += size;
}

WebSocketReader::Outcome WebSocketReader::end_frame() {
    has_header_ = false;
    if (is_control()) {
        end_control_frame();
        return Outcome::more;
    }
    if (!frame_.is_final) return Outcome::more;
    is_message_open_ = false;
    if (is_text() && !is_utf8(message_)) {
        fail(not_utf8);
        return Outcome::closing;
    }
    is_message_done_ = true;
    return Outcome::message;
}

void WebSocketReader::end_control_frame() {
    if (frame_.opcode == close_frame) return answer_close();
    if (frame_.opcode != ping_frame) return;
    pong_ = control_;
    is_pong_due_ = true;
}

// With the peer's own code, unless that is none that may be sent (RFC 6455, 7.4).
void WebSocketReader::answer_close() {
    if (control_.size() == 1) {
        fail(protocol_error);
        return;
    }
    const std::string_view reason =
        std::string_view(control_).substr(std::min<std::size_t>(control_.size(), 2));
    if (!control_.empty() && !is_close_code(code_of(control_))) {
        fail(protocol_error);
    } else if (!is_utf8(reason)) {
        fail(not_utf8);
    } else {
        is_closing_ = is_close_due_ = true;
        close_payload_.assign(control_, 0, 2);
    }
}

bool WebSocketReader::fail(std::uint16_t code) {
    close(code, {});
    return false;
}

void WebSocketReader::close(std::uint16_t code, std::string_view reason) {
    if (is_closing_) return;
    is_closing_ = is_close_due_ = true;
    close_payload_ = {static_cast<char>(code >> 8), static_cast<char>(code & 0xff)};
    close_payload_ += reason.substr(0, control_bytes_max - 2);
}

void WebSocketReader::append_control_frames(std::string& out) {
    if (std::exchange(is_pong_due_, false)) append_frame(out, pong_frame, pong_);
    if (std::exchange(is_ping_due_, false)) append_frame(out, ping_frame, {});
    if (std::exchange(is_close_due_, false)) append_frame(out, close_frame, close_payload_);
}

bool WebSocketReader::is_at_rest() const {
    return !has_header_ && !is_message_open_ && !is_pong_due_ && !is_ping_due_ && !is_closing_;
}

void WebSocketReader::restart() {
    has_header_ = is_message_open_ = is_message_done_ = false;
    is_pong_due_ = is_ping_due_ = is_closing_ = is_close_due_ = false;
    message_.clear();
    if (message_.capacity() > kept_bytes_max) message_ = std::string();
}

}  // namespace tts::http
