#pragma once

#include <simdjson.h>

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tts::test {

// A JSON text, read. Asking for what is not there, or is of another type, throws and so fails the
// test, naming what was asked for.
class Json {
public:
    static Json parse(std::string_view text) {
        auto parser = std::make_shared<simdjson::dom::parser>();
        const auto result = parser->parse(text.data(), text.size());
        if (result.error() != simdjson::SUCCESS)
            throw std::runtime_error("not JSON: " + std::string(text.substr(0, 500)));
        return {std::move(parser), result.value_unsafe()};
    }

    bool has(std::string_view name) const {
        return element_.is_object() && element_[name].error() == simdjson::SUCCESS;
    }
    Json operator[](std::string_view name) const {
        const auto found = element_[name];
        if (found.error() != simdjson::SUCCESS)
            throw std::runtime_error("no member '" + std::string(name) + "' in " + dump());
        return {parser_, found.value_unsafe()};
    }
    std::vector<Json> items() const {
        std::vector<Json> all;
        for (const auto item : value<simdjson::dom::array>("an array"))
            all.push_back({parser_, item});
        return all;
    }

    std::vector<std::pair<std::string, Json>> members() const {
        std::vector<std::pair<std::string, Json>> all;
        for (const auto member : value<simdjson::dom::object>("an object"))
            all.emplace_back(member.key, Json(parser_, member.value));
        return all;
    }

    std::string text() const { return std::string(value<std::string_view>("a text")); }
    double number() const { return value<double>("a number"); }
    std::int64_t integer() const { return value<std::int64_t>("an integer"); }
    bool boolean() const { return value<bool>("a boolean"); }
    bool is_null() const { return element_.is_null(); }
    bool is_text() const { return element_.is_string(); }
    bool is_object() const { return element_.is_object(); }
    bool is_array() const { return element_.is_array(); }
    bool is_boolean() const { return element_.is_bool(); }
    bool is_number() const { return element_.is_number(); }
    bool is_integer() const { return element_.is_int64() || element_.is_uint64(); }

    std::string dump() const { return simdjson::minify(element_); }

private:
    Json(std::shared_ptr<simdjson::dom::parser> parser, simdjson::dom::element element)
        : parser_(std::move(parser)), element_(element) {}

    template <class T>
    T value(const char* what) const {
        const auto found = element_.get<T>();
        if (found.error() != simdjson::SUCCESS)
            throw std::runtime_error(dump() + " is not " + what);
        return found.value_unsafe();
    }

    std::shared_ptr<simdjson::dom::parser> parser_;  // Owns the document.
    simdjson::dom::element element_;
};

}  // namespace tts::test
