#include "support/json_schema.hpp"

#include <algorithm>
#include <regex>

namespace tts::test {

namespace {

class Checker {
public:
    explicit Checker(const Json& document) : document_(document) {}

    void check(const Json& value, const Json& schema, const std::string& path) {
        for (const auto& [keyword, rule] : schema.members())
            check_rule(value, schema, path, keyword);
    }

    std::vector<std::string> take() { return std::move(found_); }

private:
    void check_rule(const Json& value,
                    const Json& schema,
                    const std::string& path,
                    const std::string& keyword) {
        const Json rule = schema[keyword];
        if (keyword == "$ref") return check(value, referred(rule.text()), path);
        if (keyword == "anyOf") return check_any(value, rule, path);
        if (keyword == "type") return check_type(value, rule.text(), path);
        if (keyword == "enum") return check_enum(value, rule, path);
        if (keyword == "format") return check_format(value, rule.text(), path);
        if (keyword == "required") return check_required(value, rule, path);
        if (keyword == "properties") return check_properties(value, rule, path);
        if (keyword == "additionalProperties") return check_others(value, schema, path);
        if (keyword == "items") return check_items(value, rule, path);
        if (keyword == "minLength" || keyword == "maxLength")
            return check_length(value, keyword, rule, path);
        if (keyword == "minItems" || keyword == "maxItems")
            return check_size(value, keyword, rule, path);
        if (keyword == "minimum" || keyword == "maximum")
            return check_limit(value, keyword, rule, path);
        if (keyword != "description") complain(path, "its schema has the unknown word " + keyword);
    }

    void complain(const std::string& path, const std::string& what) {
        found_.push_back(path + ": " + what);
    }

    // "#/components/schemas/Order".
    Json referred(const std::string& reference) const {
        Json at = document_;
        for (std::size_t from = 2; from <= reference.size();) {
            const auto to = std::min(reference.find('/', from), reference.size());
            at = at[reference.substr(from, to - from)];
            from = to + 1;
        }
        return at;
    }

    void check_any(const Json& value, const Json& schemas, const std::string& path) {
        std::string reasons;
        for (const Json& schema : schemas.items()) {
            Checker one(document_);
            one.check(value, schema, path);
            if (one.found_.empty()) return;
            reasons += "; " + one.found_.front();
        }
        complain(path, "is nothing of what it may be" + reasons);
    }

    void check_type(const Json& value, const std::string& type, const std::string& path) {
        const bool fits =
            (type == "object" && value.is_object()) || (type == "array" && value.is_array()) ||
            (type == "string" && value.is_text()) || (type == "boolean" && value.is_boolean()) ||
            (type == "integer" && value.is_integer()) || (type == "number" && value.is_number()) ||
            (type == "null" && value.is_null());
        if (!fits) complain(path, "is not of type " + type + " but " + value.dump().substr(0, 100));
    }

    void check_enum(const Json& value, const Json& allowed, const std::string& path) {
        for (const Json& one : allowed.items())
            if (one.dump() == value.dump()) return;
        complain(path, value.dump() + " is none of " + allowed.dump());
    }

    void check_format(const Json& value, const std::string& format, const std::string& path) {
        static const std::regex date_time(
            R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))");
        static const std::regex uuid("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        if (!value.is_text()) return;
        const bool is_known = format == "date-time" || format == "uuid";
        if (!is_known) return complain(path, "has the unknown format " + format);
        if (!std::regex_match(value.text(), format == "uuid" ? uuid : date_time))
            complain(path, value.dump() + " is no " + format);
    }

    void check_required(const Json& value, const Json& names, const std::string& path) {
        if (!value.is_object()) return;
        for (const Json& name : names.items())
            if (!value.has(name.text())) complain(path, "has no " + name.text());
    }

    void check_properties(const Json& value, const Json& properties, const std::string& path) {
        if (!value.is_object()) return;
        for (const auto& [name, schema] : properties.members())
            if (value.has(name)) check(value[name], schema, path + "." + name);
    }

    void check_others(const Json& value, const Json& schema, const std::string& path) {
        if (!value.is_object()) return;
        for (const auto& [name, member] : value.members())
            if (!schema.has("properties") || !schema["properties"].has(name))
                check(member, schema["additionalProperties"], path + "." + name);
    }

    void check_items(const Json& value, const Json& schema, const std::string& path) {
        if (!value.is_array()) return;
        std::size_t index = 0;
        for (const Json& item : value.items())
            check(item, schema, path + "[" + std::to_string(index++) + "]");
    }

    void compare(double size,
                 const std::string& keyword,
                 const Json& rule,
                 const std::string& path) {
        const bool fits =
            keyword.starts_with("min") ? size >= rule.number() : size <= rule.number();
        if (!fits) complain(path, "breaks " + keyword + " " + rule.dump());
    }

    void check_length(const Json& value,
                      const std::string& keyword,
                      const Json& rule,
                      const std::string& path) {
        if (!value.is_text()) return;
        const auto text = value.text();
        const auto code_points = std::count_if(text.begin(), text.end(), [](char c) {
            return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
        });
        compare(static_cast<double>(code_points), keyword, rule, path);
    }

    void check_size(const Json& value,
                    const std::string& keyword,
                    const Json& rule,
                    const std::string& path) {
        if (value.is_array())
            compare(static_cast<double>(value.items().size()), keyword, rule, path);
    }

    void check_limit(const Json& value,
                     const std::string& keyword,
                     const Json& rule,
                     const std::string& path) {
        if (value.is_number()) compare(value.number(), keyword, rule, path);
    }

    const Json& document_;
    std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> violations(const Json& value, const Json& schema, const Json& document) {
    Checker checker(document);
    checker.check(value, schema, "$");
    return checker.take();
}

}  // namespace tts::test
