#include "http/web_socket.hpp"

#include "core/text.hpp"

#include <openssl/evp.h>
#include <openssl/sha.h>
#include <wslay/wslay.h>

#include <algorithm>
#include <array>
#include <new>

namespace tts::http {

namespace {

constexpr std::string_view handshake_guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

bool header_lists(const Request& request, std::string_view name, std::string_view token) {
    const auto value = request.header(name);
    if (!value) return false;
    const std::string lower = ascii_lower(*value);
    std::string_view rest = lower;
    while (!rest.empty()) {
        const auto end = std::min(rest.find(','), rest.size());
        if (trimmed(rest.substr(0, end)) == token) return true;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return false;
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
    constexpr char final_text = static_cast<char>(0x81);
    out += final_text;
    const auto append_length = [&](int bytes) {
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
            out += static_cast<char>(text.size() >> shift & 0xff);
    };
    if (text.size() < 126) {
        append_length(1);
    } else if (text.size() <= 0xffff) {
        out += static_cast<char>(126);
        append_length(2);
    } else {
        out += static_cast<char>(127);
        append_length(8);
    }
    out += text;
}

// What wslay calls. It reads from `input_` and writes to `output_`, never from or to a socket.
struct WebSocketReader::Callbacks {
    static ssize_t receive(
        wslay_event_context* context, uint8_t* buffer, size_t size, int, void* user) {
        auto& input = static_cast<WebSocketReader*>(user)->input_;
        if (input.empty()) {
            wslay_event_set_error(context, WSLAY_ERR_WOULDBLOCK);
            return -1;
        }
        const auto count = std::min(size, input.size());
        std::ranges::copy(input.substr(0, count), buffer);
        input.remove_prefix(count);
        return static_cast<ssize_t>(count);
    }

    static ssize_t send(wslay_event_context*, const uint8_t* bytes, size_t size, int, void* user) {
        static_cast<WebSocketReader*>(user)->output_->append(reinterpret_cast<const char*>(bytes),
                                                             size);
        return static_cast<ssize_t>(size);
    }

    static void receive_message(wslay_event_context*,
                                const wslay_event_on_msg_recv_arg* message,
                                void* user) {
        if (wslay_is_ctrl_frame(message->opcode)) return;  // wslay answers these itself.
        const auto text = reinterpret_cast<const char*>(message->msg);
        static_cast<WebSocketReader*>(user)->on_message_(
            {message->opcode == WSLAY_TEXT_FRAME, std::string(text, message->msg_length)});
    }
};

WebSocketReader::WebSocketReader(std::size_t message_bytes_max, OnMessage on_message)
    : context_(nullptr, wslay_event_context_free), on_message_(std::move(on_message)) {
    wslay_event_callbacks callbacks{};
    callbacks.recv_callback = Callbacks::receive;
    callbacks.send_callback = Callbacks::send;
    callbacks.on_msg_recv_callback = Callbacks::receive_message;
    wslay_event_context* context = nullptr;
    if (wslay_event_context_server_init(&context, &callbacks, this) != 0) throw std::bad_alloc();
    context_.reset(context);
    wslay_event_config_set_max_recv_msg_length(context, message_bytes_max);
}

WebSocketReader::~WebSocketReader() = default;

void WebSocketReader::read(std::string_view bytes) {
    input_ = bytes;
    if (!is_closing() && wslay_event_recv(context_.get()) != 0) failed_ = true;
    input_ = {};
}

bool WebSocketReader::is_closing() const {
    return failed_ || wslay_event_get_close_received(context_.get()) != 0 ||
           wslay_event_get_read_enabled(context_.get()) == 0;
}

void WebSocketReader::close(std::uint16_t code, std::string_view reason) {
    wslay_event_queue_close(context_.get(), code, reinterpret_cast<const uint8_t*>(reason.data()),
                            reason.size());
    wslay_event_shutdown_read(context_.get());
}

void WebSocketReader::ping() {
    const wslay_event_msg message{WSLAY_PING, nullptr, 0};
    wslay_event_queue_msg(context_.get(), &message);
}

void WebSocketReader::append_control_frames(std::string& out) {
    output_ = &out;
    if (wslay_event_send(context_.get()) != 0) failed_ = true;
    output_ = nullptr;
}

}  // namespace tts::http
