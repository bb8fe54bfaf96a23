#include "buyer_page/render_details.hpp"

#include <array>

namespace tts {

namespace {

struct Field {
    const char* name;
    std::string_view Words::*label;
    // What the browser fills in by itself (HTML, 4.10.18.7.1).
    const char* autocomplete;
    const char* type;
    bool is_required;
};

constexpr std::array<Field, 9> fields = {{
    {"recipient", &Words::recipient, "name", "text", true},
    {"street", &Words::street, "address-line1", "text", true},
    {"details", &Words::details, "address-line2", "text", false},
    {"postal_code", &Words::postal_code, "postal-code", "text", true},
    {"city", &Words::city, "address-level2", "text", true},
    {"region", &Words::region, "address-level1", "text", false},
    {"country", &Words::country, "country-name", "text", false},
    {"phone", &Words::phone, "tel", "tel", false},
    {"email", &Words::email, "email", "email", false},
}};

std::string value_of(const std::map<std::string, std::string>& values, const char* name) {
    const auto found = values.find(name);
    return found == values.end() ? std::string() : found->second;
}

void write_field(Html& html, const Field& field, const DetailsForm& form, const Words& words) {
    const std::string name = field.name;
    const auto error = value_of(form.errors, field.name);
    html.raw("<div class=\"field\"><label for=\"" + name + "\">").text(words.*field.label);
    if (!field.is_required && field.type == std::string_view("text"))
        html.raw(" <small>(").text(words.optional).raw(")</small>");
    html.raw("</label><input id=\"" + name + "\" name=\"" + name + "\" type=\"" + field.type +
             "\" autocomplete=\"" + field.autocomplete + "\" maxlength=\"254\" value=\"");
    html.text(value_of(form.typed, field.name)).raw("\"");
    if (!error.empty()) html.raw(" aria-invalid=\"true\" aria-describedby=\"wrong-" + name + "\"");
    html.raw(">");
    if (name == "phone") html.element("p", "small", words.phone_hint);
    if (!error.empty())
        html.raw("<p class=\"wrong\" id=\"wrong-" + name + "\">").text(error).raw("</p>");
    html.raw("</div>");
}

void write_own_data(Html& html, const DetailsPage& page, const Words& words) {
    const std::string path = "/c/" + page.token;
    html.raw("<section class=\"card\">").element("h2", "", words.my_data);
    html.element("p", "small", words.my_data_why).raw("<p><a download=\"orders.json\" href=\"");
    html.text(path + "/data").raw("\">").text(words.my_data_get).raw("</a></p>");
    html.raw("<details><summary>").text(words.erase).raw("</summary>");
    html.element("p", "small", words.erase_sure).raw("<form method=\"post\" action=\"");
    html.text(page.frame.link(path + "/erase")).raw("\"><button class=\"danger\">");
    html.text(words.erase_do).raw("</button></form></details></section>");
}

}  // namespace

std::string details_page(const DetailsPage& page, const DetailsForm& form) {
    PageFrame frame = page.frame;
    const Words& words = frame.words();
    frame.title = words.address_title;
    Html html;
    html.element("h1", "", words.address_title);
    if (!form.errors.empty())
        html.raw("<p class=\"notice warning\" role=\"alert\">").text(words.wrong_some).raw("</p>");
    if (page.is_needed) html.element("p", "notice", words.address_first);
    if (page.is_known) html.element("p", "small", words.saved_hidden);
    html.raw("<form class=\"card\" method=\"post\" novalidate action=\"");
    html.text(frame.link("/c/" + page.token + "/details")).raw("\">");
    for (const Field& field : fields) write_field(html, field, form, words);
    html.raw("<button class=\"main\">").text(words.save).raw("</button></form><p><a href=\"");
    html.text(frame.link("/c/" + page.token)).raw("\">").text(words.back).raw("</a></p>");
    write_own_data(html, page, words);
    return framed(frame, html.take());
}

}  // namespace tts
