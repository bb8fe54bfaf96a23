#include "http/conversation.hpp"

#include "http/origin_guard.hpp"
#include "http/url.hpp"

#include <algorithm>
#include <utility>

namespace tts::http {

namespace {

// A body may stall for this long before its average rate counts.
constexpr std::chrono::seconds body_grace{5};
constexpr std::size_t body_bytes_per_second_min = 1'024;

constexpr std::uint16_t going_away = 1001;

Response no_route(const Router::Found& found) {
    if (found.allowed.empty()) return Response::error(404, "Not Found");
    if (found.allowed.size() == 1 && found.allowed.front() == "WS") {
        auto refusal = Response::error(426, "this path is for WebSocket clients");
        refusal.headers = {{"Upgrade", "websocket"}};
        return refusal;
    }
    std::string methods;
    for (const auto& method : found.allowed) {
        if (method == "WS") continue;
        if (!methods.empty()) methods += ", ";
        methods += method == "GET" ? "GET, HEAD" : method;
    }
    auto refusal = Response::error(405, "Method Not Allowed");
    refusal.headers = {{"Allow", std::move(methods)}};
    return refusal;
}

// The router saw '/' and '%' of names still escaped.
Fields decoded(Fields parameters) {
    for (auto& [name, value] : parameters) value = percent_decoded(value).value_or(value);
    return parameters;
}

}  // namespace

Conversation::Conversation(const Surroundings& surroundings,
                           Dispatcher& dispatcher,
                           std::string remote_address,
                           Clock::time_point now)
    : around_(surroundings),
      dispatcher_(dispatcher),
      remote_address_(std::move(remote_address)),
      active_at_(now) {}

Conversation::~Conversation() {
    if (!work_) return;
    forget_slots();
    around_.workspaces.give_back(std::move(work_));
}

bool Conversation::is_full() const {
    if (!work_) return false;
    const bool is_crowded = around_.unanswered >= limits().unanswered_max;
    const auto slots_max = is_crowded ? limits().pipeline_min : limits().pipeline_max;
    return work_->slots.size() >= slots_max;
}

Workspace& Conversation::work() {
    if (!work_) work_ = around_.workspaces.take();
    return *work_;
}

void Conversation::give_back_workspace() {
    if (work_ && work_->is_idle()) around_.workspaces.give_back(std::move(work_));
}

void Conversation::receive(std::string_view bytes, Clock::time_point now) {
    active_at_ = now;
    awaits_pong_ = false;
    if (!reads_) return;
    if (work().unread.empty()) {
        consume(bytes, now);
        work_->unread.assign(bytes);
    } else {
        work_->unread += bytes;
        proceed(now);
    }
    give_back_workspace();
}

bool Conversation::proceed(Clock::time_point now) {
    std::size_t used = 0;
    if (work_ && !work_->unread.empty()) {
        std::string_view input = work_->unread;
        consume(input, now);
        used = work_->unread.size() - input.size();
        work_->unread.erase(0, used);
    }
    if (input_ended_ && reads_ && !is_full()) stop_reading();
    return used > 0;
}

void Conversation::consume(std::string_view& input, Clock::time_point now) {
    while (reads_ && !input.empty() && !is_full()) {
        const bool goes_on = socket_route_ ? read_web_socket(input) : read_http(input, now);
        if (!goes_on) break;
    }
    if (!reads_) input = {};
}

// Reads up to one request. False: more input is needed.
bool Conversation::read_http(std::string_view& input, Clock::time_point now) {
    using State = RequestReader::State;
    RequestReader& reader = work_->reader;
    if (!in_request_) request_at_ = now;
    in_request_ = true;
    const bool had_head = reader.state() == State::body;
    reader.read(input);
    if (!had_head && reader.state() == State::body) {
        request_at_ = now;
        begin_body();
    }
    switch (reader.state()) {
        case State::head:
            in_request_ = !reader.is_between_requests() || !input.empty();
            return false;
        case State::body: return !had_head && reads_;
        case State::refused: answer_and_end(reader.refusal()); return false;
        case State::complete: break;
    }
    in_request_ = false;
    if (reads_) dispatch_request();
    return true;
}

// Decides, with the head alone, whether the body is worth reading.
void Conversation::begin_body() {
    RequestReader& reader = work_->reader;
    if (auto refusal = refuse_foreign_page(reader.request(), around_.rules.origins))
        return answer_and_end(std::move(*refusal));
    work_->found = find_route();
    const Router::Route* const route = work_->found.route;
    if (!route && reader.expects_continue()) return answer_and_end(no_route(work_->found));
    const bool has_own_limit = route && route->body_bytes_max > 0;
    reader.limit_body(has_own_limit ? route->body_bytes_max : limits().body_bytes_max);
    if (reader.state() == RequestReader::State::body && reader.expects_continue()) {
        Response go_on;
        go_on.status = 100;
        add_slot({.is_ready = true, .manner = {}, .answer = std::move(go_on)});
    }
}

Router::Found Conversation::find_route() const {
    const RequestReader& reader = work_->reader;
    const auto& request = reader.request();
    const auto path = reader.routable_path();
    if (is_web_socket_upgrade(request) && !reader.is_http_1_0()) {
        auto found = around_.router.find("WS", path);
        if (found.route) return found;
    }
    auto found = around_.router.find(request.method, path);
    if (request.method == "WS") found.route = nullptr;  // Our word, not a method of HTTP.
    return found;
}

void Conversation::dispatch_request() {
    RequestReader& reader = work_->reader;
    Request& request = reader.request();
    const Router::Route* const route = work_->found.route;
    request.remote_address = remote_address_;
    if (route && route->frame_handler) {
        upgrade(request);
        return reader.begin_next();
    }
    Slot slot;
    slot.route = route;
    slot.manner = {.is_head = request.method == "HEAD",
                   .closes = !reader.keeps_alive(),
                   .is_http_1_0 = reader.is_http_1_0()};
    if (slot.manner.closes) reads_ = false;
    if (!route) {
        slot.is_ready = true;
        auto preflight = answer_preflight(request, around_.rules.origins);
        slot.answer = preflight ? std::move(*preflight) : no_route(work_->found);
        add_slot(std::move(slot));
        return reader.begin_next();
    }
    request.path_parameters = decoded(std::move(work_->found.path_parameters));
    const auto ticket = add_slot(std::move(slot));
    dispatcher_.dispatch(*route, request, ticket);
    reader.begin_next();
}

void Conversation::upgrade(const Request& request) {
    auto answer = accept_web_socket(request);
    if (answer.status != 101) return answer_and_end(std::move(answer));
    socket_route_ = work_->found.route;
    if (socket_route_->socket_guard) {
        auto entry = socket_route_->socket_guard(request);
        if (entry.refusal) {
            socket_route_ = nullptr;
            return answer_and_end(std::move(*entry.refusal));
        }
        if (entry.handler) {
            own_route_ = std::make_unique<Router::Route>(*socket_route_);
            own_route_->frame_handler = std::move(entry.handler);
            socket_route_ = own_route_.get();
        }
    }
    add_slot({.is_ready = true, .manner = {}, .answer = std::move(answer)});
}

// Reads up to one message. False: more input is needed, or no more is read.
bool Conversation::read_web_socket(std::string_view& input) {
    WebSocketReader& frames = work_->frames;
    switch (frames.read(input)) {
        case WebSocketReader::Outcome::more: return false;
        case WebSocketReader::Outcome::closing: reads_ = false; return false;
        case WebSocketReader::Outcome::message: break;
    }
    const auto ticket =
        add_slot({.is_frame = true, .route = socket_route_, .manner = {}, .answer = {}});
    if (frames.is_text()) {
        dispatcher_.dispatch_frame(*socket_route_, frames.message(), ticket);
    } else {
        complete(ticket, Response::json(R"({"ok":false,"detail":"send text frames"})"));
    }
    return true;
}

std::uint64_t Conversation::add_slot(Slot slot) {
    slot.asked_at = active_at_;
    if (!slot.is_frame)
        slot.cors_origin = foreign_origin(work().reader.request(), around_.rules.origins);
    work().slots.push(std::move(slot));
    ++around_.unanswered;
    return first_ticket_ + work_->slots.size() - 1;
}

Slot* Conversation::slot_of(std::uint64_t ticket) {
    const auto place = ticket - first_ticket_;  // Huge if it was answered already.
    return work_ && place < work_->slots.size() ? &work_->slots[place] : nullptr;
}

void Conversation::complete(std::uint64_t ticket, Response answer) {
    Slot* const slot = slot_of(ticket);
    if (!slot || slot->is_ready) return;
    slot->answer = std::move(answer);
    slot->is_ready = true;
}

void Conversation::complete_part(Answer answer) {
    const bool is_open = stream_ && stream_->ticket == answer.ticket;
    Slot* const slot = slot_of(answer.ticket);
    switch (answer.part) {
        case AnswerPart::whole: return complete(answer.ticket, std::move(answer.response));
        case AnswerPart::head:
            // If nobody waits for it, the end that is dropped here tells the writer so.
            if (slot && !slot->is_ready) slot->stream = std::move(answer.stream);
            return complete(answer.ticket, std::move(answer.response));
        case AnswerPart::piece:
            if (is_open) stream_->waiting += answer.response.body;
            // Behind answers that are not ready yet: it is sent with the head.
            if (slot && slot->stream) slot->answer.body += answer.response.body;
            return;
        case AnswerPart::end:
            if (is_open) stream_->is_complete = true;
            if (slot) slot->stream = {};  // All of it is there: an answer like others.
            return;
    }
}

void Conversation::answer_and_end(Response answer) {
    reads_ = false;
    const ResponseManner manner{.is_head = work().reader.request().method == "HEAD",
                                .closes = true};
    add_slot({.is_ready = true, .manner = manner, .answer = std::move(answer)});
}

void Conversation::append_output(std::string& out) {
    if (work_) append_slots(out);
    if (stream_) append_stream(out);
    if (socket_route_ && !is_over_) append_control_frames(out);
    if (!reads_ && owes_nothing() && !stream_) is_over_ = true;
    give_back_workspace();
}

void Conversation::append_slots(std::string& out) {
    SlotQueue& slots = work_->slots;
    while (!slots.empty() && slots.front().is_ready) {
        Slot slot = slots.pop();
        const auto ticket = first_ticket_++;
        --around_.unanswered;
        // "Go on" and "switching protocols" are no answers yet.
        if (slot.answer.status >= 200)
            dispatcher_.answered(slot.route, slot.answer.status, slot.asked_at);
        if (slot.cors_origin && slot.answer.status >= 200)
            allow_reading(slot.answer, *slot.cors_origin);
        if (slot.stream) slot.manner.closes = slot.manner.is_streamed = true;
        if (slot.is_frame) {
            append_text_frame(out, slot.answer.body);
        } else {
            append_response(out, slot.answer, slot.manner);
        }
        if (!slot.manner.closes) continue;
        forget_slots();
        if (slot.stream && !slot.manner.is_head) return begin_stream(std::move(slot), ticket);
        is_over_ = true;
    }
}

void Conversation::begin_stream(Slot slot, std::uint64_t ticket) {
    slot.stream.took(slot.answer.body.size());
    stream_ = std::make_unique<OpenStream>(ticket, std::move(slot.stream));
    stop_reading();
}

void Conversation::append_stream(std::string& out) {
    stream_->end.took(stream_->waiting.size());
    out += stream_->waiting;
    stream_->waiting.clear();
    if (stream_->is_complete) is_over_ = true;
}

void Conversation::forget_slots() {
    first_ticket_ += work_->slots.size();
    around_.unanswered -= work_->slots.size();
    work_->slots.clear();
}

// A close frame is the last thing to be sent, so it waits for the answers.
void Conversation::append_control_frames(std::string& out) {
    if (!work_) return;
    if (work_->frames.is_closing() && !owes_nothing()) return;
    work_->frames.append_control_frames(out);
}

void Conversation::end_input() {
    input_ended_ = true;
    if (stream_) is_over_ = true;  // Nobody who listens to a stream stops talking first.
    if (!is_full()) stop_reading();
}

void Conversation::stop_reading() {
    reads_ = false;
    if (work_) work_->unread.clear();
}

void Conversation::finish() {
    if (stream_) is_over_ = true;
    if (socket_route_) work().frames.close(going_away, "the server stops");
    stop_reading();
    if (!owes_nothing() && !work_->slots.back().is_frame) work_->slots.back().manner.closes = true;
}

bool Conversation::wants_input() const {
    if (stream_) return !input_ended_ && !is_over_;  // To see the peer leave.
    return reads_ && !input_ended_ && !is_over_ && !is_full();
}

void Conversation::check_deadlines(Clock::time_point now) {
    if (is_over_ || !reads_) return;
    if (!owes_nothing()) active_at_ = now;
    if (socket_route_) return check_web_socket_deadline(now);
    if (is_full()) {
        request_at_ = now;  // The peer waits for us.
    } else if (in_request_) {
        check_request_deadline(now - request_at_);
    } else if (now - active_at_ > limits().idle_timeout) {
        is_over_ = true;
    }
}

void Conversation::check_request_deadline(Clock::duration elapsed) {
    const RequestReader& reader = work().reader;
    if (reader.state() == RequestReader::State::head) {
        if (elapsed > limits().header_timeout)
            answer_and_end(Response::error(408, "the request's header took too long"));
        return;
    }
    using Seconds = std::chrono::duration<double>;
    const auto expected_bytes = std::chrono::duration_cast<Seconds>(elapsed - body_grace).count() *
                                static_cast<double>(body_bytes_per_second_min);
    const auto bytes = static_cast<double>(reader.request().body.size());
    if (elapsed > limits().body_timeout || bytes < expected_bytes)
        answer_and_end(Response::error(408, "the request's body took too long"));
}

// A quiet peer is asked once whether it is still there.
void Conversation::check_web_socket_deadline(Clock::time_point now) {
    if (now - active_at_ <= limits().idle_timeout) return;
    if (awaits_pong_) {
        is_over_ = true;
        return;
    }
    awaits_pong_ = true;
    active_at_ = now;
    work().frames.ping();
}

}  // namespace tts::http
