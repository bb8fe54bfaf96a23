#pragma once

#include "core/money.hpp"
#include "core/timestamp.hpp"
#include "http/message.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tts::http {

// What a text member must be like. Lengths are in code points, after trimming.
struct TextRule {
    std::size_t length_min = 1;
    std::size_t length_max = 255;
    bool allow_line_breaks = false;  // Other control characters are never allowed.
};

struct IntegerRule {
    std::int64_t min = 0;
    std::int64_t max = 0;
};

// Reads the members of a body that must be one JSON object, and collects what is wrong with it, so
// that a sender learns all mistakes at once. A member that is missing or wrong reads as an empty
// value; look at ok() before using any. Refused as a whole: invalid UTF-8, duplicate keys, nesting
// deeper than 32. Unknown members are ignored.
class JsonBody {
public:
    explicit JsonBody(std::string_view body) : JsonBody(body, {"body"}) {}
    ~JsonBody();
    JsonBody(JsonBody&&) noexcept;

    std::string text(std::string_view name, TextRule rule = {});
    std::optional<std::string> optional_text(std::string_view name, TextRule rule = {});
    std::int64_t integer(std::string_view name, IntegerRule rule);
    std::optional<std::int64_t> optional_integer(std::string_view name, IntegerRule rule);
    std::optional<Timestamp> optional_timestamp(std::string_view name);
    Money money(std::string_view name);  // A number or a text, exact, with at most two decimals.
    std::optional<bool> optional_boolean(std::string_view name);
    // Absent reads as empty.
    std::vector<std::string> text_list(std::string_view name, std::size_t size_max, TextRule rule);

    // The elements of a list of objects, each to be read like a body of its own; what is wrong with
    // one names its place: {"body", "items", "0", "price"}. Absent reads as empty. Give each back
    // to adopt_errors_of() when it was read.
    std::vector<JsonBody> object_list(std::string_view name, std::size_t size_max);
    void adopt_errors_of(const JsonBody& element);

    bool has(std::string_view name) const;  // Present and not null.

    // Adds an error of the caller's own about a member.
    void refuse(std::string_view name, std::string message, std::string type = "value_error");

    bool ok() const { return errors_.empty(); }
    const std::vector<FieldError>& errors() const { return errors_; }
    Response error_response() const { return validation_error(errors_); }

private:
    struct Document;
    JsonBody(std::string_view body, std::vector<std::string> location);
    void refuse_absent(std::string_view name);

    std::unique_ptr<Document> document_;
    std::vector<std::string> location_;  // Where the object stands: {"body"}.
    std::vector<FieldError> errors_;
};

}  // namespace tts::http
