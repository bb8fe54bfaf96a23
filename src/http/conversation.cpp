#include "http/conversation.hpp"

#include "http/url.hpp"

#include <algorithm>
#include <utility>

namespace tts::http {

namespace {

// A body may stall for this long before its average rate counts.
constexpr std::chrono::seconds body_grace{5};
constexpr std::size_t body_bytes_per_second_min = 1'024;

// WebSocket input is read in small pieces, so that few messages wait when a peer sends many.
constexpr std::size_t socket_piece_bytes = 4'096;

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

Conversation::Conversation(Surroundings surroundings,
                           std::string remote_address,
                           Clock::time_point now)
    : around_(surroundings),
      remote_address_(std::move(remote_address)),
      reader_(ReaderLimits{.header_bytes_max = surroundings.rules.limits.header_bytes_max}),
      active_at_(now) {}

void Conversation::receive(std::string_view bytes, Clock::time_point now) {
    active_at_ = now;
    awaits_pong_ = false;
    if (!reads_) return;
    if (unread_.empty()) {
        consume(bytes, now);
        unread_.assign(bytes);
    } else {
        unread_ += bytes;
        proceed(now);
    }
}

void Conversation::proceed(Clock::time_point now) {
    if (socket_) dispatch_messages();
    if (unread_.empty()) return;
    std::string_view input = unread_;
    consume(input, now);
    unread_.erase(0, unread_.size() - input.size());
}

void Conversation::consume(std::string_view& input, Clock::time_point now) {
    while (reads_ && !input.empty()) {
        if (socket_) {
            if (!messages_.empty()) return;
            read_web_socket(input);
        } else if (is_full() || !read_http(input, now)) {
            break;
        }
    }
    if (!reads_) input = {};
}

// Reads up to one request. False: more input is needed.
bool Conversation::read_http(std::string_view& input, Clock::time_point now) {
    using State = RequestReader::State;
    if (!in_request_) request_at_ = now;
    in_request_ = true;
    const bool had_head = reader_.state() == State::body;
    reader_.read(input);
    if (!had_head && reader_.state() == State::body) {
        request_at_ = now;
        begin_body();
    }
    switch (reader_.state()) {
        case State::head: in_request_ = !input.empty(); return false;
        case State::body: return !had_head && reads_;
        case State::refused: answer_and_end(reader_.refusal()); return false;
        case State::complete: break;
    }
    in_request_ = false;
    if (reads_) dispatch_request();
    return true;
}

// Decides, with the head alone, whether the body is worth reading.
void Conversation::begin_body() {
    if (auto refusal = refuse_foreign_page(reader_.request(), around_.rules.origins))
        return answer_and_end(std::move(*refusal));
    found_ = find_route();
    if (!found_.route && reader_.expects_continue()) return answer_and_end(no_route(found_));
    const bool has_own_limit = found_.route && found_.route->body_bytes_max > 0;
    reader_.limit_body(has_own_limit ? found_.route->body_bytes_max
                                     : around_.rules.limits.body_bytes_max);
    if (reader_.state() == RequestReader::State::body && reader_.expects_continue()) {
        Response go_on;
        go_on.status = 100;
        add_slot({.is_ready = true, .manner = {}, .answer = std::move(go_on)});
    }
}

Router::Found Conversation::find_route() const {
    const auto& request = reader_.request();
    const auto& path = reader_.routable_path();
    if (is_web_socket_upgrade(request) && !reader_.is_http_1_0()) {
        auto found = around_.router.find("WS", path);
        if (found.route) return found;
    }
    auto found = around_.router.find(request.method, path);
    if (request.method == "WS") found.route = nullptr;  // Our word, not a method of HTTP.
    return found;
}

void Conversation::dispatch_request() {
    Slot slot;
    slot.manner = {.is_head = reader_.request().method == "HEAD",
                   .closes = !reader_.keeps_alive(),
                   .is_http_1_0 = reader_.is_http_1_0()};
    Request request = reader_.take_request();
    request.remote_address = remote_address_;
    if (found_.route && found_.route->frame_handler) return upgrade(request);

    if (slot.manner.closes) reads_ = false;
    if (!found_.route) {
        slot.is_ready = true;
        slot.answer = no_route(found_);
        add_slot(std::move(slot));
        return;
    }
    request.path_parameters = decoded(std::move(found_.path_parameters));
    slot.route = found_.route;
    const auto ticket = add_slot(std::move(slot));
    around_.dispatcher.dispatch(*found_.route, std::move(request), ticket);
}

void Conversation::upgrade(const Request& request) {
    auto answer = accept_web_socket(request);
    if (answer.status != 101) return answer_and_end(std::move(answer));
    add_slot({.is_ready = true, .manner = {}, .answer = std::move(answer)});
    socket_route_ = found_.route;
    socket_ = std::make_unique<WebSocketReader>(
        around_.rules.limits.frame_bytes_max,
        [this](WebSocketReader::Message message) { messages_.push_back(std::move(message)); });
}

void Conversation::read_web_socket(std::string_view& input) {
    const auto piece = input.substr(0, socket_piece_bytes);
    input.remove_prefix(piece.size());
    socket_->read(piece);
    if (socket_->is_closing()) reads_ = false;
    dispatch_messages();
}

void Conversation::dispatch_messages() {
    while (!messages_.empty() && !is_full()) {
        auto message = std::move(messages_.front());
        messages_.pop_front();
        const auto ticket =
            add_slot({.is_frame = true, .route = socket_route_, .manner = {}, .answer = {}});
        if (message.is_text) {
            around_.dispatcher.dispatch_frame(*socket_route_, std::move(message.payload), ticket);
        } else {
            complete(ticket, Response::json(R"({"ok":false,"detail":"send text frames"})"));
        }
    }
}

std::uint64_t Conversation::add_slot(Slot slot) {
    slot.asked_at = active_at_;
    slots_.push_back(std::move(slot));
    return first_ticket_ + slots_.size() - 1;
}

void Conversation::complete(std::uint64_t ticket, Response answer) {
    if (ticket < first_ticket_ || ticket - first_ticket_ >= slots_.size()) return;
    Slot& slot = slots_[ticket - first_ticket_];
    if (slot.is_ready) return;
    slot.answer = std::move(answer);
    slot.is_ready = true;
}

void Conversation::answer_and_end(Response answer) {
    reads_ = false;
    const ResponseManner manner{.is_head = reader_.request().method == "HEAD", .closes = true};
    add_slot({.is_ready = true, .manner = manner, .answer = std::move(answer)});
}

void Conversation::append_output(std::string& out) {
    append_slots(out);
    if (socket_ && !is_over_) append_control_frames(out);
    if (!reads_ && slots_.empty() && messages_.empty()) is_over_ = true;
}

void Conversation::append_slots(std::string& out) {
    while (!slots_.empty() && slots_.front().is_ready) {
        const Slot slot = std::move(slots_.front());
        slots_.pop_front();
        ++first_ticket_;
        // "Go on" and "switching protocols" are no answers yet.
        if (slot.answer.status >= 200)
            around_.dispatcher.answered(slot.route, slot.answer.status, slot.asked_at);
        if (slot.is_frame) {
            append_text_frame(out, slot.answer.body);
        } else {
            append_response(out, slot.answer, slot.manner);
        }
        if (!slot.manner.closes) continue;
        is_over_ = true;
        first_ticket_ += slots_.size();
        slots_.clear();
    }
}

// A close frame is the last thing to be sent, so it waits for the answers.
void Conversation::append_control_frames(std::string& out) {
    const bool owes_answers = !slots_.empty() || !messages_.empty();
    if (socket_->is_closing() && owes_answers) return;
    socket_->append_control_frames(out);
}

void Conversation::end_input() {
    reads_ = false;
    unread_.clear();
}

void Conversation::finish() {
    if (socket_) socket_->close(going_away, "the server stops");
    end_input();
    if (!slots_.empty() && !slots_.back().is_frame) slots_.back().manner.closes = true;
}

bool Conversation::wants_input() const {
    return reads_ && !is_over_ && !is_full() && messages_.empty();
}

void Conversation::check_deadlines(Clock::time_point now) {
    if (is_over_ || !reads_) return;
    if (!slots_.empty()) active_at_ = now;
    if (socket_) return check_web_socket_deadline(now);
    if (is_full()) {
        request_at_ = now;  // The peer waits for us.
    } else if (in_request_) {
        check_request_deadline(now - request_at_);
    } else if (now - active_at_ > around_.rules.limits.idle_timeout) {
        is_over_ = true;
    }
}

void Conversation::check_request_deadline(Clock::duration elapsed) {
    const auto& limits = around_.rules.limits;
    if (reader_.state() == RequestReader::State::head) {
        if (elapsed > limits.header_timeout)
            answer_and_end(Response::error(408, "the request's header took too long"));
        return;
    }
    using Seconds = std::chrono::duration<double>;
    const auto expected_bytes = std::chrono::duration_cast<Seconds>(elapsed - body_grace).count() *
                                static_cast<double>(body_bytes_per_second_min);
    const auto bytes = static_cast<double>(reader_.request().body.size());
    if (elapsed > limits.body_timeout || bytes < expected_bytes)
        answer_and_end(Response::error(408, "the request's body took too long"));
}

// A quiet peer is asked once whether it is still there.
void Conversation::check_web_socket_deadline(Clock::time_point now) {
    if (now - active_at_ <= around_.rules.limits.idle_timeout) return;
    if (awaits_pong_) {
        is_over_ = true;
        return;
    }
    awaits_pong_ = true;
    active_at_ = now;
    socket_->ping();
}

}  // namespace tts::http
