#include "http/json_body.hpp"

#include "core/text.hpp"
#include "http/grammar.hpp"
#include "http/json_scan.hpp"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace tts::http {

namespace {

namespace dom = simdjson::dom;

constexpr std::size_t depth_max = 32;
constexpr std::size_t kept_documents_max = 4;
constexpr std::size_t kept_capacity_max = 1 << 20;  // What grew larger is not kept.

// What JSON allows, but readers disagree about: the same key twice.
bool has_duplicate_keys(dom::element element);

// Most objects have so few members that comparing all of them costs less than sorting.
bool object_has_duplicate_keys(dom::object object) {
    constexpr std::size_t compared_max = 16;
    std::array<std::string_view, compared_max> first;
    std::vector<std::string_view> rest;
    std::size_t count = 0;
    for (const auto [key, value] : object) {
        if (has_duplicate_keys(value)) return true;
        const auto known =
            first.begin() + static_cast<std::ptrdiff_t>(std::min(count, first.size()));
        if (std::find(first.begin(), known, key) != known) return true;
        if (count < first.size()) {
            first[count] = key;
        } else {
            rest.push_back(key);
        }
        ++count;
    }
    std::sort(rest.begin(), rest.end());
    return std::adjacent_find(rest.begin(), rest.end()) != rest.end();
}

bool has_duplicate_keys(dom::element element) {
    dom::object object;
    if (element.get_object().get(object) == simdjson::SUCCESS)
        return object_has_duplicate_keys(object);
    dom::array array;
    if (element.get_array().get(array) != simdjson::SUCCESS) return false;
    for (const auto item : array)
        if (has_duplicate_keys(item)) return true;
    return false;
}

bool breaks_a_control_rule(std::string_view text, const TextRule& rule) {
    constexpr unsigned char first_printable = 0x20;
    if (!has_byte_below(text, first_printable)) return false;
    if (has_control_characters(text)) return true;
    return !rule.allow_line_breaks && text.find_first_of("\t\n\r") != std::string_view::npos;
}

std::string characters(std::size_t count) {
    return std::to_string(count) + (count == 1 ? " character" : " characters");
}

struct Complaint {
    std::string message;
    std::string type;
};

std::optional<Complaint> check_text(std::string_view text, const TextRule& rule) {
    // A text has no more code points than bytes.
    const bool is_short = text.size() <= rule.length_max && rule.length_min <= 1;
    const auto length = is_short ? text.size() : code_points(text);
    if (length == 0 && rule.length_min > 0) return Complaint{"must not be blank", "string_blank"};
    if (length < rule.length_min)
        return Complaint{"String should have at least " + characters(rule.length_min),
                         "string_too_short"};
    if (length > rule.length_max)
        return Complaint{"String should have at most " + characters(rule.length_max),
                         "string_too_long"};
    if (breaks_a_control_rule(text, rule))
        return Complaint{"must not contain control characters", "string_control_characters"};
    return std::nullopt;
}

// Whole numbers may be written as 3 or 3.0.
std::optional<std::int64_t> as_integer(dom::element element) {
    std::int64_t whole = 0;
    if (element.get_int64().get(whole) == simdjson::SUCCESS) return whole;
    double number = 0;
    constexpr double exact_max = 9'007'199'254'740'992;  // Doubles hold all integers up to here.
    if (!element.is_double() || element.get_double().get(number) != simdjson::SUCCESS)
        return std::nullopt;
    if (std::floor(number) != number || std::fabs(number) > exact_max) return std::nullopt;
    return static_cast<std::int64_t>(number);
}

}  // namespace

