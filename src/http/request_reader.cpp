#include "http/request_reader.hpp"

#include "core/text.hpp"
#include "http/url.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>

#include <algorithm>
#include <charconv>

namespace tts::http {

namespace {

namespace beast_http = boost::beast::http;

// Beast's parser of a request's head, writing straight into our Request. Bodies are read by
// BodyReader.
class HeadParser : public beast_http::basic_parser<true> {
public:
    HeadParser(Request& request, std::string& target) : request_(request), target_(target) {
        header_limit(1 << 20);  // The caller has checked the size.
        skip(true);
    }

    bool is_http_1_0() const { return version_ == 10; }

private:
    using ErrorCode = boost::beast::error_code;
    using View = boost::beast::string_view;

    void on_request_impl(
        beast_http::verb, View method, View target, int version, ErrorCode&) override {
        request_.method.assign(method.data(), method.size());
        target_.assign(target.data(), target.size());
        version_ = version;
    }
    void on_field_impl(beast_http::field, View name, View value, ErrorCode&) override {
        request_.headers.emplace_back(ascii_lower({name.data(), name.size()}),
                                      std::string(value.data(), value.size()));
    }
    void on_response_impl(int, View, int, ErrorCode&) override {}
    void on_header_impl(ErrorCode&) override {}
    void on_body_init_impl(const boost::optional<std::uint64_t>&, ErrorCode&) override {}
    std::size_t on_body_impl(View body, ErrorCode&) override { return body.size(); }
    void on_chunk_header_impl(std::uint64_t, View, ErrorCode&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, View body, ErrorCode&) override {
        return body.size();
    }
    void on_finish_impl(ErrorCode&) override {}

