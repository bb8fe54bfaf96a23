#pragma once

#include "ports/payment_store.hpp"

#include <memory>
#include <string>

namespace tts {

// The payments in the database at this URL; it is opened when it is first needed.
std::unique_ptr<PaymentStore> make_postgres_payment_store(const std::string& url);

}  // namespace tts
