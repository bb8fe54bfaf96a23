#include "apps/tiktoksales/demo/report.hpp"

#include "apps/tiktoksales/demo/catalogue.hpp"

#include <algorithm>
#include <cstdio>

namespace tts::demo {

namespace {

constexpr std::size_t differences_shown_max = 12;

void print_counts(const char* title, const std::map<std::string, std::int64_t>& counts) {
    std::printf("  %-12s", title);
    const char* separator = "";
    for (const auto& [name, count] : counts) {
        std::printf("%s%s %lld", separator, name.c_str(), static_cast<long long>(count));
        separator = ", ";
    }
    std::printf("\n");
}

}  // namespace

void print_outcome(const Played& played, const Recorded& recorded, Percentage commission) {
    std::printf("\nWhat happened\n");
    std::printf("  %-12s%lld (%d sent, %d of them repeats)\n", "comments",
                static_cast<long long>(recorded.totals.comments), played.comments_sent,
                played.repeats_sent);
    print_counts("intents", recorded.totals.intents);
    print_counts("decisions", recorded.totals.decisions);
    std::printf("  %-12s%lld, %lld units\n", "orders",
                static_cast<long long>(recorded.totals.orders),
                static_cast<long long>(recorded.totals.units));
    const std::string unit(currency);
    std::printf("  %-12s%s %s, commission %s %s (%s %%)\n", "revenue",
                recorded.totals.revenue.to_string().c_str(), unit.c_str(),
                recorded.totals.commission.to_string().c_str(), unit.c_str(),
                commission.to_string().c_str());
    print_counts("stock left", recorded.stock);
    if (!recorded.orders.empty())
        std::printf("  try         tiktoksales trace %s\n", recorded.orders.front().number.c_str());
}

std::size_t print_checks(const char* title, const std::vector<Check>& checks) {
    std::printf("\n%s\n", title);
    std::size_t failed = 0;
    for (const auto& check : checks) {
        std::printf("  %s  %-48s expected %s, found %s\n", check.ok() ? "ok  " : "FAIL",
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

}  // namespace tts::demo
