#include "core/message.hpp"

#include <algorithm>
#include <array>

namespace tts {

namespace {

using std::string_view;

constexpr std::array<string_view, 14> kind_names = {
    "text",       "reserved", "ending",        "expired", "cancelled", "sold_out", "waiting",
    "how_to_buy", "changed",  "which_variant", "paid",    "shipped",   "parcel",   "refunded"};
constexpr std::array<MessageKind, 13> kinds = {
    MessageKind::reserved,   MessageKind::ending,   MessageKind::expired,
    MessageKind::cancelled,  MessageKind::sold_out, MessageKind::waiting,
    MessageKind::how_to_buy, MessageKind::changed,  MessageKind::which_variant,
    MessageKind::paid,       MessageKind::shipped,  MessageKind::parcel,
    MessageKind::refunded};
constexpr std::array<string_view, 2> languages = {"en", "es"};

constexpr std::array<string_view, 6> order_variables = {"buyer", "streamer", "items",
                                                        "total", "order",    "link"};
constexpr std::array<string_view, 7> parcel_variables = {"buyer", "streamer", "items", "total",
                                                         "order", "parcel",   "link"};
constexpr std::array<string_view, 3> product_variables = {"buyer", "streamer", "product"};
constexpr std::array<string_view, 3> choice_variables = {"buyer", "streamer", "choices"};
constexpr std::array<string_view, 3> buyer_variables = {"buyer", "streamer", "link"};
constexpr std::array<string_view, 5> money_variables = {"buyer", "streamer", "total", "order",
                                                        "link"};

struct Words {
    string_view english;
    string_view spanish;
};

// By kind, in its order.
constexpr std::array<Words, 14> words = {{
    {"", ""},
    {"Reserved: {items}, {total}. Order {order}\nYour orders: {link}",
     "Reservado: {items}, {total}. Pedido {order}\nTus pedidos: {link}"},
    {"Your reservation ends soon: {items}, {total}. Order {order}\nYour orders: {link}",
     "Tu reserva está por vencer: {items}, {total}. Pedido {order}\nTus pedidos: {link}"},
    {"Not paid in time: {items}, {total}. Order {order}\nYour orders: {link}",
     "No se pagó a tiempo: {items}, {total}. Pedido {order}\nTus pedidos: {link}"},
    {"Cancelled: {items}, {total}. Order {order}\nYour orders: {link}",
     "Cancelado: {items}, {total}. Pedido {order}\nTus pedidos: {link}"},
    {"Sorry: there is not enough left of {product}",
     "Lo sentimos: ya no queda suficiente de {product}"},
    {"Sorry: there is not enough left of {product}. You are on the waiting list.",
     "Lo sentimos: ya no queda suficiente de {product}. Estás en la lista de espera."},
    {"To buy, write the product's code and the quantity in the chat.\nYour orders: {link}",
     "Para comprar, escribe en el chat el código del producto y la cantidad.\n"
     "Tus pedidos: {link}"},
    {"Your order now: {items}, {total}. Order {order}\nYour orders: {link}",
     "Tu pedido ahora: {items}, {total}. Pedido {order}\nTus pedidos: {link}"},
    {"Which one? Write the code and one of: {choices}",
     "¿Cuál quieres? Escribe el código y una de: {choices}"},
    {"Paid: {items}, {total}. Order {order}\nYour orders: {link}",
     "Pagado: {items}, {total}. Pedido {order}\nTus pedidos: {link}"},
    {"Shipped: {items}. Order {order}. {parcel}\nYour orders: {link}",
     "Enviado: {items}. Pedido {order}. {parcel}\nTus pedidos: {link}"},
    {"Your parcel: {items}. Order {order}. {parcel}\nYour orders: {link}",
     "Tu paquete: {items}. Pedido {order}. {parcel}\nTus pedidos: {link}"},
    {"Refunded: {total}. Order {order}\nYour orders: {link}",
     "Devuelto: {total}. Pedido {order}\nTus pedidos: {link}"},
}};

constexpr auto is_name = [](char letter) {
    return (letter >= 'a' && letter <= 'z') || letter == '_';
};

// The name that stands in braces at the start of `text`, or nothing.
std::optional<string_view> name_at(string_view text) {
    const auto end = text.find('}');
    if (end == string_view::npos) return std::nullopt;
    const auto name = text.substr(1, end - 1);
    if (name.empty() || !std::ranges::all_of(name, is_name)) return std::nullopt;
    return name;
}

std::string in_braces(std::span<const string_view> names) {
    std::string list;
    for (const auto name : names) list += (list.empty() ? "{" : ", {") + std::string(name) + "}";
    return list;
}

// `render` of a text whose lines all stay.
std::string filled_in(std::string_view text, const MessageVariables& variables) {
    std::string out;
    while (!text.empty()) {
        const auto at = std::min(text.find('{'), text.size());
        out += text.substr(0, at);
        text.remove_prefix(at);
        if (text.empty()) break;
        const auto name = name_at(text);
        if (!name) {
            out += '{';
            text.remove_prefix(1);
            continue;
        }
        const auto value = variables.find(std::string(*name));
        if (value != variables.end()) out += value->second;
        text.remove_prefix(name->size() + 2);
    }
    out.erase(out.find_last_not_of(" \t\n") + 1);
    return out;
}

}  // namespace

std::string_view to_string(MessageKind kind) {
    return kind_names[static_cast<std::size_t>(kind)];
}

std::optional<MessageKind> parse_message_kind(std::string_view name) {
    const auto found = std::ranges::find(kind_names, name);
    if (found == kind_names.end()) return std::nullopt;
    return static_cast<MessageKind>(found - kind_names.begin());
}

std::span<const MessageKind> template_kinds() {
    return kinds;
}

std::span<const std::string_view> template_languages() {
    return languages;
}

std::span<const std::string_view> template_variables(MessageKind kind) {
    switch (kind) {
        case MessageKind::text: return {};
        case MessageKind::sold_out:
        case MessageKind::waiting: return product_variables;
        case MessageKind::how_to_buy: return buyer_variables;
        case MessageKind::which_variant: return choice_variables;
        case MessageKind::shipped:
        case MessageKind::parcel: return parcel_variables;
        case MessageKind::refunded: return money_variables;
        case MessageKind::reserved:
        case MessageKind::changed:
        case MessageKind::ending:
        case MessageKind::expired:
        case MessageKind::cancelled:
        case MessageKind::paid: return order_variables;
    }
    return {};
}

std::string_view default_template(MessageKind kind, std::string_view language) {
    const Words& pair = words[static_cast<std::size_t>(kind)];
    return language == "es" ? pair.spanish : pair.english;
}

Result<void> check_template(MessageKind kind, std::string_view text) {
    const auto allowed = template_variables(kind);
    for (auto at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) {
        const auto name = name_at(text.substr(at));
        if (!name)
            return Error(Errc::invalid,
                         "has a { that opens no variable; write " + in_braces(allowed));
        if (std::ranges::find(allowed, *name) == allowed.end())
            return Error(Errc::invalid, "names {" + std::string(*name) + "}, which a '" +
                                            std::string(to_string(kind)) +
                                            "' message does not have; it has " +
                                            in_braces(allowed));
    }
    return {};
}

std::string with_link(std::string_view text, const std::string& link) {
    std::string out;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size() - 1) + 1;
        auto line = text.substr(0, end);
        text.remove_prefix(end);
        if (link.empty() && line.find(link_mark) != string_view::npos) continue;
        for (auto at = line.find(link_mark); at != string_view::npos; at = line.find(link_mark)) {
            out.append(line.substr(0, at)).append(link);
            line.remove_prefix(at + link_mark.size());
        }
        out += line;
    }
    out.erase(out.find_last_not_of(" \t\n") + 1);
    return out;
}

std::string render(std::string_view text, const MessageVariables& variables) {
    const auto link = variables.find("link");
    if (link == variables.end() || link->second.empty())
        return filled_in(with_link(text, ""), variables);
    return filled_in(text, variables);
}

std::string render(const Message& message) {
    return render(default_template(message.kind, message.language), message.variables);
}

}  // namespace tts
