#include "http/request_reader.hpp"

#include "core/text.hpp"
#include "http/grammar.hpp"
#include "http/url.hpp"

#include <algorithm>
#include <charconv>

namespace tts::http {

namespace {

constexpr std::size_t kept_body_bytes_max = 16'384;
constexpr std::string_view http_1_1 = "HTTP/1.1";
constexpr std::string_view http_1_0 = "HTTP/1.0";

std::optional<std::uint64_t> parse_content_length(std::string_view text) {
    constexpr std::size_t digits_max = 15;
    std::uint64_t length = 0;
    const auto end = text.data() + text.size();
    if (text.empty() || text.size() > digits_max) return std::nullopt;
    const auto [stopped_at, error] = std::from_chars(text.data(), end, length);
    if (error != std::errc() || stopped_at != end) return std::nullopt;
    return length;
}

// True for a path that means itself: no escapes, ASCII only, no control characters (those were
// refused with the target).
bool is_plain(std::string_view path) {
    return std::all_of(path.begin(), path.end(),
                       [](char c) { return c != '%' && static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

void RequestReader::read(std::string_view& input) {
    switch (state_) {
        case State::head: return read_head(input);
        case State::body: return read_body(input);
        case State::complete:
        case State::refused: return;
    }
}

// Line by line, each as soon as it is complete.
void RequestReader::read_head(std::string_view& input) {
    while (state_ == State::head) {
        const auto end = input.find('\n', scanned_);
        const bool is_whole = end != std::string_view::npos;
        const auto size = is_whole ? end + 1 : input.size();
        if (head_bytes_ + size > limits_.header_bytes_max) return refuse_size();
        scanned_ = is_whole ? 0 : size;
        if (!is_whole) return;

        const auto line = input.substr(0, end);
        input.remove_prefix(size);
        head_bytes_ += size;
        if (!line.ends_with('\r')) {
            refuse(400, "the lines of the request's header must end with CR LF");
        } else {
            read_line(line.substr(0, line.size() - 1));
        }
    }
}

void RequestReader::refuse_size() {
    if (has_request_line_) {
        refuse(431, "the request's header is too large");
    } else {
        refuse(414, "the URI is too long");
    }
}

// False: the request is refused.
bool RequestReader::read_line(std::string_view line) {
    if (has_request_line_) return line.empty() ? end_head() : read_field(line);
    // RFC 9112, 2.2: an empty line before the request is skipped; old clients send one.
    return line.empty() || read_request_line(line);
}

bool RequestReader::read_request_line(std::string_view line) {
    constexpr std::string_view malformed = "the request line is malformed";
    const auto method = line.substr(0, token_length(line));
    line.remove_prefix(method.size());
    if (method.empty() || !line.starts_with(' ')) return refuse(400, malformed);
    line.remove_prefix(1);

    const auto space = line.find(' ');
    if (space == std::string_view::npos) return refuse(400, malformed);
    const auto target = line.substr(0, space);
    const auto version = line.substr(space + 1);
    if (target.size() > limits_.uri_bytes_max) return refuse(414, "the URI is too long");
    if (!is_target(target)) return refuse(400, malformed);
    is_http_1_0_ = version == http_1_0;
    if (!is_http_1_0_ && version != http_1_1) {
        const bool is_other =
            version.starts_with("HTTP/") && version.find(' ') == std::string_view::npos;
        if (is_other) return refuse(505, "only HTTP/1.0 and HTTP/1.1 are served");
        return refuse(400, malformed);
    }
    request_.method = method;
    target_ = target;
    has_request_line_ = true;
    return true;
}

bool RequestReader::read_field(std::string_view line) {
    if (line.front() == ' ' || line.front() == '\t')
        return refuse(400, "folded header lines are not allowed");
    if (++fields_ > limits_.fields_max)
        return refuse(431, "the request has too many header fields");
    const auto name = line.substr(0, token_length(line));
    const auto rest = line.substr(name.size());
    if (name.empty() || !rest.starts_with(':'))
        return refuse(400, "a header field is malformed: 'name: value' is expected");
    const auto value = without_field_space(rest.substr(1));
    if (!is_field_value(value))
        return refuse(400, "the value of a header field has a control character");
    request_.headers.add_line(line, name, value);
    return note_field(name, value);
}

// Notes the fields that decide how the request is read.
bool RequestReader::note_field(std::string_view name, std::string_view value) {
    switch (name.size()) {
        case 4: hosts_ += is_same_word(name, "host"); break;
        case 6:
            if (!is_same_word(name, "expect")) break;
            if (!is_same_word(value, "100-continue"))
                return refuse(417, "the only expectation that is served is 100-continue");
            expects_continue_ = true;
            break;
        case 10:
            if (!is_same_word(name, "connection")) break;
            asks_to_close_ = asks_to_close_ || lists_word(value, "close");
            asks_to_keep_ = asks_to_keep_ || lists_word(value, "keep-alive");
            break;
        case 14: {
            if (!is_same_word(name, "content-length")) break;
            const auto length = parse_content_length(value);
            if (!length) return refuse(400, "Content-Length is not a number");
            content_length_ = *length;
            ++lengths_;
            break;
        }
        case 17:
            if (!is_same_word(name, "transfer-encoding")) break;
            is_chunked_ = is_same_word(value, "chunked");
            ++encodings_;
            break;
        default: break;
    }
    return true;
}

bool RequestReader::end_head() {
    if (hosts_ != 1) return refuse(400, "the request needs exactly one Host header");
    if (is_http_1_0_) expects_continue_ = false;
    if (!parse_target() || !frame_body()) return false;
    state_ = State::body;
    return true;
}

// Decides where the body ends, if every reader must come to the same result.
bool RequestReader::frame_body() {
    body_ = {};
    if (encodings_ > 0) {
        if (lengths_ > 0)
            return refuse(400, "Content-Length and Transfer-Encoding exclude each other");
        if (encodings_ > 1 || is_http_1_0_ || !is_chunked_)
            return refuse(400, "the only Transfer-Encoding that is served is chunked");
        body_.expect_chunks();
        return true;
    }
    if (lengths_ > 1) return refuse(400, "the request has more than one Content-Length");
    if (lengths_ == 1) body_.expect_bytes(content_length_);
    return true;
}

bool RequestReader::parse_target() {
    std::string_view target = target_;
    if (target.size() >= 7 && is_same_word(target.substr(0, 7), "http://")) {
        // The absolute form, which proxies may send. Two names for one host are one too many.
        const auto path = std::min(target.find('/', 7), target.size());
        if (!is_same_word(target.substr(7, path - 7), ascii_lower(*request_.header("host"))))
            return refuse(400, "the URI and the Host header disagree");
        target.remove_prefix(path);
        if (target.empty() || target.front() == '?') return refuse(400, "the URI has no path");
    }
    if (!target.starts_with('/')) return refuse(400, "the URI must begin with '/'");
    if (target.find('#') != std::string_view::npos)
        return refuse(400, "the URI must not have a fragment");
    const auto mark = std::min(target.find('?'), target.size());
    if (!decode_path(target.substr(0, mark))) return false;
    if (mark == target.size()) return true;
    auto query = parse_query(target.substr(mark + 1));
    if (!query) return refuse(400, "the URI has an escape that is invalid");
    request_.query = std::move(*query);
    return true;
}

bool RequestReader::decode_path(std::string_view raw_path) {
    is_path_plain_ = is_plain(raw_path);
    if (is_path_plain_) {
        request_.path = raw_path;
        return true;
    }
    auto path = percent_decoded(raw_path);
    auto routable = http::routable_path(raw_path);
    if (!path || !routable) return refuse(400, "the URI has an escape that is invalid");
    request_.path = std::move(*path);
    routable_path_ = std::move(*routable);
    return true;
}

void RequestReader::limit_body(std::size_t bytes_max) {
    body_bytes_max_ = bytes_max;
    if (body_.announced_bytes() > bytes_max) {
        refuse(413, "the body is larger than " + std::to_string(bytes_max) + " bytes");
    } else if (!body_.is_expected()) {
        state_ = State::complete;
    }
}

void RequestReader::read_body(std::string_view& input) {
    switch (body_.read(input, request_.body, body_bytes_max_)) {
        case BodyReader::Outcome::more: return;
        case BodyReader::Outcome::complete: state_ = State::complete; return;
        case BodyReader::Outcome::malformed: refuse(400, "the chunked body is malformed"); return;
        case BodyReader::Outcome::too_large:
            refuse(413, "the body is larger than " + std::to_string(body_bytes_max_) + " bytes");
            return;
    }
}

bool RequestReader::refuse(int status, std::string_view detail) {
    state_ = State::refused;
    refusal_ = Response::error(status, detail);
    return false;
}

void RequestReader::begin_next() {
    request_.method.clear();
    request_.path.clear();
    request_.query.clear();
    request_.headers.clear();
    request_.path_parameters.clear();
    request_.body.clear();
    if (request_.body.capacity() > kept_body_bytes_max) request_.body = std::string();
    state_ = State::head;
    head_bytes_ = scanned_ = fields_ = 0;
    hosts_ = lengths_ = encodings_ = 0;
    has_request_line_ = is_chunked_ = asks_to_close_ = asks_to_keep_ = expects_continue_ = false;
}

}  // namespace tts::http
