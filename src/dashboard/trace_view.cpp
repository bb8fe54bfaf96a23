#include "dashboard/trace_view.hpp"

#include "core/json_writer.hpp"
#include "core/order_lines.hpp"
#include "dashboard/read_models.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <sstream>
#include <vector>

namespace tts::dashboard {

namespace {

struct Step {
    Timestamp time;
    std::string what;
};

const DecidedComment* matched_comment(const Trace& trace) {
    const auto found =
        std::find_if(trace.comments.begin(), trace.comments.end(),
                     [](const DecidedComment& c) { return !c.match.product.is_nil(); });
    return found == trace.comments.end() ? nullptr : &*found;
}

std::string rounded(double score) {
    std::ostringstream text;
    text.precision(2);
    text << std::fixed << score;
    return text.str();
}

// Money goes out of one account and into the other.
std::string booked(const LedgerEntry& entry) {
    return "booked " + std::string(to_string(entry.kind)) + " " + entry.amount.to_string() + " " +
           entry.currency + ": " + std::string(to_string(entry.credit)) + " -> " +
           std::string(to_string(entry.debit));
}

// Everything that happened, in the order of time.
std::vector<Step> timeline(const Trace& trace, const TraceContext& context) {
    std::vector<Step> steps;
    for (const DecidedComment& comment : trace.comments)
        steps.push_back({comment.comment.arrived_at(),
                         "comment by " + comment.comment.client + ": " + comment.comment.message});
    for (const OrderEvent& event : trace.events) steps.push_back({event.created_at, event.kind});
    for (const Notification& notification : trace.notifications)
        steps.push_back({notification.updated_at,
                         "notification by " + std::string(to_string(notification.channel)) + " " +
                             std::string(to_string(notification.status))});
    for (const LedgerEntry& entry : context.books)
        steps.push_back({entry.created_at, booked(entry)});
    std::stable_sort(steps.begin(), steps.end(),
                     [](const Step& a, const Step& b) { return a.time < b.time; });
    return steps;
}

void write_match(JsonWriter& json, const Trace& trace) {
    json.key("match");
    const DecidedComment* matched = matched_comment(trace);
    if (matched == nullptr) {
        json.value(nullptr);
        return;
    }
    const ProductMatch& match = matched->match;
    json.object()
        .member("product_id", match.product)
        .member("source", to_string(match.source))
        .member("score", match.score)
        .member("frame", match.frame)
        .member("why", match.why)
        .end();
}

// How the senders of the comments name them in their own logs.
void write_origins(JsonWriter& json, std::span<const CommentOrigin> origins) {
    json.key("origins").array();
    for (const CommentOrigin& origin : origins)
        json.object()
            .member("comment_id", origin.comment)
            .member("request_id", origin.request_id)
            .member("trace_id", origin.trace_id)
            .end();
    json.end();
}

void write_notifications(JsonWriter& json, const Trace& trace) {
    json.key("notifications").array();
    for (const Notification& notification : trace.notifications)
        json.object()
            .member("id", notification.id)
            .member("type", to_string(notification.channel))
            .member("status", to_string(notification.status))
            .member("retry_count", notification.retry_count)
            .member("message_sid", notification.message_sid)
            .member("created_at", notification.created_at)
            .member("updated_at", notification.updated_at)
            .end();
    json.end();
}

void write_books(JsonWriter& json, std::span<const LedgerEntry> books) {
    json.key("books").array();
    for (const LedgerEntry& entry : books)
        json.object()
            .member("kind", to_string(entry.kind))
            .member("amount", entry.amount)
            .member("currency", entry.currency)
            .member("credit", to_string(entry.credit))
            .member("debit", to_string(entry.debit))
            .member("created_at", entry.created_at)
            .end();
    json.end();
}

// With what the order was then, and for a change what it was before.
void write_events(JsonWriter& json, const Trace& trace) {
    json.key("events").array();
    for (const OrderEvent& event : trace.events) {
        json.object()
            .member("id", event.id)
            .member("kind", event.kind)
            .member("created_at", event.created_at)
            .key("payload");
        json.raw(event.payload.empty() ? "{}" : event.payload).end();
    }
    json.end();
}

// The newest event of a payment tells all about it, as it was then.
void write_payment(JsonWriter& json, const Trace& trace) {
    json.key("payment");
    const auto newest = std::find_if(trace.events.rbegin(), trace.events.rend(), [](const auto& e) {
        return e.kind == "order.paid" || e.kind.starts_with("payment.");
    });
    if (newest == trace.events.rend())
        json.value(nullptr);
    else
        json.raw(newest->payload);
}

void write_commission(JsonWriter& json, const Order& order) {
    json.key("commission")
        .object()
        .member("streamer", order.streamer)
        .member("percentage", order.commission)
        .member("amount", order.commission.of(order.total_price))
        .member("currency", order.currency)
        .end();
}

}  // namespace

Result<std::vector<CommentOrigin>> origins_of(CommentOrigins& origins, const Trace& trace) {
    std::vector<CommentId> comments;
    for (const DecidedComment& comment : trace.comments) comments.push_back(comment.comment.id);
    auto found = origins.find(comments);
    if (!found) return found.error();
    std::map<CommentId, CommentOrigin> named;
    for (CommentOrigin& origin : *found) named.emplace(origin.comment, std::move(origin));
    for (const CommentId& id : comments)
        named.try_emplace(id, CommentOrigin{id, id.to_string(), {}});
    std::vector<CommentOrigin> all;
    for (auto& [id, origin] : named) all.push_back(std::move(origin));
    return all;
}

std::string trace_json(const Trace& trace, const TraceContext& context) {
    JsonWriter json;
    json.object().key("order");
    write_order(json, trace.order);
    json.key("comments").array();
    for (const DecidedComment& comment : trace.comments) write_comment(json, comment);
    json.end();
    write_origins(json, context.origins);
    write_match(json, trace);
    write_payment(json, trace);
    write_notifications(json, trace);
    write_commission(json, trace.order);
    write_books(json, context.books);
    write_events(json, trace);
    json.key("timeline").array();
    for (const Step& step : timeline(trace, context))
        json.object().member("time", step.time).member("what", step.what).end();
    json.end().end();
    return json.take();
}

std::string trace_text(const Trace& trace, const TraceContext& context) {
    const Order& order = trace.order;
    std::ostringstream out;
    out << order.number << "  " << to_string(order.status) << "\n"
        << "  buyer       " << order.buyer << "\n"
        << "  streamer    " << order.streamer << "\n";
    for (const OrderLine& line : lines_of(order))
        out << "  product     " << line.quantity << " x " << line.product_name << " (" << line.sku
            << (line.variant.empty() ? "" : ", " + line.variant) << ")\n";
    out << "  total       " << order.total_price.to_string() << " " << order.currency << "\n"
        << "  commission  " << order.commission.of(order.total_price).to_string() << " "
        << order.currency << " (" << order.commission.to_string() << " %)\n";
    if (trace.comments.empty()) out << "  placed by hand, source " << order.source << "\n";
    for (const DecidedComment& comment : trace.comments)
        out << "  comment     \"" << comment.comment.message << "\"  intent "
            << to_string(comment.reading.intent) << " " << rounded(comment.reading.score) << ", "
            << comment.reading.model_version << "\n";
    for (const CommentOrigin& origin : context.origins)
        out << "  origin      request " << (origin.request_id.empty() ? "-" : origin.request_id)
            << ", trace " << (origin.trace_id.empty() ? "-" : origin.trace_id) << "\n";
    if (const DecidedComment* matched = matched_comment(trace))
        out << "  match       " << to_string(matched->match.source) << " "
            << rounded(matched->match.score) << ": " << matched->match.why
            << (matched->match.frame.empty() ? "" : ", frame " + matched->match.frame) << "\n";
    out << "  timeline\n";
    const auto steps = timeline(trace, context);
    for (const Step& step : steps)
        out << "    " << to_iso8601(step.time) << "  +" << (step.time - steps.front().time).count()
            << " ms  " << step.what << "\n";
    return out.str();
}

}  // namespace tts::dashboard
