#pragma once

#include "core/result.hpp"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

// What buyers are told, by kind: each kind has a text in each language, which a seller may word
// otherwise, with variables such as {order} in it.

namespace tts {

enum class MessageKind {
    text,  // Somebody's own words: there is no template of it.
    reserved,
    ending,  // The hold ends soon.
    expired,
    cancelled,
    sold_out,
    waiting,  // Sold out, and on the waiting list.
    how_to_buy,
    changed,        // Its lines did.
    which_variant,  // The claim did not say.
    paid,
    shipped,
    parcel,  // Its number became known, or changed.
    refunded,
};

std::string_view to_string(MessageKind kind);
std::optional<MessageKind> parse_message_kind(std::string_view name);

// By name, without braces: {"order", "ORD-..."}.
using MessageVariables = std::map<std::string, std::string>;

// What a message is made of.
struct Message {
    MessageKind kind = MessageKind::text;
    std::string language = "und";
    MessageVariables variables = {};

    friend bool operator==(const Message&, const Message&) = default;
};

// The kinds that have a template, and the languages of our own.
std::span<const MessageKind> template_kinds();
std::span<const std::string_view> template_languages();

// What a template of this kind may name, in a fixed order: an approved WhatsApp template has them
// as {{1}}, {{2}}...
std::span<const std::string_view> template_variables(MessageKind kind);

// Our own words: Spanish for "es", English for every other language.
std::string_view default_template(MessageKind kind, std::string_view language);

// Errc::invalid, saying what is wrong: an unknown variable by its name, a brace that opens nothing.
Result<void> check_template(MessageKind kind, std::string_view text);

// With each {name} replaced. Variables that have no value are left out, and white space at the end;
// a line that names {link} is left out whole if there is no link.
std::string render(std::string_view text, const MessageVariables& variables);

// In our own words.
std::string render(const Message& message);

// Stands for the buyer's own link in a text that is stored: only who sends the text puts it in.
constexpr std::string_view link_mark = "{link}";

// A rendered text with the link in place of its mark, or without the lines that have the mark.
std::string with_link(std::string_view text, const std::string& link);

}  // namespace tts
