#include "buyer_page/words.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <cstdlib>

namespace tts {

namespace {

constexpr Words english{
    .other_language = "Español",
    .other_language_code = "es",
    .your_orders = "Your orders",
    .hello = "for {}",
    .nothing_yet = "Nothing here yet",
    .nothing_yet_why = "Write the code of a product in the chat of the live show, and it is here.",
    .quantity = "Quantity",
    .total = "Total",
    .shipping = "Shipping",
    .discount = "Discount",
    .each = "each",
    .order = "Order {}",
    .held = "Held for you",
    .minutes_left = "{} min left",
    .last_minute = "less than 1 min left",
    .not_held = "Whoever pays first gets it",
    .pay = "Pay {}",
    .pay_cash = "Order now, pay {} on delivery",
    .pay_sandbox = "Pay {} (test)",
    .go_on_paying = "Go on paying {}",
    .test_mode = "This shop is being tried out: no money moves.",
    .secure_payment = "You pay on the page of the payment provider. We never see your card.",
    .to_payment = "Taking you to the payment…",
    .to_payment_link = "Go to the payment",
    .back = "Back to your orders",
    .paid = "Paid",
    .paid_why = "Thank you! You will see here when it is on its way.",
    .cash_waiting = "Ordered: you pay {} when it arrives.",
    .shipped = "On its way",
    .delivered = "Delivered",
    .refunded = "Your money was given back.",
    .tracking = "Tracking number",
    .expired = "It was not paid in time",
    .cancelled = "You cancelled it",
    .cancelled_by_seller = "Cancelled",
    .fewer = "Take fewer",
    .fewer_do = "Change",
    .cancel = "I do not want it any more",
    .cancel_sure = "It goes to the next in line, and you cannot take it back.",
    .cancel_do = "Cancel this order",
    .too_late_to_change = "The payment has begun, so the quantity stays.",
    .waiting = "Waiting list",
    .waiting_place = "You are number {}",
    .waiting_why = "If units become free, they are held for you and you see them here.",
    .leave = "Do not wait any more",
    .address_title = "Where it goes",
    .address_missing = "Tell the seller where to send it.",
    .address_add = "Enter address",
    .address_change = "Change address or phone",
    .address_to = "It goes to {}",
    .address_first = "Enter where to send it before you order.",
    .reach_by = "You are reached at {}",
    .saved_hidden =
        "What was saved is not shown here, so that nobody else reads it. What you "
        "write replaces it.",
    .recipient = "Name on the parcel",
    .street = "Street and number",
    .details = "Floor, door",
    .postal_code = "Postal code",
    .city = "City",
    .region = "State or region",
    .country = "Country",
    .phone = "Mobile phone",
    .email = "E-mail",
    .optional = "optional",
    .phone_hint = "With the country's code, as in +34 600 123 456",
    .save = "Save",
    .wrong_missing = "Please fill this in.",
    .wrong_long = "Please write at most {} characters.",
    .wrong_text = "Please write this in letters and digits.",
    .wrong_phone =
        "A phone number has 8 to 15 digits with the country's code before it: "
        "+34 600 123 456.",
    .wrong_email = "An e-mail address looks like name@example.com.",
    .wrong_reach = "Please give a phone number or an e-mail address.",
    .wrong_postal_code = "A postal code has 2 to 16 letters and digits.",
    .wrong_some = "Some fields need another look.",
    .done_saved = "Saved.",
    .done_cancelled = "The order was cancelled.",
    .done_lowered = "The quantity was changed.",
    .done_left = "You are not waiting for it any more.",
    .done_conflict = "That was not possible any more: see how it stands now.",
    .done_payment_down =
        "The payment cannot be started right now. Please try again in a moment; "
        "it stays held for you until its time is over.",
    .done_quantity = "Please choose a smaller number than you have.",
    .claim_title = "Find your orders",
    .claim_why = "You wrote in the live show of {} and want to pay? Tell us your name in the chat.",
    .claim_handle = "Your name in the chat",
    .claim_handle_hint = "As it stands before your comments, without @",
    .claim_begin = "Get a code",
    .claim_write = "Now write this code in the chat of {}",
    .claim_as = "As {}, and nothing else in the comment.",
    .claim_minutes = "The code is good for {} more min.",
    .claim_waiting = "This page goes on by itself as soon as the code is there.",
    .claim_again = "Begin again",
    .wrong_handle = "Please write your name in the chat, of at most 255 characters.",
    .gone_title = "This page is not here",
    .gone_why = "The link is wrong, or too old. Ask for a new one in the live show.",
    .busy_title = "One moment, please",
    .busy_why = "That was asked for very often. Please try again in a few minutes.",
    .down_title = "One moment, please",
    .down_why = "The shop does not answer right now. Please try again in a moment.",
    .return_title = "Thank you",
    .return_why = "Your payment is being checked. Open the link to your orders again to see it.",
    .my_data = "What is kept about you",
    .my_data_why = "What you wrote in the chat, your orders, and how to reach you.",
    .my_data_get = "Get a copy",
    .erase = "Erase it",
    .erase_sure =
        "Your name, messages, address and phone number are gone for good, and this page "
        "with them. The sums of your orders stay, without you.",
    .erase_do = "Yes, erase it",
    .erased_title = "Erased",
    .erased_why = "Nothing here is about you any more. This page does not work from now on.",
    .not_erased_title = "Not yet",
    .not_erased_why =
        "An order of yours is not finished. When it has arrived, or is cancelled, come "
        "back.",
};

constexpr Words spanish{
    .other_language = "English",
    .other_language_code = "en",
    .your_orders = "Tus pedidos",
    .hello = "de {}",
    .nothing_yet = "Aquí no hay nada todavía",
    .nothing_yet_why = "Escribe el código de un producto en el chat del directo y aparecerá aquí.",
    .quantity = "Cantidad",
    .total = "Total",
    .shipping = "Envío",
    .discount = "Descuento",
    .each = "cada uno",
    .order = "Pedido {}",
    .held = "Reservado para ti",
    .minutes_left = "quedan {} min",
    .last_minute = "queda menos de 1 min",
    .not_held = "Se lo lleva quien pague primero",
    .pay = "Pagar {}",
    .pay_cash = "Pedir ahora y pagar {} al recibirlo",
    .pay_sandbox = "Pagar {} (prueba)",
    .go_on_paying = "Seguir pagando {}",
    .test_mode = "Esta tienda está en pruebas: no se mueve dinero.",
    .secure_payment = "Pagas en la página del proveedor de pagos. Nunca vemos tu tarjeta.",
    .to_payment = "Te llevamos al pago…",
    .to_payment_link = "Ir al pago",
    .back = "Volver a tus pedidos",
    .paid = "Pagado",
    .paid_why = "¡Gracias! Aquí verás cuándo sale.",
    .cash_waiting = "Pedido: pagas {} cuando llegue.",
    .shipped = "En camino",
    .delivered = "Entregado",
    .refunded = "Se te devolvió el dinero.",
    .tracking = "Número de seguimiento",
    .expired = "No se pagó a tiempo",
    .cancelled = "Lo cancelaste",
    .cancelled_by_seller = "Cancelado",
    .fewer = "Llevar menos",
    .fewer_do = "Cambiar",
    .cancel = "Ya no lo quiero",
    .cancel_sure = "Pasa a la siguiente persona y no podrás recuperarlo.",
    .cancel_do = "Cancelar este pedido",
    .too_late_to_change = "El pago ha empezado, así que la cantidad ya no cambia.",
    .waiting = "Lista de espera",
    .waiting_place = "Eres el número {}",
    .waiting_why = "Si se libera, se reserva para ti y lo verás aquí.",
    .leave = "No esperar más",
    .address_title = "Adónde va",
    .address_missing = "Dile a quien vende adónde enviarlo.",
    .address_add = "Poner dirección",
    .address_change = "Cambiar dirección o teléfono",
    .address_to = "Va a {}",
    .address_first = "Escribe adónde enviarlo antes de pedirlo.",
    .reach_by = "Te avisamos en {}",
    .saved_hidden =
        "Lo guardado no se muestra aquí, para que nadie más lo lea. Lo que escribas lo "
        "sustituye.",
    .recipient = "Nombre en el paquete",
    .street = "Calle y número",
    .details = "Piso, puerta",
    .postal_code = "Código postal",
    .city = "Ciudad",
    .region = "Provincia o estado",
    .country = "País",
    .phone = "Teléfono móvil",
    .email = "Correo electrónico",
    .optional = "opcional",
    .phone_hint = "Con el prefijo del país: +34 600 123 456",
    .save = "Guardar",
    .wrong_missing = "Falta rellenar esto.",
    .wrong_long = "Escribe como mucho {} caracteres.",
    .wrong_text = "Escríbelo con letras y números.",
    .wrong_phone =
        "Un teléfono tiene de 8 a 15 cifras con el prefijo del país delante: "
        "+34 600 123 456.",
    .wrong_email = "Un correo tiene la forma nombre@ejemplo.com.",
    .wrong_reach = "Pon un teléfono o un correo electrónico.",
    .wrong_postal_code = "Un código postal tiene de 2 a 16 letras y números.",
    .wrong_some = "Revisa los campos marcados.",
    .done_saved = "Guardado.",
    .done_cancelled = "El pedido se canceló.",
    .done_lowered = "La cantidad cambió.",
    .done_left = "Ya no lo esperas.",
    .done_conflict = "Eso ya no era posible: mira cómo está ahora.",
    .done_payment_down =
        "El pago no se puede empezar ahora mismo. Prueba otra vez en un momento; "
        "sigue reservado para ti hasta que acabe su tiempo.",
    .done_quantity = "Elige un número menor que el que tienes.",
    .claim_title = "Encuentra tus pedidos",
    .claim_why = "¿Escribiste en el directo de {} y quieres pagar? Dinos tu nombre en el chat.",
    .claim_handle = "Tu nombre en el chat",
    .claim_handle_hint = "Como aparece delante de tus comentarios, sin @",
    .claim_begin = "Pedir un código",
    .claim_write = "Ahora escribe este código en el chat de {}",
    .claim_as = "Como {}, y nada más en el comentario.",
    .claim_minutes = "El código vale {} min más.",
    .claim_waiting = "Esta página sigue sola en cuanto llegue el código.",
    .claim_again = "Empezar de nuevo",
    .wrong_handle = "Escribe tu nombre en el chat, de 255 caracteres como mucho.",
    .gone_title = "Esta página no está",
    .gone_why = "El enlace está mal o es demasiado antiguo. Pide otro en el directo.",
    .busy_title = "Un momento, por favor",
    .busy_why = "Se ha pedido muchas veces. Prueba otra vez en unos minutos.",
    .down_title = "Un momento, por favor",
    .down_why = "La tienda no contesta ahora mismo. Prueba otra vez en un momento.",
    .return_title = "Gracias",
    .return_why = "Estamos comprobando tu pago. Abre otra vez el enlace de tus pedidos para verlo.",
    .my_data = "Lo que se guarda de ti",
    .my_data_why = "Lo que escribiste en el chat, tus pedidos y cómo contactarte.",
    .my_data_get = "Obtener una copia",
    .erase = "Borrarlo",
    .erase_sure =
        "Tu nombre, tus mensajes, tu dirección y tu teléfono se borran para siempre, y con "
        "ellos esta página. Los importes de tus pedidos quedan, sin ti.",
    .erase_do = "Sí, borrarlo",
    .erased_title = "Borrado",
    .erased_why = "Aquí ya no hay nada sobre ti. Esta página deja de funcionar.",
    .not_erased_title = "Todavía no",
    .not_erased_why = "Tienes un pedido sin terminar. Vuelve cuando haya llegado o esté cancelado.",
};

// How much of "en;q=0.8" is wanted, from 0 to 1.
double weight_of(std::string_view range) {
    const auto at = range.find("q=");
    if (at == std::string_view::npos) return 1;
    const std::string number(range.substr(at + 2, 5));
    return std::strtod(number.c_str(), nullptr);
}

std::optional<PageLanguage> most_wanted(std::string_view accept_language) {
    std::optional<PageLanguage> best;
    double best_weight = 0;
    while (!accept_language.empty()) {
        const auto end = std::min(accept_language.find(','), accept_language.size());
        const auto range = trimmed(accept_language.substr(0, end));
        const auto language = parse_page_language(range.substr(0, range.find_first_of("-;")));
        const double weight = weight_of(range);
        if (language && weight > best_weight) {
            best = language;
            best_weight = weight;
        }
        accept_language.remove_prefix(std::min(end + 1, accept_language.size()));
    }
    return best;
}

}  // namespace

std::optional<PageLanguage> parse_page_language(std::string_view code) {
    const auto lower = ascii_lower(trimmed(code));
    if (lower == "es") return PageLanguage::es;
    if (lower == "en") return PageLanguage::en;
    return std::nullopt;
}

PageLanguage choose_language(const LanguageHints& hints) {
    if (const auto chosen = parse_page_language(hints.chosen)) return *chosen;
    if (const auto wanted = most_wanted(hints.accept_language)) return *wanted;
    return parse_page_language(hints.comment).value_or(PageLanguage::en);
}

const Words& words_in(PageLanguage language) {
    return language == PageLanguage::es ? spanish : english;
}

std::string filled(std::string_view words, std::string_view value) {
    std::string text(words);
    const auto at = text.find("{}");
    if (at != std::string::npos) text.replace(at, 2, value);
    return text;
}

}  // namespace tts
