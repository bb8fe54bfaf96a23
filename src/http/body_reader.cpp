#include "core/text.hpp"
#include "http/request_reader.hpp"

#include <algorithm>

namespace tts::http {

namespace {

constexpr std::size_t size_digits_max = 8;  // 4 GiB; far above any limit.
constexpr std::size_t overhead_bytes_max = 16'384;
constexpr std::size_t reserved_bytes_max = 1 << 20;  // Announcing a large body costs us no memory.

}  // namespace

void BodyReader::expect_bytes(std::uint64_t count) {
    kind_ = count == 0 ? Kind::none : Kind::counted;
    remaining_ = count;
}

void BodyReader::expect_chunks() {
    kind_ = Kind::chunked;
}

BodyReader::Outcome BodyReader::read(std::string_view& input,
                                     std::string& body,
                                     std::size_t bytes_max) {
    switch (kind_) {
        case Kind::none: return Outcome::complete;
        case Kind::counted:
            if (remaining_ + body.size() > bytes_max) return Outcome::too_large;
            return read_counted(input, body);
        case Kind::chunked: return read_chunked(input, body, bytes_max);
    }
    return Outcome::malformed;
}

BodyReader::Outcome BodyReader::read_counted(std::string_view& input, std::string& body) {
    if (body.empty()) body.reserve(std::min<std::uint64_t>(remaining_, reserved_bytes_max));
    read_content(input, body);
    return remaining_ == 0 ? Outcome::complete : Outcome::more;
}

void BodyReader::read_content(std::string_view& input, std::string& body) {
    const auto size = std::min<std::uint64_t>(remaining_, input.size());
    body.append(input.substr(0, size));
    input.remove_prefix(size);
    remaining_ -= size;
}

BodyReader::Outcome BodyReader::read_chunked(std::string_view& input,
                                             std::string& body,
                                             std::size_t bytes_max) {
    while (!input.empty() && !is_complete_) {
        if (part_ == Part::content) {
            read_content(input, body);
            if (remaining_ == 0) part_ = Part::content_cr;
            continue;
        }
        if (!step(input.front())) return Outcome::malformed;
        input.remove_prefix(1);
        if (part_ == Part::content && body.size() + remaining_ > bytes_max)
            return Outcome::too_large;
        if (overhead_bytes_ > overhead_bytes_max) return Outcome::too_large;
    }
    return is_complete_ ? Outcome::complete : Outcome::more;
}

bool BodyReader::step(char c) {
    switch (part_) {
        case Part::size: return step_size(c);
        case Part::extension:
            ++overhead_bytes_;
            if (c == '\r') part_ = Part::size_lf;
            return c != '\n' && c != '\0';
        case Part::size_lf: end_size_line(); return c == '\n';
        case Part::content_cr: part_ = Part::content_lf; return c == '\r';
        case Part::content_lf: part_ = Part::size; return c == '\n';
        case Part::trailer: return step_trailer(c);
        case Part::last_lf:
            is_complete_ = trailer_line_is_empty_;
            trailer_line_is_empty_ = true;
            part_ = Part::trailer;
            return c == '\n';
        case Part::content: break;  // Read in one piece, not byte by byte.
    }
    return false;
}

bool BodyReader::step_size(char c) {
    if (const auto digit = hex_value(c)) {
        remaining_ = remaining_ * 16 + static_cast<std::uint64_t>(*digit);
        return ++size_digits_ <= size_digits_max;
    }
    if (size_digits_ == 0) return false;
    if (c == ';') {
        part_ = Part::extension;
    } else if (c == '\r') {
        part_ = Part::size_lf;
    } else {
        return false;
    }
    return true;
}

void BodyReader::end_size_line() {
    part_ = remaining_ == 0 ? Part::trailer : Part::content;
    size_digits_ = 0;
}

bool BodyReader::step_trailer(char c) {
    ++overhead_bytes_;
    if (c == '\r') {
        part_ = Part::last_lf;
    } else {
        trailer_line_is_empty_ = false;
    }
    return c != '\n' && c != '\0';
}

}  // namespace tts::http