    Request& request_;
    std::string& target_;
    int version_ = 0;
};

// What Beast 1.81 accepts, though readers disagree about it: folded lines.
bool has_folded_line(std::string_view head) {
    return head.find("\n ") != std::string_view::npos ||
           head.find("\n\t") != std::string_view::npos;
}

// True for a request line that is well-formed but of another version: "GET / HTTP/2.0".
bool names_another_version(std::string_view head) {
    const auto line = head.substr(0, head.find("\r\n"));
    const auto space = line.rfind(' ');
    return std::count(line.begin(), line.end(), ' ') == 2 &&
           line.substr(space + 1).starts_with("HTTP/");
}

std::size_t count_fields(const Request& request, std::string_view name) {
    return static_cast<std::size_t>(
        std::count_if(request.headers.begin(), request.headers.end(),
                      [&](const auto& field) { return field.first == name; }));
}

// True if the comma-separated list has the token, in any case.
bool lists_token(std::string_view list, std::string_view token) {
    const std::string lower = ascii_lower(list);
    std::string_view rest = lower;
    while (!rest.empty()) {
        const auto end = std::min(rest.find(','), rest.size());
        if (trimmed(rest.substr(0, end)) == token) return true;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return false;
}

std::optional<std::uint64_t> parse_content_length(std::string_view text) {
    constexpr std::size_t digits_max = 15;
    std::uint64_t length = 0;
    const auto end = text.data() + text.size();
    if (text.empty() || text.size() > digits_max) return std::nullopt;
    const auto [stopped_at, error] = std::from_chars(text.data(), end, length);
    if (error != std::errc() || stopped_at != end) return std::nullopt;
    return length;
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

void RequestReader::read_head(std::string_view& input) {
    // RFC 9112, 2.2: an empty line before the request is skipped; old clients send one.
    while (scanned_ == 0 && input.starts_with("\r\n")) input.remove_prefix(2);

    const auto end = input.find("\r\n\r\n", scanned_);
    const auto size = end == std::string_view::npos ? input.size() : end + 4;
    if (size > limits_.header_bytes_max) {
        const auto line_end = std::min(input.find("\r\n"), size);
        refuse(line_end > limits_.uri_bytes_max ? 414 : 431,
               line_end > limits_.uri_bytes_max ? "the URI is too long"
                                                : "the request's header is too large");
        return;
    }
    if (end == std::string_view::npos) {
        scanned_ = input.size() < 3 ? 0 : input.size() - 3;
        return;
    }
    const auto head = input.substr(0, size);
    input.remove_prefix(size);
    scanned_ = 0;
    if (parse_head(head)) state_ = State::body;
}

bool RequestReader::parse_head(std::string_view head) {
    if (has_folded_line(head)) return refuse(400, "folded header lines are not allowed");
    if (static_cast<std::size_t>(std::count(head.begin(), head.end(), '\n')) >
        limits_.fields_max + 2)
        return refuse(431, "the request has too many header fields");
    request_.headers.reserve(8);
    HeadParser parser(request_, target_);
    boost::beast::error_code error;
    parser.put(boost::asio::const_buffer(head.data(), head.size()), error);
    if (target_.size() > limits_.uri_bytes_max) return refuse(414, "the URI is too long");
    if (error == beast_http::error::bad_version && names_another_version(head))
        return refuse(505, "only HTTP/1.0 and HTTP/1.1 are served");
    if (error || !parser.is_done()) return refuse(400, "the request's header is malformed");
    is_http_1_0_ = parser.is_http_1_0();
    return check_fields() && parse_target(target_) && frame_body();
}

bool RequestReader::check_fields() {
    if (count_fields(request_, "host") != 1)
        return refuse(400, "the request needs exactly one Host header");
    const auto connection = request_.header("connection").value_or("");
    keeps_alive_ =
        is_http_1_0_ ? lists_token(connection, "keep-alive") : !lists_token(connection, "close");
    const auto expect = request_.header("expect");
    if (expect && ascii_lower(*expect) != "100-continue")
        return refuse(417, "the only expectation that is served is 100-continue");
    expects_continue_ = expect.has_value() && !is_http_1_0_;
    return true;
}

// Decides where the body ends, if every reader must come to the same result.
bool RequestReader::frame_body() {
    const auto lengths = count_fields(request_, "content-length");
    const auto encodings = count_fields(request_, "transfer-encoding");
    body_ = {};
    if (encodings > 0) {
        if (lengths > 0)
            return refuse(400, "Content-Length and Transfer-Encoding exclude each other");
        if (encodings > 1 || is_http_1_0_ ||
            ascii_lower(*request_.header("transfer-encoding")) != "chunked")
            return refuse(400, "the only Transfer-Encoding that is served is chunked");
        body_.expect_chunks();
        return true;
    }
    if (lengths > 1) return refuse(400, "the request has more than one Content-Length");
    if (lengths == 0) return true;
    const auto length = parse_content_length(*request_.header("content-length"));
    if (!length) return refuse(400, "Content-Length is not a number");
    body_.expect_bytes(*length);
    return true;
}

bool RequestReader::parse_target(std::string_view target) {
    if (const auto scheme = ascii_lower(target.substr(0, 7)); scheme == "http://") {
        // The absolute form, which proxies may send. Two names for one host are one too many.
        const auto path = std::min(target.find('/', 7), target.size());
        if (ascii_lower(target.substr(7, path - 7)) != ascii_lower(*request_.header("host")))
            return refuse(400, "the URI and the Host header disagree");
        target.remove_prefix(path);
        if (target.empty() || target.front() == '?') return refuse(400, "the URI has no path");
    }
    if (!target.starts_with('/')) return refuse(400, "the URI must begin with '/'");
    if (target.find('#') != std::string_view::npos)
        return refuse(400, "the URI must not have a fragment");
    const auto mark = std::min(target.find('?'), target.size());
    const auto raw_path = target.substr(0, mark);
    auto path = percent_decoded(raw_path);
    auto routable = http::routable_path(raw_path);
    auto query = parse_query(target.substr(std::min(mark + 1, target.size())));
    if (!path || !routable || !query) return refuse(400, "the URI has an escape that is invalid");
    request_.path = std::move(*path);
    routable_path_ = std::move(*routable);
    request_.query = std::move(*query);
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

Request RequestReader::take_request() {
    Request request = std::move(request_);
    request_ = {};
    state_ = State::head;
    return request;
}

}  // namespace tts::http
