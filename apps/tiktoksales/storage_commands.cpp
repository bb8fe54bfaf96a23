#include "apps/tiktoksales/commands.hpp"
#include "apps/tiktoksales/storage.hpp"
#include "dashboard/trace_view.hpp"

#include <cstdlib>
#include <iostream>

namespace tts {

// Generated from migrations/ by tts_embed_sql().
const std::vector<Migration>& postgres_migrations();
const std::vector<Migration>& sqlite_migrations();

namespace {

Result<CommentId> parse_comment_id(const std::string& text) {
    const auto id = CommentId::parse(text);
    if (!id) return Error(Errc::invalid, "'" + text + "' is not the id of a comment");
    return *id;
}

void print(const DeadLetter& letter) {
    std::cout << letter.comment.id.to_string() << "  " << to_iso8601(letter.buried_at) << "  "
              << letter.attempts << " attempts  "
              << queue_name(letter.comment.streamer, letter.comment.client) << "\n    "
              << letter.error << '\n';
}

// Runs `action` with the dead letters of the queue.
template <class Action>
int with_dead_letters(const StorageSettings& settings, Action action) {
    const auto queue = open_queue(settings);
    if (!queue) return fail(queue.error());
    const auto letters = (*queue)->dead_letters();
    if (!letters) return fail(letters.error());
    return action(**letters);
}

}  // namespace

int run_schema_print(const std::string& dialect) {
    for (const Migration& migration :
         dialect == "sqlite" ? sqlite_migrations() : postgres_migrations())
        std::cout << "-- " << migration.name << "\n\n" << migration.sql << '\n';
    return EXIT_SUCCESS;
}

int run_schema_apply(const StorageSettings& settings) {
    const auto migrator = open_migrator(settings);
    if (!migrator) return fail(migrator.error());
    const auto applied = (*migrator)->apply();
    if (!applied) return fail(applied.error());
    for (const auto& name : *applied) std::cout << "applied " << name << '\n';
    if (applied->empty()) std::cout << "nothing to do, the schema is up to date\n";
    return EXIT_SUCCESS;
}

int run_schema_verify(const StorageSettings& settings) {
    const auto migrator = open_migrator(settings);
    if (!migrator) return fail(migrator.error());
    const auto verified = (*migrator)->verify();
    if (!verified) return fail(verified.error());
    std::cout << "the schema is what this program expects\n";
    return EXIT_SUCCESS;
}

int run_trace(const StorageSettings& settings, const TraceOptions& options) {
    const auto stores = open_store(settings);
    if (!stores) return fail(stores.error());
    const auto store = (*stores)->open();
    if (!store) return fail(store.error());
    const auto trace = (*store)->trace(options.order_number);
    if (!trace) return fail(trace.error());
    const auto origins = open_comment_origins(settings);
    if (!origins) return fail(origins.error());
    auto found = dashboard::origins_of(**origins, *trace);
    if (!found) return fail(found.error());
    const auto ledger = open_ledger_store(settings);
    if (!ledger) return fail(ledger.error());
    auto books = (*ledger)->entries_of(trace->order.id);
    if (!books) return fail(books.error());
    const dashboard::TraceContext context{.origins = std::move(*found), .books = std::move(*books)};
    std::cout << (options.as_json ? dashboard::trace_json(*trace, context) + "\n"
                                  : dashboard::trace_text(*trace, context));
    return EXIT_SUCCESS;
}

int run_dlq_list(const StorageSettings& settings, std::size_t limit) {
    return with_dead_letters(settings, [limit](DeadLetters& letters) {
        const auto list = letters.list(limit);
        if (!list) return fail(list.error());
        for (const DeadLetter& letter : *list) print(letter);
        std::cout << list->size() << " dead letters\n";
        return EXIT_SUCCESS;
    });
}

int run_dlq_show(const StorageSettings& settings, const std::string& id) {
    const auto parsed = parse_comment_id(id);
    if (!parsed) return fail(parsed.error());
    return with_dead_letters(settings, [&](DeadLetters& letters) {
        const auto letter = letters.find(*parsed);
        if (!letter) return fail(letter.error());
        print(*letter);
        std::cout << "    " << letter->comment.message << '\n';
        return EXIT_SUCCESS;
    });
}

int run_dlq_replay(const StorageSettings& settings, const std::string& id) {
    const auto parsed = parse_comment_id(id);
    if (!parsed) return fail(parsed.error());
    return with_dead_letters(settings, [&](DeadLetters& letters) {
        const auto replayed = letters.replay(*parsed, now());
        if (!replayed) return fail(replayed.error());
        std::cout << "back in its queue: " << id << '\n';
        return EXIT_SUCCESS;
    });
}

int run_dlq_drop(const StorageSettings& settings, const std::string& id) {
    const auto parsed = parse_comment_id(id);
    if (!parsed) return fail(parsed.error());
    return with_dead_letters(settings, [&](DeadLetters& letters) {
        const auto dropped = letters.drop(*parsed);
        if (!dropped) return fail(dropped.error());
        std::cout << "dropped: " << id << '\n';
        return EXIT_SUCCESS;
    });
}

}  // namespace tts
