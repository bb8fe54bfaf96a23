#include "http/multipart.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <utility>

namespace tts::http {

namespace {

constexpr std::string_view line_end = "\r\n";
constexpr std::size_t boundary_length_max = 70;  // RFC 2046.

Error malformed(std::string what) {
    return {Errc::invalid, std::move(what)};
}

bool is_letter_or_digit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_token_character(char c) {
    return is_letter_or_digit(c) ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool is_boundary_character(char c) {
    return is_letter_or_digit(c) ||
           std::string_view("'()+_,-./:=? ").find(c) != std::string_view::npos;
}

// Takes what `text` starts with, while the characters please.
template <class Predicate>
std::string_view take_while(std::string_view& text, Predicate pleases) {
    const auto end = std::find_if_not(text.begin(), text.end(), pleases);
    const auto taken = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(taken.size());
    return taken;
}

void skip_spaces(std::string_view& text) {
    take_while(text, [](char c) { return c == ' ' || c == '\t'; });
}

bool take_character(std::string_view& text, char wanted) {
    if (!text.starts_with(wanted)) return false;
    text.remove_prefix(1);
    return true;
}

// The rest of a quoted text whose opening quote is taken. A backslash escapes only a quote or
// itself: old browsers send the backslashes of a file name as they are.
std::optional<std::string> take_quoted(std::string_view& text) {
    std::string value;
    while (!text.empty()) {
        if (take_character(text, '"')) return value;
        if (text.starts_with("\\\"") || text.starts_with("\\\\")) text.remove_prefix(1);
        value += text.front();
        text.remove_prefix(1);
    }
    return std::nullopt;
}

using Parameters = std::vector<std::pair<std::string, std::string>>;

// `; name=value; name="value"` up to the end; nothing if it is anything else, or names one twice.
std::optional<Parameters> parse_parameters(std::string_view text) {
    Parameters parameters;
    for (skip_spaces(text); !text.empty(); skip_spaces(text)) {
        if (!take_character(text, ';')) return std::nullopt;
        skip_spaces(text);
        std::string name = ascii_lower(take_while(text, is_token_character));
        if (name.empty() || !take_character(text, '=')) return std::nullopt;

        std::optional<std::string> value;
        if (take_character(text, '"'))
            value = take_quoted(text);
        else
            value = std::string(take_while(text, is_token_character));
        if (!value) return std::nullopt;

        const auto is_same = [&](const auto& other) { return other.first == name; };
        if (std::any_of(parameters.begin(), parameters.end(), is_same)) return std::nullopt;
        parameters.emplace_back(std::move(name), std::move(*value));
    }
    return parameters;
}

const std::string* find_parameter(const Parameters& parameters, std::string_view name) {
    for (const auto& parameter : parameters)
        if (parameter.first == name) return &parameter.second;
    return nullptr;
}

Result<void> read_disposition(std::string_view value, FormPart& part) {
    const auto semicolon = std::min(value.find(';'), value.size());
    if (ascii_lower(trimmed(value.substr(0, semicolon))) != "form-data")
        return malformed("a part's Content-Disposition is not form-data");
    const auto parameters = parse_parameters(value.substr(semicolon));
    const auto* name = parameters ? find_parameter(*parameters, "name") : nullptr;
    if (!name || name->empty()) return malformed("a part has no name");
    if (!is_utf8(*name) || has_control_characters(*name))
        return malformed("a part's name is not readable text");
    part.name = *name;
    if (const auto* file_name = find_parameter(*parameters, "filename"))
        part.file_name = *file_name;
    return {};
}

// Reads header lines up to the empty line, one after the other.
class HeaderReader {
public:
    explicit HeaderReader(const MultipartLimits& limits) : limits_(limits) {}

    // Leaves `text` where the part's content begins.
    Result<void> read(std::string_view& text, FormPart& part) {
        bool has_disposition = false;
        for (;;) {
            const auto end = text.substr(0, limits_.header_bytes_max + 2).find(line_end);
            if (end == std::string_view::npos) return malformed("a part's header does not end");
            const auto line = text.substr(0, end);
            text.remove_prefix(end + line_end.size());
            if (line.empty()) break;
            if (++headers_ > limits_.headers_max) return malformed("too many part headers");
            if (const auto read = read_line(line, part, has_disposition); !read) return read;
        }
        if (!has_disposition) return malformed("a part has no Content-Disposition");
        return {};
    }

private:
    static Result<void> read_line(std::string_view line, FormPart& part, bool& has_disposition) {
        auto rest = line;
        const auto name = ascii_lower(take_while(rest, is_token_character));
        if (name.empty() || !take_character(rest, ':') ||
            line.find_first_of(std::string_view("\0\r\n", 3)) != std::string_view::npos)
            return malformed("a part's header line is not 'name: value'");
        const auto value = trimmed(rest);

        if (name == "content-disposition") {
            if (std::exchange(has_disposition, true))
                return malformed("a part has two Content-Dispositions");
            return read_disposition(value, part);
        }
        if (name == "content-type") part.content_type = value;
        if (name == "content-transfer-encoding") return check_encoding(ascii_lower(value));
        return {};
    }

    static Result<void> check_encoding(std::string_view encoding) {
        if (encoding == "binary" || encoding == "8bit" || encoding == "7bit") return {};
        return malformed("a part's Content-Transfer-Encoding is not supported");
    }

    const MultipartLimits& limits_;
    std::size_t headers_ = 0;
};

}  // namespace

Result<std::string> multipart_boundary(std::string_view content_type) {
    const auto semicolon = std::min(content_type.find(';'), content_type.size());
    if (ascii_lower(trimmed(content_type.substr(0, semicolon))) != "multipart/form-data")
        return malformed("the Content-Type must be multipart/form-data");
    const auto parameters = parse_parameters(content_type.substr(semicolon));
    const auto* boundary = parameters ? find_parameter(*parameters, "boundary") : nullptr;
    const bool good = boundary && !boundary->empty() && boundary->size() <= boundary_length_max &&
                      boundary->back() != ' ' &&
                      std::all_of(boundary->begin(), boundary->end(), is_boundary_character);
    if (!good) return malformed("the Content-Type names no usable boundary");
    return *boundary;
}

Result<std::vector<FormPart>> parse_multipart(std::string_view content_type,
                                              std::string_view body,
                                              const MultipartLimits& limits) {
    const auto boundary = multipart_boundary(content_type);
    if (!boundary) return boundary.error();
    const std::string delimiter = "\r\n--" + *boundary;
    const auto first = std::string_view(delimiter).substr(line_end.size());
    if (!body.starts_with(first)) return malformed("the body does not start with the boundary");
    body.remove_prefix(first.size());

    std::vector<FormPart> parts;
    HeaderReader headers(limits);
    while (body.starts_with(line_end)) {
        body.remove_prefix(line_end.size());
        if (parts.size() == limits.parts_max) return malformed("too many parts");
        FormPart part;
        if (const auto read = headers.read(body, part); !read) return read.error();
        const auto end = body.find(delimiter);
        if (end == std::string_view::npos) return malformed("the last part does not end");
        part.content = body.substr(0, end);
        body.remove_prefix(end + delimiter.size());
        parts.push_back(std::move(part));
    }
    if (body != "--" && body != "--\r\n")
        return malformed("the body does not end with the boundary");
    return parts;
}

}  // namespace tts::http
