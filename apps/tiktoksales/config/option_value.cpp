#include "apps/tiktoksales/config/option_value.hpp"

#include "apps/tiktoksales/config/shape.hpp"
#include "core/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <utility>

namespace tts::config {

namespace {

template <class T>
using Names = std::vector<std::pair<std::string_view, T>>;

const Names<PaymentChoice>& names_of(PaymentChoice) {
    static const Names<PaymentChoice> names = {{"sandbox", PaymentChoice::sandbox},
                                               {"stripe", PaymentChoice::stripe},
                                               {"cod", PaymentChoice::cod}};
    return names;
}

const Names<LogFormat>& names_of(LogFormat) {
    static const Names<LogFormat> names = {{"text", LogFormat::text}, {"json", LogFormat::json}};
    return names;
}

const Names<Level>& names_of(Level) {
    static const Names<Level> names = {{"debug", Level::debug},
                                       {"info", Level::info},
                                       {"warning", Level::warning},
                                       {"error", Level::error}};
    return names;
}

template <class T>
concept Choice = requires(T value) {
    names_of(value);
};

std::string joined(const std::vector<std::string_view>& words, std::string_view between) {
    std::string text;
    for (const auto word : words) text += (text.empty() ? "" : std::string(between)) += word;
    return text;
}

Error must_be(std::string_view what, const Option& option, std::string_view text) {
    const auto shown = option.is_secret() ? std::string() : ", not '" + std::string(text) + "'";
    return {Errc::invalid, "must be " + std::string(what) + shown};
}

Result<void> check_word(const Option& option, std::string_view word) {
    const auto& choices = option.rule.choices;
    if (!choices.empty() && std::find(choices.begin(), choices.end(), word) == choices.end())
        return must_be("of " + joined(choices, ", "), option, word);
    const auto fault = shape_fault(option.rule, word);
    if (fault) return must_be(*fault, option, word);
    return {};
}

// How the text of each type becomes a value.

Result<void> read(const Option& option, std::string_view text, std::string& value) {
    if (text.empty()) {
        value.clear();
        return {};
    }
    const auto checked = check_word(option, text);
    if (checked) value = text;
    return checked;
}

Result<void> read(const Option& option, std::string_view text, std::vector<std::string>& value) {
    auto words = split_list(text);
    for (const auto& word : words) {
        const auto checked = check_word(option, word);
        if (!checked) return checked.error();
    }
    value = std::move(words);
    return {};
}

Result<void> read(const Option& option, std::string_view text, bool& value) {
    const std::string word = ascii_lower(text);
    if (word != "true" && word != "false" && word != "1" && word != "0")
        return must_be("true or false", option, text);
    value = word == "true" || word == "1";
    return {};
}

Result<void> read(const Option& option, std::string_view text, std::optional<bool>& value) {
    bool flag = false;
    const auto done = read(option, text, flag);
    if (done) value = flag;
    return done;
}

template <class Number>
Result<void> read_number(const Option& option,
                         std::string_view text,
                         std::string_view what,
                         Number& value) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_read = error == std::errc() && end == text.data() + text.size();
    // Written so that no comparison with NaN lets it pass.
    const bool fits = is_read && static_cast<double>(number) >= option.rule.min &&
                      static_cast<double>(number) <= option.rule.max;
    if (!fits) return must_be(std::string(what) + " " + range_text(option.rule), option, text);
    value = number;
    return {};
}

Result<void> read(const Option& option, std::string_view text, int& value) {
    return read_number(option, text, "a whole number", value);
}

Result<void> read(const Option& option, std::string_view text, double& value) {
    return read_number(option, text, "a number", value);
}

template <class Unit>
Result<void> read_duration(const Option& option, std::string_view text, Unit& value) {
    std::int64_t count = 0;
    const auto done = read_number(option, text, "a whole number", count);
    if (done) value = Unit(count);
    return done;
}

Result<void> read(const Option& option, std::string_view text, std::chrono::milliseconds& value) {
    return read_duration(option, text, value);
}

Result<void> read(const Option& option, std::string_view text, std::chrono::seconds& value) {
    return read_duration(option, text, value);
}

Result<void> read(const Option&, std::string_view text, std::set<Role>& value) {
    auto roles = parse_roles(text);
    if (!roles) return roles.error();
    value = std::move(*roles);
    return {};
}

Result<void> read(const Option&, std::string_view text, std::map<Role, std::uint16_t>& value) {
    auto ports = parse_ports(text);
    if (!ports) return ports.error();
    value = std::move(*ports);
    return {};
}

template <Choice T>
Result<void> read(const Option& option, std::string_view text, T& value) {
    std::vector<std::string_view> words;
    for (const auto& [name, meaning] : names_of(value)) {
        words.push_back(name);
        if (name != text) continue;
        value = meaning;
        return {};
    }
    return must_be(joined(words, ", "), option, text);
}

// And back.

std::string write(const std::string& value) {
    return value;
}

std::string write(const std::vector<std::string>& value) {
    return joined({value.begin(), value.end()}, ",");
}

std::string write(bool value) {
    return value ? "true" : "false";
}

std::string write(const std::optional<bool>& value) {
    return value ? write(*value) : "";
}

std::string write(int value) {
    return std::to_string(value);
}

std::string write(double value) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.10g", value);
    return text.data();
}

