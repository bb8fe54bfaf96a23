#pragma once

#include "core/result.hpp"

namespace tts {

// What the database says of two that want the same, in words for the seller: which of claim code,
// SKU and options it is. Other errors as they are.
Error clash_in_words(const Error& error);

}  // namespace tts
