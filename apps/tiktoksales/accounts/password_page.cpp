#include "apps/tiktoksales/accounts/password_page.hpp"

namespace tts {

namespace {

struct PasswordWords {
    std::string_view forgotten, forgotten_why, email, send;
    std::string_view choose, invited, password, password_rule, again, save;
    std::string_view wrong_email, wrong_password, differs, taken;
    std::string_view sent, sent_why, chosen, chosen_why, log_in;
    std::string_view no_link, no_link_why, ask_again, no_mail, no_mail_why;
};

constexpr PasswordWords english{
    .forgotten = "Forgotten your password?",
    .forgotten_why = "We send a link to your e-mail address, by which you choose a new one.",
    .email = "E-mail address",
    .send = "Send the link",
    .choose = "Choose a new password",
    .invited = "Choose your password",
    .password = "Password",
    .password_rule = "At least 8 characters. A few words are better than one.",
    .again = "The same once more",
    .save = "Save",
    .wrong_email = "This is no e-mail address.",
    .wrong_password = "A password has 8 to 1,024 characters.",
    .differs = "The two are not the same.",
    .taken = "This e-mail address has an account already.",
    .sent = "Look into your mailbox",
    .sent_why =
        "If there is an account with this address, the link arrives within some minutes. "
        "It works for 30 minutes, once.",
    .chosen = "Your password is saved",
    .chosen_why = "You were logged out everywhere else.",
    .log_in = "Log in",
    .no_link = "This link does not work",
    .no_link_why = "It was used before, or its time is over.",
    .ask_again = "Get another link",
    .no_mail = "No mail can be sent",
    .no_mail_why = "This shop has no e-mail set up. Ask who runs it.",
};

constexpr PasswordWords spanish{
    .forgotten = "¿Has olvidado tu contraseña?",
    .forgotten_why = "Enviamos a tu correo un enlace con el que eliges una nueva.",
    .email = "Correo electrónico",
    .send = "Enviar el enlace",
    .choose = "Elige una contraseña nueva",
    .invited = "Elige tu contraseña",
    .password = "Contraseña",
    .password_rule = "Al menos 8 caracteres. Unas cuantas palabras son mejores que una.",
    .again = "La misma otra vez",
    .save = "Guardar",
    .wrong_email = "Esto no es una dirección de correo.",
    .wrong_password = "Una contraseña tiene de 8 a 1.024 caracteres.",
    .differs = "Las dos no son iguales.",
    .taken = "Esta dirección de correo ya tiene una cuenta.",
    .sent = "Mira tu correo",
    .sent_why =
        "Si hay una cuenta con esta dirección, el enlace llega en unos minutos. "
        "Vale 30 minutos, una vez.",
    .chosen = "Tu contraseña está guardada",
    .chosen_why = "Se ha cerrado tu sesión en los demás sitios.",
    .log_in = "Entrar",
    .no_link = "Este enlace no funciona",
    .no_link_why = "Ya se usó, o se acabó su tiempo.",
    .ask_again = "Pedir otro enlace",
    .no_mail = "No se puede enviar correo",
    .no_mail_why = "Esta tienda no tiene correo configurado. Pregunta a quien la lleva.",
};

const PasswordWords& words_of(const PageFrame& frame) {
    return frame.language == PageLanguage::es ? spanish : english;
}

std::string_view words_of(PasswordNote note, const PasswordWords& words) {
    switch (note) {
        case PasswordNote::none: return "";
        case PasswordNote::wrong_email: return words.wrong_email;
        case PasswordNote::wrong_password: return words.wrong_password;
        case PasswordNote::differs: return words.differs;
        case PasswordNote::taken: return words.taken;
    }
    return "";
}

void write_note(Html& html, std::string_view note) {
    if (!note.empty()) html.raw("<p class=\"wrong\" id=\"wrong\">").text(note).raw("</p>");
}

void write_password_field(Html& html, std::string_view name, std::string_view label) {
    html.raw("<div class=\"field\"><label for=\"").raw(name).raw("\">").text(label);
    html.raw("</label><input type=\"password\" required minlength=\"8\" maxlength=\"1024\"");
    html.raw(" autocomplete=\"new-password\" id=\"").raw(name).raw("\" name=\"").raw(name);
    html.raw("\"></div>");
}

std::string page_with_link(PageFrame frame,
                           std::string_view heading,
                           std::string_view why,
                           std::string_view to,
                           std::string_view link) {
    frame.title = heading;
    Html html;
    html.element("h1", "", heading).element("p", "", why);
    html.raw("<p><a href=\"").text(to).raw("\">").text(link).raw("</a></p>");
    return framed(frame, html.take());
}

}  // namespace

std::string forgotten_page(PageFrame frame, std::string_view typed, PasswordNote note) {
    const auto& words = words_of(frame);
    frame.title = words.forgotten;
    Html html;
    html.element("h1", "", words.forgotten).element("p", "", words.forgotten_why);
    html.raw("<form class=\"card\" method=\"post\" action=\"").text(frame.link("/password"));
    html.raw("\"><div class=\"field\"><label for=\"email\">").text(words.email);
    html.raw("</label><input type=\"email\" id=\"email\" name=\"email\" required");
    html.raw(" maxlength=\"254\" autocomplete=\"email\" value=\"").text(typed).raw("\"></div>");
    write_note(html, words_of(note, words));
    html.raw("<button class=\"main\">").text(words.send).raw("</button></form>");
    return framed(frame, html.take());
}

std::string choose_page(PageFrame frame, LinkPurpose purpose, PasswordNote note) {
    const auto& words = words_of(frame);
    frame.title = purpose == LinkPurpose::invite ? words.invited : words.choose;
    Html html;
    html.element("h1", "", frame.title).element("p", "small", words.password_rule);
    html.raw("<form class=\"card\" method=\"post\" action=\"").text(frame.link(frame.path));
    html.raw("\">");
    write_password_field(html, "password", words.password);
    write_password_field(html, "again", words.again);
    write_note(html, words_of(note, words));
    html.raw("<button class=\"main\">").text(words.save).raw("</button></form>");
    return framed(frame, html.take());
}

std::string link_sent_page(PageFrame frame) {
    const auto& words = words_of(frame);
    return message_page(std::move(frame), words.sent, words.sent_why);
}

std::string chosen_page(PageFrame frame) {
    const auto& words = words_of(frame);
    return page_with_link(std::move(frame), words.chosen, words.chosen_why, "/", words.log_in);
}

std::string no_link_page(PageFrame frame) {
    const auto& words = words_of(frame);
    const auto to = frame.link("/password");
    return page_with_link(std::move(frame), words.no_link, words.no_link_why, to, words.ask_again);
}

std::string no_mail_page(PageFrame frame) {
    const auto& words = words_of(frame);
    return message_page(std::move(frame), words.no_mail, words.no_mail_why);
}

}  // namespace tts