template <class Rep, class Period>
std::string write(std::chrono::duration<Rep, Period> value) {
    return std::to_string(value.count());
}

std::string write(const std::set<Role>& value) {
    std::vector<std::string_view> names;
    for (const Role role : value) names.push_back(to_string(role));
    return joined(names, ",");
}

std::string write(const std::map<Role, std::uint16_t>& value) {
    std::string text;
    for (const auto& [role, port] : value)
        text +=
            (text.empty() ? "" : ",") + std::string(to_string(role)) + "=" + std::to_string(port);
    return text;
}

template <Choice T>
std::string write(T value) {
    for (const auto& [name, meaning] : names_of(value))
        if (meaning == value) return std::string(name);
    return {};
}

Kind kind(const std::vector<std::string>&) {
    return Kind::list;
}
Kind kind(const std::set<Role>&) {
    return Kind::list;
}
Kind kind(const std::map<Role, std::uint16_t>&) {
    return Kind::list;
}
Kind kind(bool) {
    return Kind::boolean;
}
Kind kind(const std::optional<bool>&) {
    return Kind::boolean;
}
Kind kind(double) {
    return Kind::number;
}
Kind kind(const std::string&) {
    return Kind::text;
}
template <Choice T>
Kind kind(T) {
    return Kind::text;
}
template <class Rep, class Period>
Kind kind(std::chrono::duration<Rep, Period>) {
    return Kind::integer;
}
Kind kind(int) {
    return Kind::integer;
}

template <class T>
std::vector<std::string_view> choices(const Option& option, const T& value) {
    if constexpr (Choice<T>) {
        std::vector<std::string_view> words;
        for (const auto& [name, meaning] : names_of(value)) words.push_back(name);
        return words;
    } else if constexpr (std::is_same_v<T, std::set<Role>>) {
        std::vector<std::string_view> words;
        for (const RoleInfo& info : role_infos) words.push_back(info.name);
        return words;
    } else {
        (void)value;
        return option.rule.choices;
    }
}

// What `action` makes of the option's field.
template <class Action>
auto with_field(const Option& option, ServeSettings settings, const Action& action) {
    return std::visit([&](const auto field) { return action(std::as_const(field(settings))); },
                      option.field);
}

}  // namespace

Kind kind_of(const Option& option) {
    return with_field(option, ServeSettings{}, [](const auto& value) { return kind(value); });
}

Result<void> set_value(const Option& option, std::string_view text, ServeSettings& settings) {
    return std::visit([&](const auto field) { return read(option, text, field(settings)); },
                      option.field);
}

std::string value_text(const Option& option, const ServeSettings& settings) {
    return with_field(option, settings, [](const auto& value) { return write(value); });
}

std::string shown_value(const Option& option, const ServeSettings& settings) {
    auto text = value_text(option, settings);
    if (option.secrecy == Secrecy::whole) return text.empty() ? "" : "********";
    return option.secrecy == Secrecy::credentials ? mask_url(text) : text;
}

std::string default_text(const Option& option) {
    if (!option.default_text.empty()) return std::string(option.default_text);
    return value_text(option, ServeSettings{});
}

std::vector<std::string_view> choices_of(const Option& option) {
    return with_field(option, ServeSettings{},
                      [&](const auto& value) { return choices(option, value); });
}

std::string range_text(const Rule& rule) {
    std::array<char, 96> text{};
    std::snprintf(text.data(), text.size(), "from %.10g to %.10g", rule.min, rule.max);
    return text.data();
}

std::vector<std::string> split_list(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const auto comma = text.find(',');
        const auto word = trimmed(text.substr(0, comma));
        if (!word.empty()) words.emplace_back(word);
        text = comma == std::string_view::npos ? "" : text.substr(comma + 1);
    }
    return words;
}

}  // namespace tts::config
