#pragma once

#include "ports/payment_store.hpp"

#include <memory>
#include <string>

namespace tts {

// The payments in the embedded mode's file, beside its store. Errc::conflict if the file's schema
// is not that of this program.
Result<std::unique_ptr<PaymentStore>> open_sqlite_payment_store(const std::string& path);

}  // namespace tts
