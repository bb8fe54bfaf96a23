#include "apps/tiktoksales/audit_command.hpp"

#include "apps/tiktoksales/commands.hpp"
#include "apps/tiktoksales/config_commands.hpp"
#include "apps/tiktoksales/storage.hpp"
#include "ledger/audit.hpp"

#include <CLI/CLI.hpp>

#include <cstdlib>
#include <iostream>
#include <memory>

namespace tts {

namespace {

void print(const AuditReport& report) {
    for (const auto& [key, books] : report.books)
        std::cout << key.first << "  " << books.payments << " payments  gross "
                  << books.gross.to_string() << "  refunds " << books.refunds.to_string()
                  << "  fees " << books.fees.to_string() << "  commission "
                  << books.commission.to_string() << ' ' << key.second << '\n';
    for (const Difference& difference : report.differences)
        std::cout << "DIFFERS  " << difference.streamer << "  " << difference.order << "  "
                  << difference.what << '\n';
    if (report.repaired > 0)
        std::cout << report.repaired << " payments from before the books were booked\n";
    std::cout << report.payments << " payments, " << report.differences.size() << " differences\n";
}

int run_audit_ledger(const StorageSettings& settings, bool repairs) {
    const auto ledger = open_ledger_store(settings);
    if (!ledger) return fail(ledger.error());
    std::unique_ptr<PaymentStore> payments;
    if (repairs) {
        auto opened = open_payment_store(settings);
        if (!opened) return fail(opened.error());
        payments = std::move(*opened);
    }
    const auto report = audit_ledger(**ledger, payments.get());
    if (!report) return fail(report.error());
    print(*report);
    return report->differences.empty() ? EXIT_SUCCESS : EXIT_FAILURE;
}

std::string in_words(const StockCount& count) {
    return std::to_string(count.available) + " available, " + std::to_string(count.reserved) +
           " reserved, " + std::to_string(count.sold) + " sold";
}

void print(const StockDifference& difference) {
    std::cout << difference.streamer << " " << difference.sku;
    if (!difference.variant_sku.empty()) std::cout << " " << difference.variant_sku;
    std::cout << ": has " << in_words(difference.stored) << "; by its moves "
              << in_words(difference.moved) << "; by its orders " << difference.ordered.reserved
              << " reserved, " << difference.ordered.sold << " sold\n";
}

int run_audit_stock(const StorageSettings& storage) {
    const auto audit = open_stock_audit(storage);
    if (!audit) return fail(audit.error().during("opening the database"));
    const auto report = (*audit)->report();
    if (!report) return fail(report.error());
    for (const StockDifference& difference : report->differences) print(difference);
    std::cout << report->products << " products and " << report->variants << " variants: "
              << (report->differences.empty()
                      ? "every unit is where its moves and orders say"
                      : std::to_string(report->differences.size()) + " differ")
              << "\n";
    return report->differences.empty() ? EXIT_SUCCESS : EXIT_FAILURE;
}

int run_audit_log(const StorageSettings& settings) {
    const auto log = open_audit_log(settings);
    if (!log) return fail(log.error());
    const auto chain = (*log)->check();
    if (!chain) return fail(chain.error());
    for (const auto number : chain->broken)
        std::cout << "BROKEN  entry " << number << " was changed, or what it follows is gone\n";
    std::cout << chain->entries << " entries, " << chain->broken.size() << " broken\n";
    return chain->broken.empty() ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace

void add_audit(CLI::App& app, int& status) {
    auto* command = app.add_subcommand("audit", "Check what is stored against itself");
    command->require_subcommand(1);
    const auto flags = add_options(*command, {config::Scope::storage});
    auto repairs = std::make_shared<bool>(false);
    auto* ledger = command->add_subcommand(
        "ledger", "The books against payments, refunds and orders; status 1 if anything differs");
    ledger->add_flag("--repair", *repairs, "First book the payments that are older than the books");
    ledger->callback([flags, repairs, &status] {
        status = with_settings(*flags, [&](const ServeSettings& settings) {
            return run_audit_ledger(settings.storage, *repairs);
        });
    });
    auto* stock = command->add_subcommand(
        "stock", "Every unit against its moves and the orders; status 1 if anything differs");
    stock->callback([flags, &status] {
        status = with_settings(*flags, [](const ServeSettings& settings) {
            return run_audit_stock(settings.storage);
        });
    });
    command->add_subcommand("log", "The hashes of who did what; status 1 if an entry was changed")
        ->callback([flags, &status] {
            status = with_settings(*flags, [](const ServeSettings& settings) {
                return run_audit_log(settings.storage);
            });
        });
}

}  // namespace tts
