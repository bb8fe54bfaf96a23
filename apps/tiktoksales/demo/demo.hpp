#pragma once

#include <string>

namespace tts {

// Where the roles of the running server answer.
struct DemoAddresses {
    std::string chat = "http://127.0.0.1:8081";
    std::string vision = "http://127.0.0.1:8002";
    std::string ecommerce = "http://127.0.0.1:8082";
    std::string dashboard = "http://127.0.0.1:8080";
    std::string auth = "http://127.0.0.1:8083";
};

struct DemoOptions {
    bool fast = false;  // Seconds instead of minutes: the pauses between comments are left out.
    std::string url;    // Of the chat role; the others are taken beside it, at their own ports.
    std::string vision_url;  // Empty: beside `url`. Likewise below.
    std::string ecommerce_url;
    std::string dashboard_url;
    std::string auth_url;
    // The file that tools/counterparts wrote; empty: the orders are only made, and nobody pays.
    std::string counterparts;
};

// The addresses that the options mean.
DemoAddresses demo_addresses(const DemoOptions& options);

// Plays the scripted show against the running server through its public API, then compares what
// the server recorded with what the script expects, and prints both. Returns the exit status: 0
// only if all of it is as expected.
int run_demo(const DemoOptions& options);

}  // namespace tts
