#pragma once

#include "core/result.hpp"

#include <libpq-fe.h>

#include <string_view>

namespace tts::postgres {

// What the caller of a statement that failed with this SQLSTATE should do. An empty state means
// that the server gave no answer.
Errc errc_of(std::string_view sqlstate);

// The error of a failed result. Only the primary message is kept: the details quote stored values,
// which do not belong into a log.
Error error_of(const PGresult* result);

// The error of a connection that is lost or could not be made.
Error error_of(const PGconn* connection);

}  // namespace tts::postgres
