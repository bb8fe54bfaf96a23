#include "apps/tiktoksales/demo/demo.hpp"

#include "apps/tiktoksales/demo/api_call.hpp"
#include "apps/tiktoksales/demo/checks.hpp"
#include "apps/tiktoksales/demo/counterparts.hpp"
#include "apps/tiktoksales/demo/life_show.hpp"
#include "apps/tiktoksales/demo/player.hpp"
#include "apps/tiktoksales/demo/report.hpp"
#include "apps/tiktoksales/demo/script.hpp"
#include "apps/tiktoksales/demo/seller_client.hpp"
#include "apps/tiktoksales/demo/show_client.hpp"
#include "core/text.hpp"
#include "core/timestamp.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <utility>

namespace tts {

namespace {

using demo::Recorded;
using demo::ShowClient;

// Not the default, and odd, so that rounding to the cent is put to the test.
constexpr auto commission = Percentage::from_basis_points(1'250);
constexpr std::chrono::seconds processing_time_max(60);
constexpr std::chrono::milliseconds poll_interval(200);

// The same host, another port.
std::string beside(const std::string& url, std::string_view port) {
    const auto host_from = url.find("://") == std::string::npos ? 0 : url.find("://") + 3;
    auto host_end = url.find_first_of(":/", host_from);
    if (url[host_from] == '[') host_end = url.find(']', host_from) + 1;
    return url.substr(0, host_end) + ":" + std::string(port);
}

// Another show for each run, so that it can be played again and again on one server.
std::string new_streamer() {
    const auto time = static_cast<std::uint64_t>(to_unix_ms(now()));
    std::string bytes;
    for (int shift = 40; shift >= 0; shift -= 8)
        bytes += static_cast<char>((time >> static_cast<unsigned>(shift)) & 0xffU);
    return "demo_" + ascii_lower(base32(bytes));
}

// Until the server has decided on as many comments as were sent, or long enough.
Result<void> wait_until_processed(ShowClient& client, std::int64_t comments) {
    const auto deadline = std::chrono::steady_clock::now() + processing_time_max;
    for (;;) {
        const auto totals = client.totals();
        if (!totals) return totals.error();
        if (totals->comments >= comments || std::chrono::steady_clock::now() > deadline) return {};
        std::this_thread::sleep_for(poll_interval);
    }
}

Result<Recorded> read_back(ShowClient& client) {
    auto totals = client.totals();
    if (!totals) return totals.error();
    auto comments = client.comments();
    if (!comments) return comments.error();
    auto orders = client.orders();
    if (!orders) return orders.error();
    Recorded recorded{.totals = std::move(*totals),
                      .comments = std::move(*comments),
                      .orders = std::move(*orders),
                      .stock = {},
                      .traces = {}};
    for (const auto& product : demo::catalogue()) {
        const auto left = client.stock(product.sku);
        if (!left) return left.error();
        recorded.stock[product.sku] = *left;
    }
    for (const auto& order : recorded.orders) {
        auto trace = client.trace(order.number);
        if (!trace) return trace.error();
        recorded.traces[order.number] = std::move(*trace);
    }
    return recorded;
}

// The scenes, and what the server made of them. Returns how many checks failed.
Result<std::size_t> run_scenes(ShowClient& client, const std::string& streamer, bool fast) {
    if (const auto set = client.set_commission(commission); !set) return set.error();
    const auto played = demo::play(client, demo::script(), {.streamer = streamer, .fast = fast});
    if (!played) return played.error().during("playing the show");

    const auto sums = demo::sums_of(played->thoughts, commission);
    const auto processed = wait_until_processed(client, sums.comments);
    if (!processed) return processed.error().during("waiting for the last comments");
    const auto recorded = read_back(client);
    if (!recorded) return recorded.error().during("reading back what was recorded");

    demo::print_outcome(*played, *recorded, commission);
    return demo::print_checks("Whether it is as scripted",
                              demo::compare(*played, *recorded, commission));
}

Result<std::size_t> run(const DemoOptions& options,
                        const DemoAddresses& addresses,
                        const std::string& streamer) {
    ShowClient client(addresses, streamer);
    if (const auto healthy = client.check_health(); !healthy)
        return healthy.error().during("looking for a running server");
    if (options.counterparts.empty()) return run_scenes(client, streamer, options.fast);

    const auto found = demo::read_counterparts(options.counterparts);
    if (!found) return found.error().during("looking for the counterparts");
    demo::Counterparts counterparts(*found);
    demo::SellerClient seller(addresses, streamer);
    if (const auto set_up = seller.check_providers(); !set_up) return set_up.error();
    if (const auto registered = seller.register_account(); !registered) return registered.error();
    const auto failed = run_scenes(client, streamer, options.fast);
    if (!failed) return failed.error();
    const auto failed_later = demo::show_life({.show = client,
                                               .seller = seller,
                                               .counterparts = counterparts,
                                               .shop = addresses.ecommerce,
                                               .streamer = streamer},
                                              addresses.dashboard, commission);
    if (!failed_later) return failed_later.error().during("playing the life of the orders");
    return *failed + *failed_later;
}

}  // namespace

DemoAddresses demo_addresses(const DemoOptions& options) {
    DemoAddresses addresses;
    if (!options.url.empty()) {
        addresses.chat = demo::without_slash(options.url);
        addresses.vision = beside(options.url, "8002");
        addresses.ecommerce = beside(options.url, "8082");
        addresses.dashboard = beside(options.url, "8080");
        addresses.auth = beside(options.url, "8083");
    }
    const auto replace = [](std::string& address, const std::string& option) {
        if (!option.empty()) address = demo::without_slash(option);
    };
    replace(addresses.vision, options.vision_url);
    replace(addresses.ecommerce, options.ecommerce_url);
    replace(addresses.dashboard, options.dashboard_url);
    replace(addresses.auth, options.auth_url);
    return addresses;
}

int run_demo(const DemoOptions& options) {
    const auto addresses = demo_addresses(options);
    const std::string streamer = new_streamer();
    std::printf("The show of %s, live at %s/?streamer=%s\n", streamer.c_str(),
                addresses.dashboard.c_str(), streamer.c_str());

    const auto failed = run(options, addresses, streamer);
    if (!failed) {
        std::printf("\n");
        std::fflush(stdout);
        std::fprintf(stderr, "%s\n", failed.error().what().c_str());
        std::printf("demo: FAILED, the show could not be played to its end\n");
        return EXIT_FAILURE;
    }
    if (*failed > 0) {
        std::printf("\ndemo: FAILED, %zu checks are not as the script expects\n", *failed);
        return EXIT_FAILURE;
    }
    std::printf("\ndemo: OK, everything is as the script expects\n");
    return EXIT_SUCCESS;
}

}  // namespace tts
