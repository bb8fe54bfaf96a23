#include "adapters/postgres/postgres_error.hpp"

#include "core/claim_code.hpp"
#include "core/text.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace tts::postgres {

namespace {

// What passes if the same is tried again later: connection exceptions, transaction rollbacks
// (serialization failure, deadlock), insufficient resources (disk full, too many connections),
// operator intervention (shutdown, statement timeout), system errors.
constexpr std::array<std::string_view, 5> transient_classes = {"08", "40", "53", "57", "58"};

// Likewise: a lock held too long, a server that is a replica for now, a transaction that was idle
// too long or had failed before.
constexpr std::array<std::string_view, 4> transient_states = {"55P03", "25006", "25P03", "25P02"};

template <std::size_t n>
bool is_one_of(const std::array<std::string_view, n>& list, std::string_view item) {
    return std::find(list.begin(), list.end(), item) != list.end();
}

std::string field(const PGresult* result, int code) {
    const char* text = PQresultErrorField(result, code);
    return text ? text : "";
}

}  // namespace

Errc errc_of(std::string_view sqlstate) {
    if (sqlstate.empty()) return Errc::unavailable;
    const auto category = sqlstate.substr(0, 2);
    if (is_one_of(transient_classes, category)) return Errc::unavailable;
    if (is_one_of(transient_states, sqlstate)) return Errc::unavailable;
    if (sqlstate == "23505") return Errc::conflict;                  // Unique violation.
    if (category == "22" || category == "23") return Errc::invalid;  // A value it cannot store.
    if (category == "28" || sqlstate == "42501") return Errc::denied;
    return Errc::corrupt;  // A table is missing or different, or the SQL is wrong.
}

Error error_of(const PGresult* result) {
    const auto state = field(result, PG_DIAG_SQLSTATE);
    const auto constraint = field(result, PG_DIAG_CONSTRAINT_NAME);
    auto message = field(result, PG_DIAG_MESSAGE_PRIMARY);
    if (message.empty()) message = trimmed(PQresultErrorMessage(result));
    if (!state.empty()) message += " (" + state + ")";
    if (constraint == "products_stock_not_negative") return {Errc::conflict, std::move(message)};
    if (constraint == "claim_codes_pkey") return {Errc::conflict, std::string(claim_code_taken)};
    return {errc_of(state), std::move(message)};
}

Error error_of(const PGconn* connection) {
    const std::string_view message = trimmed(PQerrorMessage(connection));
    return {Errc::unavailable, message.empty() ? "the connection was lost" : std::string(message)};
}

}  // namespace tts::postgres
