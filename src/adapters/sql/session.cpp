#include "adapters/sql/session.hpp"

namespace tts::sql {

namespace {

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

bool is_name(char letter) {
    return (letter >= 'a' && letter <= 'z') || letter == '_';
}

// The end of "::type" at `at`, or `at` if there is none.
std::size_t skip_cast(std::string_view text, std::size_t at) {
    if (text.substr(at, 2) != "::") return at;
    at += 2;
    while (at < text.size() && is_name(text[at])) ++at;
    return at;
}

// Replaces each "time(x)", or another function's call that `opening` begins, by what `say` makes of
// x, which has no brackets in it.
template <class Say>
std::string with_calls(std::string_view statement, std::string_view opening, Say say) {
    std::string text;
    while (true) {
        const auto at = statement.find(opening);
        const auto end = at == std::string_view::npos ? at : statement.find(')', at);
        if (end == std::string_view::npos) return text.append(statement);
        const auto begin = at + opening.size();
        text.append(statement.substr(0, at)).append(say(statement.substr(begin, end - begin)));
        statement.remove_prefix(end + 1);
    }
}

// SQLite has one writer, which waits for nobody's rows.
std::string without_locking(std::string text) {
    constexpr std::string_view clause = " FOR UPDATE SKIP LOCKED";
    if (const auto at = text.find(clause); at != std::string::npos) text.erase(at, clause.size());
    return text;
}

}  // namespace

std::string for_sqlite(std::string_view statement) {
    const std::string text = without_locking(with_calls(
        statement, "time(", [](std::string_view column) { return std::string(column); }));
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const bool is_parameter = text[at] == '$' && at + 1 < text.size() && is_digit(text[at + 1]);
        out += is_parameter ? '?' : text[at];
        ++at;
        if (!is_parameter) continue;
        while (at < text.size() && is_digit(text[at])) out += text[at++];
        at = skip_cast(text, at);
    }
    return out;
}

std::string for_postgres(std::string_view statement,
                         std::string (*milliseconds)(std::string_view)) {
    // Marks come apart from their letters before they are dropped. ICU's root collation is in every
    // database that initdb of a PostgreSQL with ICU made, and knows all letters; what lower()
    // knows without it depends on the database's locale.
    const auto fold = [](std::string_view column) {
        return "replace(regexp_replace(lower(normalize(" + std::string(column) +
               ", NFKD) COLLATE \"und-x-icu\"), '[\\u0300-\\u036f]', '', 'g'), 'ß', 'ss')";
    };
    return with_calls(with_calls(statement, "time(", milliseconds), "fold(", fold);
}

std::string flag(bool value) {
    return value ? "1" : "0";
}

}  // namespace tts::sql
