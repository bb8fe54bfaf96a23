#include "http/request_identity.hpp"

#include <array>
#include <atomic>
#include <charconv>
#include <cstdint>
#include <random>

namespace tts::http {

namespace {

constexpr std::size_t request_id_bytes_max = 128;

bool is_alphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_request_id(std::string_view text) {
    constexpr std::string_view marks = "-_.~:/+=@";
    if (text.empty() || text.size() > request_id_bytes_max) return false;
    for (const char c : text)
        if (!is_alphanumeric(c) && marks.find(c) == std::string_view::npos) return false;
    return true;
}

bool is_lower_hex(std::string_view text) {
    return text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

bool is_zero(std::string_view text) {
    return text.find_first_not_of('0') == std::string_view::npos;
}

void append_hex(std::string& out, std::uint64_t number) {
    constexpr std::size_t width = 16;
    std::array<char, width> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + width, number, 16).ptr;
    const auto size = static_cast<std::size_t>(end - digits.data());
    out.append(width - size, '0').append(digits.data(), size);
}

std::uint64_t random_number() {
    std::random_device device;
    return std::uint64_t{device()} << 32 | device();
}

}  // namespace

std::string_view trace_id_of(std::string_view traceparent) {
    constexpr std::size_t size = 55;
    // A later version may add something behind another dash.
    const bool has_size =
        traceparent.size() == size ||
        (traceparent.size() > size && traceparent.substr(0, 2) != "00" && traceparent[size] == '-');
    if (!has_size || traceparent[2] != '-' || traceparent[35] != '-' || traceparent[52] != '-')
        return {};
    const auto version = traceparent.substr(0, 2);
    const auto trace_id = traceparent.substr(3, 32);
    const auto parent_id = traceparent.substr(36, 16);
    const bool is_hex = is_lower_hex(version) && is_lower_hex(trace_id) &&
                        is_lower_hex(parent_id) && is_lower_hex(traceparent.substr(53, 2));
    if (!is_hex || version == "ff" || is_zero(trace_id) || is_zero(parent_id)) return {};
    return trace_id;
}

RequestIdentity identity_of(const Request& request) {
    RequestIdentity identity;
    const auto request_id = request.header("x-request-id");
    if (request_id && is_request_id(*request_id)) identity.request_id = *request_id;
    if (const auto traceparent = request.header("traceparent"))
        identity.trace_id = trace_id_of(*traceparent);
    return identity;
}

std::string new_request_id() {
    static const std::uint64_t process = random_number();
    static std::atomic<std::uint64_t> requests{0};
    std::string id;
    append_hex(id, process);
    append_hex(id, ++requests);
    return id;
}

}  // namespace tts::http
