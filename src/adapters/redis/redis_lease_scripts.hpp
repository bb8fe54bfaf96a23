#pragma once

#include <string_view>

// Only its holder may renew or give back a lease; Redis has no single command for that. Each script
// touches one key.
namespace tts {

// KEYS: the lease. ARGV: the holder's token, the new time to live in ms. 1 if it was renewed.
constexpr std::string_view renew_lease_script =
    "if redis.call('GET', KEYS[1]) == ARGV[1] then "
    "return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end return 0";

// KEYS: the lease. ARGV: the holder's token. 1 if it was given back.
constexpr std::string_view release_lease_script =
    "if redis.call('GET', KEYS[1]) == ARGV[1] then "
    "return redis.call('DEL', KEYS[1]) end return 0";

}  // namespace tts
