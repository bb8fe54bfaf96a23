#include "apps/tiktoksales/orders/print_page.hpp"

#include "core/order_lines.hpp"
#include "core/text.hpp"

#include <map>
#include <set>
#include <tuple>
#include <vector>

namespace tts {

namespace {

using http::Response;

constexpr std::string_view style =
    "body{font:11pt/1.4 system-ui,sans-serif;margin:1.5cm;color:#000}"
    "h1{font-size:16pt;margin:0 0 .3cm}h2{font-size:12pt;margin:.8cm 0 .2cm}"
    "table{border-collapse:collapse;width:100%}"
    "th,td{border-bottom:1px solid #999;padding:.15cm .2cm;text-align:left;vertical-align:top}"
    ".count{text-align:right;white-space:nowrap}.box{width:.6cm}"
    "thead{display:table-header-group}tr{break-inside:avoid}"
    "@media print{body{margin:0}@page{margin:1.5cm}}";

struct Words {
    std::string_view code;
    std::string_view pick_list;
    std::string_view by_product;
    std::string_view by_buyer;
    std::string_view product;
    std::string_view variant;
    std::string_view quantity;
    std::string_view orders;
    std::string_view buyer;
    std::string_view order;
    std::string_view slip;
    std::string_view date;
    std::string_view carrier;
    std::string_view nothing;
    std::string_view cut;
};

constexpr Words english = {"en",
                           "Pick list",
                           "By product",
                           "By buyer",
                           "Product",
                           "Variant",
                           "Quantity",
                           "Orders",
                           "Buyer",
                           "Order",
                           "Packing slip",
                           "Ordered",
                           "Parcel",
                           "Nothing is waiting to be sent.",
                           "There are more orders than these: send them, then ask again."};
constexpr Words spanish = {"es",
                           "Lista de recogida",
                           "Por producto",
                           "Por comprador",
                           "Producto",
                           "Variante",
                           "Cantidad",
                           "Pedidos",
                           "Comprador",
                           "Pedido",
                           "Albarán",
                           "Pedido el",
                           "Paquete",
                           "No hay nada por enviar.",
                           "Hay más pedidos que estos: envíalos y vuelve a pedir la lista."};

const Words& words_of(PrintLanguage language) {
    return language == PrintLanguage::spanish ? spanish : english;
}

std::string cell(std::string_view content, std::string_view kind = {}) {
    const std::string attribute = kind.empty() ? "" : " class=\"" + std::string(kind) + "\"";
    return "<td" + attribute + ">" + html_escaped(content) + "</td>";
}

std::string head(std::initializer_list<std::string_view> names) {
    std::string row = "<table><thead><tr>";
    for (const auto name : names) row += "<th>" + html_escaped(name) + "</th>";
    return row + "</tr></thead><tbody>";
}

// The nonce lets this page's one style sheet through, and nothing that came with a text.
Response page(const Words& words, const std::string& title, const std::string& content) {
    const std::string nonce = Uuid::next().to_string();
    Response response;
    response.content_type = "text/html; charset=utf-8";
    response.body = "<!doctype html><html lang=\"" + std::string(words.code) +
                    "\"><head><meta charset=\"utf-8\"><title>" + html_escaped(title) +
                    "</title><style nonce=\"" + nonce + "\">" + std::string(style) +
                    "</style></head><body><h1>" + html_escaped(title) + "</h1>" + content +
                    "</body></html>\n";
    response.headers = {
        {"Content-Security-Policy", "default-src 'none'; style-src 'nonce-" + nonce +
                                        "'; frame-ancestors 'none'; base-uri 'none'; "
                                        "form-action 'none'"},
        {"Referrer-Policy", "no-referrer"},
        {"Cache-Control", "no-store"}};
    return response;
}

struct Picked {
    std::int64_t units = 0;
    std::int64_t orders = 0;
};

// By SKU, name and variant: a product whose name changed is told apart by nothing else.
using Goods = std::tuple<std::string, std::string, std::string>;

std::string by_product(const Words& words, std::span<const Order> orders) {
    std::map<Goods, Picked> goods;
    for (const Order& order : orders) {
        std::set<Goods> of_order;
        for (const OrderLine& line : lines_of(order)) {
            const Goods what{line.sku, line.product_name, line.variant};
            goods[what].units += line.quantity;
            of_order.insert(what);
        }
        for (const Goods& what : of_order) ++goods[what].orders;
    }
    std::string html =
        "<h2>" + html_escaped(words.by_product) + "</h2>" +
        head({"", "SKU", words.product, words.variant, words.quantity, words.orders});
    for (const auto& [what, picked] : goods) {
        const auto& [sku, name, variant] = what;
        html += "<tr>" + cell("☐", "box") + cell(sku) + cell(name) + cell(variant) +
                cell(std::to_string(picked.units), "count") +
                cell(std::to_string(picked.orders), "count") + "</tr>";
    }
    return html + "</tbody></table>";
}

// One row a line; the buyer and the number stand in the first.
std::string parcel_rows(const Order& order, const std::string& buyer) {
    std::string html;
    for (const OrderLine& line : lines_of(order))
        html += "<tr>" + cell(html.empty() ? buyer : "") + cell(html.empty() ? order.number : "") +
                cell(line.product_name) + cell(line.variant) +
                cell(std::to_string(line.quantity), "count") + "</tr>";
    return html;
}

std::string by_buyer(const Words& words, std::span<const Order> orders) {
    std::map<std::string, std::vector<const Order*>> parcels;
    for (const Order& order : orders) parcels[order.buyer].push_back(&order);
    std::string html =
        "<h2>" + html_escaped(words.by_buyer) + "</h2>" +
        head({words.buyer, words.order, words.product, words.variant, words.quantity});
    for (const auto& [buyer, parcel] : parcels) {
        std::string shown_buyer = buyer;
        for (const Order* order : parcel) {
            html += parcel_rows(*order, shown_buyer);
            shown_buyer.clear();
        }
    }
    return html + "</tbody></table>";
}

}  // namespace

std::string html_escaped(std::string_view text) {
    std::string escaped;
    escaped.reserve(text.size());
    for (const char letter : text) {
        switch (letter) {
            case '&': escaped += "&amp;"; break;
            case '<': escaped += "&lt;"; break;
            case '>': escaped += "&gt;"; break;
            case '"': escaped += "&quot;"; break;
            case '\'': escaped += "&#39;"; break;
            default: escaped += letter;
        }
    }
    return escaped;
}

PrintLanguage print_language(const http::Request& request) {
    const auto asked = request.query_value("lang");
    const std::string name =
        ascii_lower(asked ? *asked : std::string(request.header("accept-language").value_or("")));
    return name.starts_with("es") ? PrintLanguage::spanish : PrintLanguage::english;
}

Response pick_list_page(const std::string& streamer,
                        std::span<const Order> orders,
                        bool is_cut,
                        PrintLanguage language) {
    const Words& words = words_of(language);
    const std::string title = std::string(words.pick_list) + " · " + streamer;
    if (orders.empty()) return page(words, title, "<p>" + html_escaped(words.nothing) + "</p>");
    std::string content = by_product(words, orders) + by_buyer(words, orders);
    if (is_cut) content = "<p>" + html_escaped(words.cut) + "</p>" + content;
    return page(words, title, content);
}

Response packing_slip_page(const Order& order, PrintLanguage language) {
    const Words& words = words_of(language);
    std::string content = "<table><tbody><tr>" + cell(words.buyer) + cell(order.buyer) +
                          "</tr><tr>" + cell(words.date) +
                          cell(to_iso8601(order.created_at).substr(0, 10)) + "</tr>";
    if (!order.tracking_number.empty())
        content += "<tr>" + cell(words.carrier) +
                   cell(order.carrier + " " + order.tracking_number) + "</tr>";
    content += "</tbody></table><h2>" + html_escaped(order.streamer) + "</h2>" +
               head({"", "SKU", words.product, words.variant, words.quantity});
    for (const OrderLine& line : lines_of(order))
        content += "<tr>" + cell("☐", "box") + cell(line.sku) + cell(line.product_name) +
                   cell(line.variant) + cell(std::to_string(line.quantity), "count") + "</tr>";
    content += "</tbody></table>";
    return page(words, std::string(words.slip) + " · " + order.number, content);
}

}  // namespace tts
