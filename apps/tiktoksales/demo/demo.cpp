#include "apps/tiktoksales/demo/demo.hpp"

#include "apps/tiktoksales/demo/checks.hpp"
#include "apps/tiktoksales/demo/player.hpp"
#include "apps/tiktoksales/demo/script.hpp"
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

using demo::Check;
using demo::Played;
using demo::Recorded;
using demo::ShowClient;

// Not the default, and odd, so that rounding to the cent is put to the test.
constexpr auto commission = Percentage::from_basis_points(1'250);
constexpr std::chrono::seconds processing_time_max(60);
constexpr std::chrono::milliseconds poll_interval(200);
constexpr std::size_t differences_shown_max = 12;

// The same host, another port.
std::string beside(const std::string& url, std::string_view port) {
    const auto host_from = url.find("://") == std::string::npos ? 0 : url.find("://") + 3;
    auto host_end = url.find_first_of(":/", host_from);
    if (url[host_from] == '[') host_end = url.find(']', host_from) + 1;
    return url.substr(0, host_end) + ":" + std::string(port);
}

std::string without_slash(std::string url) {
    while (url.ends_with('/')) url.pop_back();
    return url;
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

void print_counts(const char* title, const std::map<std::string, std::int64_t>& counts) {
    std::printf("  %-12s", title);
    const char* separator = "";
    for (const auto& [name, count] : counts) {
        std::printf("%s%s %lld", separator, name.c_str(), static_cast<long long>(count));
        separator = ", ";
    }
    std::printf("\n");
}

void print_outcome(const Played& played, const Recorded& recorded) {
    std::printf("\nWhat happened\n");
    std::printf("  %-12s%lld (%d sent, %d of them repeats)\n", "comments",
                static_cast<long long>(recorded.totals.comments), played.comments_sent,
                played.repeats_sent);
    print_counts("intents", recorded.totals.intents);
    print_counts("decisions", recorded.totals.decisions);
    std::printf("  %-12s%lld, %lld units\n", "orders",
                static_cast<long long>(recorded.totals.orders),
                static_cast<long long>(recorded.totals.units));
    const std::string unit(demo::currency);
    std::printf("  %-12s%s %s, commission %s %s (%s %%)\n", "revenue",
                recorded.totals.revenue.to_string().c_str(), unit.c_str(),
                recorded.totals.commission.to_string().c_str(), unit.c_str(),
                commission.to_string().c_str());
    print_counts("stock left", recorded.stock);
    if (!recorded.orders.empty())
        std::printf("  try         tiktoksales trace %s\n", recorded.orders.front().number.c_str());
}

// Returns how many checks failed.
std::size_t print_checks(const std::vector<Check>& checks) {
    std::printf("\nWhether it is as scripted\n");
    std::size_t failed = 0;
    for (const auto& check : checks) {
        std::printf("  %s  %-46s expected %s, found %s\n", check.ok() ? "ok  " : "FAIL",
                    check.name.c_str(), check.expected.c_str(), check.found.c_str());
        if (check.ok()) continue;
        ++failed;
        const auto shown = std::min(check.differences.size(), differences_shown_max);
        for (std::size_t i = 0; i < shown; ++i)
            std::printf("        %s\n", check.differences[i].c_str());
        if (shown < check.differences.size())
            std::printf("        and %zu more\n", check.differences.size() - shown);
    }
    return failed;
}

Result<std::size_t> run(ShowClient& client, const std::string& streamer, bool fast) {
    if (const auto healthy = client.check_health(); !healthy)
        return healthy.error().during("looking for a running server");
    if (const auto set = client.set_commission(commission); !set) return set.error();
    const auto played = demo::play(client, demo::script(), {.streamer = streamer, .fast = fast});
    if (!played) return played.error().during("playing the show");

    const auto sums = demo::sums_of(played->thoughts, commission);
    const auto processed = wait_until_processed(client, sums.comments);
    if (!processed) return processed.error().during("waiting for the last comments");
    const auto recorded = read_back(client);
    if (!recorded) return recorded.error().during("reading back what was recorded");

    print_outcome(*played, *recorded);
    return print_checks(demo::compare(*played, *recorded, commission));
}

}  // namespace

DemoAddresses demo_addresses(const DemoOptions& options) {
    DemoAddresses addresses;
    if (!options.url.empty()) {
        addresses.chat = without_slash(options.url);
        addresses.vision = beside(options.url, "8002");
        addresses.ecommerce = beside(options.url, "8082");
        addresses.dashboard = beside(options.url, "8080");
    }
    const auto replace = [](std::string& address, const std::string& option) {
        if (!option.empty()) address = without_slash(option);
    };
    replace(addresses.vision, options.vision_url);
    replace(addresses.ecommerce, options.ecommerce_url);
    replace(addresses.dashboard, options.dashboard_url);
    return addresses;
}

int run_demo(const DemoOptions& options) {
    const auto addresses = demo_addresses(options);
    const std::string streamer = new_streamer();
    std::printf("The show of %s, live at %s/?streamer=%s\n", streamer.c_str(),
                addresses.dashboard.c_str(), streamer.c_str());
    ShowClient client(addresses, streamer);

    const auto failed = run(client, streamer, options.fast);
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
