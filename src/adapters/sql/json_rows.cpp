#include "adapters/sql/json_rows.hpp"

#include "core/json_writer.hpp"

#include <simdjson.h>

#include <algorithm>
#include <cstdint>
#include <limits>

namespace tts::sql {

namespace {

namespace dom = simdjson::dom;

Error not_understood() {
    return {Errc::corrupt, "a JSON column holds something else"};
}

// Reads the members of one object; what is missing or of another type is remembered.
class Members {
public:
    explicit Members(const dom::element& element)
        : ok_(element.get(object_) == simdjson::SUCCESS) {}

    std::string text(std::string_view name) {
        std::string_view value;
        if (ok_ && object_[name].get(value) != simdjson::SUCCESS) ok_ = false;
        return std::string(value);
    }

    std::int64_t number(std::string_view name) {
        std::int64_t value = 0;
        if (ok_ && object_[name].get(value) != simdjson::SUCCESS) ok_ = false;
        return value;
    }

    std::int32_t count(std::string_view name) {
        const auto value = number(name);
        if (value < 0 || value > std::numeric_limits<std::int32_t>::max()) ok_ = false;
        return static_cast<std::int32_t>(value);
    }

    // Nil if it is null.
    template <class T>
    T id(std::string_view name) {
        if (is_null(name)) return T{};
        const auto value = Uuid::parse(text(name));
        if (!value) ok_ = false;
        return value ? T{*value} : T{};
    }

    std::optional<Money> maybe_money(std::string_view name) {
        if (is_null(name)) return std::nullopt;
        const auto value = Money::parse(text(name));
        if (!value) ok_ = false;
        return value ? std::optional(*value) : std::nullopt;
    }

    std::vector<std::string> texts(std::string_view name) {
        std::vector<std::string> values;
        dom::array array;
        if (!ok_ || object_[name].get(array) != simdjson::SUCCESS) ok_ = false;
        if (!ok_) return values;
        for (const dom::element element : array) {
            std::string_view value;
            if (element.get(value) != simdjson::SUCCESS) ok_ = false;
            values.emplace_back(value);
        }
        return values;
    }

    bool ok() const { return ok_; }

private:
    bool is_null(std::string_view name) {
        dom::element element;
        if (ok_ && object_[name].get(element) != simdjson::SUCCESS) ok_ = false;
        return !ok_ || element.is_null();
    }

    dom::object object_;
    bool ok_;
};

OrderLine read_line(Members& members) {
    return {.product = members.id<ProductId>("product_id"),
            .variant_id = members.id<VariantId>("variant_id"),
            .product_name = members.text("name"),
            .sku = members.text("sku"),
            .variant = members.text("variant"),
            .quantity = members.count("quantity"),
            .unit_price = Money::from_cents(members.number("unit_cents")),
            .claim = members.id<CommentId>("claim_id")};
}

Variant read_variant_object(Members& members) {
    return {.id = members.id<VariantId>("id"),
            .sku = members.text("sku"),
            .code = members.text("code"),
            .options = members.texts("options"),
            .price = members.maybe_money("price"),
            .stock = members.count("stock"),
            .reserved = members.count("reserved"),
            .sold = members.count("sold")};
}

// Each object of the array through `read`.
template <class T>
Result<std::vector<T>> parse_objects(std::string_view json, T (*read)(Members&)) {
    std::vector<T> values;
    if (json.empty()) return values;
    dom::parser parser;
    dom::array array;
    if (parser.parse(json.data(), json.size()).get(array) != simdjson::SUCCESS)
        return not_understood();
    for (const dom::element element : array) {
        // read() takes from it, which clang-tidy cannot see in a template.
        Members members(element);  // NOLINT(misc-const-correctness)
        values.push_back(read(members));
        if (!members.ok()) return not_understood();
    }
    return values;
}

template <class Tag>
std::optional<Uuid> unless_nil(const Id<Tag>& id) {
    if (id.is_nil()) return std::nullopt;
    return id.value;
}

}  // namespace

std::string lines_to_json(std::span<const OrderLine> lines) {
    JsonWriter json;
    json.array();
    for (const OrderLine& line : lines)
        json.object()
            .member("product_id", line.product)
            .member("variant_id", unless_nil(line.variant_id))
            .member("name", line.product_name)
            .member("sku", line.sku)
            .member("variant", line.variant)
            .member("quantity", line.quantity)
            .member("unit_cents", line.unit_price.cents())
            .member("claim_id", unless_nil(line.claim))
            .end();
    json.end();
    return json.take();
}

Result<std::vector<OrderLine>> parse_lines(std::string_view json) {
    return parse_objects(json, read_line);
}

std::string options_to_json(std::span<const std::string> options) {
    JsonWriter json;
    json.array();
    for (const auto& option : options) json.value(option);
    json.end();
    return json.take();
}

Result<std::vector<std::string>> parse_options(std::string_view json) {
    dom::parser parser;
    dom::array array;
    if (parser.parse(json.data(), json.size()).get(array) != simdjson::SUCCESS)
        return not_understood();
    std::vector<std::string> options;
    for (const dom::element element : array) {
        std::string_view option;
        if (element.get(option) != simdjson::SUCCESS) return not_understood();
        options.emplace_back(option);
    }
    return options;
}

Result<std::vector<Variant>> parse_variants(std::string_view json) {
    auto variants = parse_objects(json, read_variant_object);
    if (variants)
        std::ranges::sort(*variants, {}, [](const Variant& variant) { return variant.id; });
    return variants;
}

void own_variants(Product& product) {
    for (Variant& variant : product.variants) {
        variant.product = product.id;
        variant.streamer = product.streamer;
    }
}

}  // namespace tts::sql
