#pragma once

#include "adapters/curl/image_fetcher_guard.hpp"

#include <curl/curl.h>

#include <memory>
#include <vector>

// What every request to a URL of anybody's is made with.

namespace tts {

struct FreeCurlHandle {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeCurlList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using CurlHandle = std::unique_ptr<CURL, FreeCurlHandle>;
using CurlList = std::unique_ptr<curl_slist, FreeCurlList>;

// Checks the very address that is about to be connected to. It lives as long as the handle.
struct ConnectGuard {
    const FetchTarget* target = nullptr;
    bool denied = false;
};

// Before the first request of the process; any thread may call it, any number of times.
void start_curl();

// Lets the handle connect to these addresses and no others, follow no redirect, use no proxy and no
// credentials. The list must live as long as the handle.
CurlList set_guard(CURL* curl, ConnectGuard& guard, const std::vector<SocketAddress>& addresses);

}  // namespace tts
