#include "chat/reply_text.hpp"

#include "order/order_effects.hpp"

namespace tts {

namespace {

bool in_spanish(const std::string& language) {
    return language == "es";
}

std::string in(const std::string& language, const char* spanish, const char* english) {
    return in_spanish(language) ? spanish : english;
}

}  // namespace

std::string available_text(const std::string& language,
                           const Product& product,
                           std::int32_t quantity) {
    const Money total = product.price * quantity;
    return in(language, "Disponible: ", "Available: ") + std::to_string(quantity) + " × " +
           product.name + ", " + total.to_string() + " " + product.currency +
           in(language, ". Ya puedes pagar.", ". You can pay now.");
}

std::string reserved_text(const std::string& language,
                          const std::string& product_name,
                          std::int32_t quantity) {
    return in(language, "Reservado: ", "Reserved: ") + std::to_string(quantity) + " × " +
           product_name + in(language, ". Ya puedes pagar.", ". You can pay now.");
}

// These two are what the worker's path tells the same buyer.
std::string sold_out_text(const std::string& language, const std::string& product_name) {
    return render({.kind = MessageKind::sold_out,
                   .language = language,
                   .variables = {{"product", product_name}}});
}

std::string how_to_buy_text(const std::string& language) {
    return render({.kind = MessageKind::how_to_buy, .language = language});
}

std::string which_product_text(const std::string& language) {
    return in(language, "¿Qué producto quieres, y cuántos? Escribe su código y la cantidad.",
              "Which product do you want, and how many? Write its code and the quantity.");
}

std::string ask_the_seller_text(const std::string& language) {
    return in(language, "Para cancelar, habla con quien te lo vende.",
              "To cancel, please talk to the seller.");
}

std::string nothing_new_text(const std::string& language) {
    return in(language, "No hay mensajes nuevos.", "There are no new messages.");
}

}  // namespace tts
