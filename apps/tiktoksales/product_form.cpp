#include "apps/tiktoksales/product_form.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace tts {

namespace {

constexpr std::size_t streamer_length_max = 255;
constexpr std::size_t sku_length_max = 50;
constexpr std::size_t name_length_max = 255;
constexpr std::size_t description_length_max = 2'000;
constexpr std::size_t code_length_max = 32;
constexpr std::size_t option_length_max = 50;
constexpr std::size_t options_max = 50;
constexpr std::size_t label_length_max = 255;
// A thousand of the dearest still fit into the database's twelve digits.
constexpr std::int64_t price_cents_max = 99'999'999'999;

// ISO 4217's currencies with three and four decimals: Money could not hold their amounts.
constexpr std::array<std::string_view, 9> unsupported_currencies = {
    "BHD", "CLF", "IQD", "JOD", "KWD", "LYD", "OMR", "TND", "UYW"};

class FormReader {
public:
    explicit FormReader(const ProductFields& fields) : fields_(fields) {}

    std::string required_text(std::string_view field, std::size_t length_max) {
        auto text = optional_text(field, length_max);
        if (text.empty()) refuse(field, "is required and must not be blank");
        return text;
    }

    std::string optional_text(std::string_view field, std::size_t length_max) {
        const auto given = fields_(field);
        if (!given) return {};
        if (!is_utf8(*given)) return refuse(field, "must be UTF-8");
        std::string text(trimmed(*given));
        if (has_control_characters(text)) return refuse(field, "must not have control characters");
        if (code_points(text) > length_max)
            return refuse(field, "must have at most " + std::to_string(length_max) + " characters");
        return text;
    }

    Money price() {
        const auto text = required_text("price", label_length_max);
        if (text.empty()) return {};
        const auto amount = Money::parse(text);
        if (!amount) {
            refuse("price", "must be an amount such as 12.50");
        } else if (*amount <= Money()) {
            refuse("price", "must be more than 0");
        } else if (amount->cents() > price_cents_max) {
            refuse("price", "must be at most " + Money::from_cents(price_cents_max).to_string());
        } else {
            return *amount;
        }
        return {};
    }

    std::int32_t stock() {
        const auto text = required_text("stock", label_length_max);
        if (text.empty()) return 0;
        std::int32_t number = -1;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        const bool good = error == std::errc() && end == text.data() + text.size() && number >= 0 &&
                          number <= stock_max;
        if (good) return number;
        refuse("stock", "must be a whole number from 0 to " + std::to_string(stock_max));
        return 0;
    }

    std::string currency() {
        auto text = optional_text("currency", label_length_max);
        if (text.empty()) return Product().currency;
        for (char& c : text)
            if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        const bool letters = text.size() == 3 && std::all_of(text.begin(), text.end(), [](char c) {
                                 return c >= 'A' && c <= 'Z';
                             });
        const bool supported =
            std::find(unsupported_currencies.begin(), unsupported_currencies.end(), text) ==
            unsupported_currencies.end();
        if (letters && supported) return text;
        return refuse("currency",
                      "must be an ISO 4217 code of a currency with two decimals or none");
    }

    std::vector<std::string> options() {
        const auto text = optional_text("options", options_max * (option_length_max + 1));
        std::vector<std::string> options;
        std::string_view rest = text;
        while (!rest.empty()) {
            const auto end = std::min(rest.find_first_of(",|"), rest.size());
            const std::string option(trimmed(rest.substr(0, end)));
            rest.remove_prefix(std::min(end + 1, rest.size()));
            if (code_points(option) > option_length_max)
                refuse("options", "must have at most 50 characters each");
            const bool known = std::find(options.begin(), options.end(), option) != options.end();
            if (!option.empty() && !known) options.push_back(option);
        }
        if (options.size() > options_max) refuse("options", "must be at most 50");
        return options;
    }

    std::vector<ProductFault> take_faults() { return std::move(faults_); }

private:
    // Empty, so that a reader can return it as the text.
    std::string refuse(std::string_view field, std::string message) {
        const auto same = [&](const ProductFault& fault) { return fault.field == field; };
        if (std::none_of(faults_.begin(), faults_.end(), same))
            faults_.push_back({std::string(field), std::move(message)});
        return {};
    }

    const ProductFields& fields_;
    std::vector<ProductFault> faults_;  // At most one for each field.
};

}  // namespace

ReadChange read_product_change(const ProductFields& fields) {
    FormReader form(fields);
    ReadChange read;
    ProductChange& change = read.change;
    const auto is_given = [&](std::string_view field) { return fields(field).has_value(); };
    if (is_given("name")) change.name = form.required_text("name", name_length_max);
    if (is_given("user_description"))
        change.user_description = form.required_text("user_description", description_length_max);
    if (is_given("price")) change.price = form.price();
    if (is_given("stock")) change.stock = form.stock();
    if (is_given("code")) change.code = form.optional_text("code", code_length_max);
    if (is_given("options")) change.options = form.options();
    if (is_given("category")) change.category = form.optional_text("category", label_length_max);
    if (is_given("tag")) change.tag = form.optional_text("tag", label_length_max);
    read.faults = form.take_faults();
    return read;
}

ReadProduct read_product(const ProductFields& fields) {
    FormReader form(fields);
    ReadProduct read;
    Product& product = read.product;
    product.streamer = form.required_text("streamer", streamer_length_max);
    product.sku = form.required_text("sku", sku_length_max);
    product.name = form.required_text("name", name_length_max);
    product.user_description = form.required_text("user_description", description_length_max);
    product.price = form.price();
    product.stock = form.stock();
    product.code = form.optional_text("code", code_length_max);
    product.options = form.options();
    product.currency = form.currency();
    product.category = form.optional_text("category", label_length_max);
    product.tag = form.optional_text("tag", label_length_max);
    read.faults = form.take_faults();
    return read;
}

}  // namespace tts
