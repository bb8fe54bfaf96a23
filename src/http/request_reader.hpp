#pragma once

#include "http/message.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace tts::http {

struct ReaderLimits {
    std::size_t header_bytes_max = 16'384;
    std::size_t uri_bytes_max = 8'192;
    std::size_t fields_max = 100;
};

// What the body of a request looks like on the wire, read piece by piece.
class BodyReader {
public:
    enum class Outcome { more, complete, malformed, too_large };

    void expect_nothing() { kind_ = Kind::none; }
    void expect_bytes(std::uint64_t count);
    void expect_chunks();

    // Appends what it finds to `body`, which may grow to `bytes_max`, and takes it off `input`.
    Outcome read(std::string_view& input, std::string& body, std::size_t bytes_max);

    bool is_expected() const { return kind_ != Kind::none; }
    std::uint64_t announced_bytes() const { return kind_ == Kind::counted ? remaining_ : 0; }

private:
    enum class Kind { none, counted, chunked };
    // What the next byte of a chunked body belongs to. A trailer is read and forgotten.
    enum class Part { size, extension, size_lf, content, content_cr, content_lf, trailer, last_lf };

    Outcome read_counted(std::string_view& input, std::string& body);
    Outcome read_chunked(std::string_view& input, std::string& body, std::size_t bytes_max);
    void read_content(std::string_view& input, std::string& body);
    bool step(char c);  // False: the byte does not belong here.
    bool step_size(char c);
    bool step_trailer(char c);
    void end_size_line();

    Kind kind_ = Kind::none;
    std::uint64_t remaining_ = 0;  // Of the counted body or of the chunk.
    Part part_ = Part::size;
    std::size_t size_digits_ = 0;
    std::size_t overhead_bytes_ = 0;  // Extensions and trailers, which a sender could pad for ever.
    bool trailer_line_is_empty_ = true;
    bool is_complete_ = false;
};

// Reads the requests of one connection from its bytes, one after the other, and refuses whatever
// two readers could understand differently (request smuggling). What it finds does not depend on
// the pieces in which the bytes come. Does no I/O. It keeps its memory from request to request.
class RequestReader {
public:
    enum class State {
        head,      // Waits for the rest of the head.
        body,      // Has the head; waits for the body.
        complete,  // Has a whole request: request(), then begin_next().
        refused,   // See refusal(); the connection cannot go on.
    };

    explicit RequestReader(ReaderLimits limits) : limits_(limits) {}

    // Takes what it can off `input`; the rest must come again, followed by more bytes. Stops behind
    // each head, so that the caller can look at it and call limit_body().
    void read(std::string_view& input);

    // 413 for a larger body. Call it once in State::body, before the next read().
    void limit_body(std::size_t bytes_max);

    // Forgets the request and waits for the next.
    void begin_next();

    State state() const { return state_; }
    const Response& refusal() const { return refusal_; }

    // True if nothing was read of a request yet.
    bool is_between_requests() const {
        return state_ == State::head && !has_request_line_ && scanned_ == 0;
    }

    // The request so far: all but the body in State::body. The caller may move from it.
    Request& request() { return request_; }
    const Request& request() const { return request_; }
    // Valid until the request changes.
    std::string_view routable_path() const {
        return is_path_plain_ ? std::string_view(request_.path) : routable_path_;
    }
    bool keeps_alive() const { return is_http_1_0_ ? asks_to_keep_ : !asks_to_close_; }
    bool is_http_1_0() const { return is_http_1_0_; }
    bool expects_continue() const { return expects_continue_; }

private:
    void read_head(std::string_view& input);
    void read_body(std::string_view& input);
    bool read_line(std::string_view line);
    bool read_request_line(std::string_view line);
    bool read_field(std::string_view line);
    bool note_field(std::string_view name, std::string_view value);
    bool end_head();
    bool frame_body();
    bool parse_target();
    bool decode_path(std::string_view raw_path);
    bool refuse(int status, std::string_view detail);  // Always false.
    void refuse_size();

    ReaderLimits limits_;
    State state_ = State::head;
    Response refusal_;
    Request request_;
    std::string target_;
    std::string routable_path_;  // Unless is_path_plain_.
    BodyReader body_;
    std::size_t body_bytes_max_ = 0;

    std::size_t head_bytes_ = 0;  // Whole lines that were read.
    std::size_t scanned_ = 0;     // No line ends within so many bytes of the input.
    std::size_t fields_ = 0;
    std::uint64_t content_length_ = 0;
    int hosts_ = 0;      // How many fields of that name there are,
    int lengths_ = 0;    // of Content-Length,
    int encodings_ = 0;  // and of Transfer-Encoding.
    bool has_request_line_ = false;
    bool is_path_plain_ = true;
    bool is_chunked_ = false;
    bool asks_to_close_ = false;
    bool asks_to_keep_ = false;
    bool is_http_1_0_ = false;
    bool expects_continue_ = false;
};

}  // namespace tts::http