// Owns buffers that are costly to make, so each thread keeps a few.
struct JsonBody::Document {
    Document() {
        if (parser.allocate(4'096, depth_max) != simdjson::SUCCESS) throw std::bad_alloc();
    }

    static std::unique_ptr<Document> of(std::string_view json) {
        auto& kept = spares();
        auto document = kept.empty() ? std::make_unique<Document>() : std::move(kept.back());
        if (!kept.empty()) kept.pop_back();
        document->text.clear();
        document->text.reserve(json.size() + simdjson::SIMDJSON_PADDING);  // Spares a copy.
        document->text.append(json);
        document->is_object = false;
        return document;
    }

    static void give_back(std::unique_ptr<Document> document) {
        const auto capacity = std::max(document->parser.capacity(), document->text.capacity());
        if (spares().size() < kept_documents_max && capacity <= kept_capacity_max)
            spares().push_back(std::move(document));
    }

    static std::vector<std::unique_ptr<Document>>& spares() {
        thread_local std::vector<std::unique_ptr<Document>> documents;
        return documents;
    }

    // What is wrong with the document as a whole.
    std::optional<Complaint> parse() {
        dom::element root;
        const auto error = parser.parse(text).get(root);
        if (error == simdjson::DEPTH_ERROR)
            return Complaint{"JSON is nested deeper than 32 levels", "json_invalid"};
        if (text.empty()) return Complaint{"JSON decode error: the body is empty", "json_invalid"};
        if (error != simdjson::SUCCESS)
            return Complaint{std::string("JSON decode error: ") + simdjson::error_message(error),
                             "json_invalid"};
        if (root.get_object().get(object) != simdjson::SUCCESS)
            return Complaint{"Input should be a valid JSON object", "model_attributes_type"};
        if (has_duplicate_keys(root))
            return Complaint{"JSON names the same key twice in one object", "json_invalid"};
        is_object = true;
        return std::nullopt;
    }

    // The member, unless it is absent or null.
    std::optional<dom::element> find(std::string_view name) const {
        dom::element element;
        if (!is_object || object.at_key(name).get(element) != simdjson::SUCCESS) return {};
        if (element.is_null()) return {};
        return element;
    }

    // The member's own text: simdjson keeps numbers as doubles only.
    std::string_view text_of(std::string_view name) const {
        std::size_t index = 0;
        for (const auto [key, value] : object) {
            if (key == name) return member_text(text, index);
            ++index;
        }
        return {};
    }

    std::string text;
    dom::parser parser;
    dom::object object;
    bool is_object = false;
};

JsonBody::JsonBody(std::string_view body, std::vector<std::string> location)
    : document_(Document::of(body)), location_(std::move(location)) {
    if (auto complaint = document_->parse())
        errors_.push_back({location_, std::move(complaint->message), std::move(complaint->type)});
}

JsonBody::~JsonBody() {
    if (document_) Document::give_back(std::move(document_));
}
JsonBody::JsonBody(JsonBody&&) noexcept = default;

std::string JsonBody::text(std::string_view name, TextRule rule) {
    if (auto found = optional_text(name, rule)) return std::move(*found);
    refuse_absent(name);
    return {};
}

std::optional<std::string> JsonBody::optional_text(std::string_view name, TextRule rule) {
    const auto element = document_->find(name);
    if (!element) return std::nullopt;
    std::string_view raw;
    if (element->get_string().get(raw) != simdjson::SUCCESS) {
        refuse(name, "Input should be a valid string", "string_type");
        return std::string();
    }
    const auto inner = trimmed(raw);
    if (auto complaint = check_text(inner, rule)) {
        refuse(name, std::move(complaint->message), std::move(complaint->type));
        return std::string();
    }
    return std::string(inner);
}

std::int64_t JsonBody::integer(std::string_view name, IntegerRule rule) {
    if (const auto found = optional_integer(name, rule)) return *found;
    refuse_absent(name);
    return 0;
}

std::optional<std::int64_t> JsonBody::optional_integer(std::string_view name, IntegerRule rule) {
    const auto element = document_->find(name);
    if (!element) return std::nullopt;
    const auto number = as_integer(*element);
    if (!number) {
        refuse(name, "Input should be a valid integer", "int_type");
    } else if (*number < rule.min) {
        refuse(name, "Input should be greater than or equal to " + std::to_string(rule.min),
               "greater_than_equal");
    } else if (*number > rule.max) {
        refuse(name, "Input should be less than or equal to " + std::to_string(rule.max),
               "less_than_equal");
    } else {
        return number;
    }
    return 0;
}

std::optional<Timestamp> JsonBody::optional_timestamp(std::string_view name) {
    const auto element = document_->find(name);
    if (!element) return std::nullopt;
    std::string_view raw;
    if (element->get_string().get(raw) != simdjson::SUCCESS) {
        refuse(name, "Input should be a valid datetime: a text in ISO 8601", "datetime_type");
        return std::nullopt;
    }
    const auto time = parse_timestamp(trimmed(raw));
    if (time) return *time;
    refuse(name, "Input should be a valid datetime: " + time.error().what(), "datetime_parsing");
    return std::nullopt;
}

// The amount is read from the text of the number, never through a double. "12.50", "12.5" and "12"
// are exact; 12.500, 1e2 and 0.1 + 0.2 spelled out are refused rather than rounded.
Money JsonBody::money(std::string_view name) {
    const auto element = document_->find(name);
    if (!element) {
        refuse_absent(name);
        return {};
    }
    std::string_view raw;
    if (element->is_number()) {
        raw = document_->text_of(name);
    } else if (element->get_string().get(raw) != simdjson::SUCCESS) {
        refuse(name, "Input should be a valid decimal", "decimal_type");
        return {};
    }
    const auto amount = Money::parse(trimmed(raw));
    if (amount) return *amount;
    refuse(name, "Input should be an amount of 0 or more with at most 2 decimals, such as 12.50",
           "decimal_parsing");
    return {};
}

std::optional<bool> JsonBody::optional_boolean(std::string_view name) {
    const auto element = document_->find(name);
    if (!element) return std::nullopt;
    bool flag = false;
    if (element->get_bool().get(flag) == simdjson::SUCCESS) return flag;
    refuse(name, "Input should be a valid boolean", "bool_type");
    return std::nullopt;
}

std::vector<std::string> JsonBody::text_list(std::string_view name,
                                             std::size_t size_max,
                                             TextRule rule) {
    const auto element = document_->find(name);
    if (!element) return {};
    dom::array array;
    if (element->get_array().get(array) != simdjson::SUCCESS) {
        refuse(name, "Input should be a valid list", "list_type");
        return {};
    }
    std::vector<std::string> texts;
    for (const auto item : array) {
        const FieldError at{{"body", std::string(name), std::to_string(texts.size())}, {}, {}};
        if (texts.size() == size_max) {
            refuse(name, "List should have at most " + std::to_string(size_max) + " items",
                   "too_long");
            return {};
        }
        std::string_view raw;
        std::optional<Complaint> complaint;
        if (item.get_string().get(raw) != simdjson::SUCCESS) {
            complaint = Complaint{"Input should be a valid string", "string_type"};
        } else {
            complaint = check_text(trimmed(raw), rule);
        }
        if (complaint)
            errors_.push_back(
                {at.location, std::move(complaint->message), std::move(complaint->type)});
        texts.emplace_back(trimmed(raw));
    }
    return texts;
}

std::vector<JsonBody> JsonBody::object_list(std::string_view name, std::size_t size_max) {
    if (!document_->find(name)) return {};
    const auto texts = element_texts(document_->text_of(name));
    if (!texts) {
        refuse(name, "Input should be a valid list", "list_type");
        return {};
    }
    if (texts->size() > size_max) {
        refuse(name, "List should have at most " + std::to_string(size_max) + " items", "too_long");
        return {};
    }
    std::vector<JsonBody> elements;
    for (const auto text : *texts) {
        auto location = location_;
        location.emplace_back(name);
        location.push_back(std::to_string(elements.size()));
        elements.push_back(JsonBody(text, std::move(location)));
    }
    return elements;
}

void JsonBody::adopt_errors_of(const JsonBody& element) {
    errors_.insert(errors_.end(), element.errors_.begin(), element.errors_.end());
}

bool JsonBody::has(std::string_view name) const {
    return document_->find(name).has_value();
}

void JsonBody::refuse(std::string_view name, std::string message, std::string type) {
    auto location = location_;
    location.emplace_back(name);
    errors_.push_back({std::move(location), std::move(message), std::move(type)});
}

// A required member is missing or null. Says nothing if the body as a whole was refused: that one
// error tells all.
void JsonBody::refuse_absent(std::string_view name) {
    if (document_->is_object) refuse(name, "Field required", "missing");
}

}  // namespace tts::http
