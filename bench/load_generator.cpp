#include "bench/load_generator.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <deque>
#include <stdexcept>
#include <string>

namespace tts::bench {

namespace {

using Clock = std::chrono::steady_clock;

[[noreturn]] void fail(const std::string& what) {
    throw std::runtime_error("load generator: " + what);
}

struct Line {
    int socket = -1;
    std::string unsent;
    std::string unread;
    std::deque<Clock::time_point> waiting;    // Due, but the window is full.
    std::deque<Clock::time_point> in_flight;  // When each was due, or sent if nothing is due.
};

class Load {
public:
    explicit Load(const LoadPlan& plan)
        : plan_(plan),
          audience_(plan.audience),
          lines_(static_cast<std::size_t>(plan.connections)) {
        epoll_ = epoll_create1(0);
        for (Line& line : lines_) open(line);
    }
    ~Load() {
        for (const Line& line : lines_) close(line.socket);
        close(epoll_);
    }
    Load(const Load&) = delete;
    Load& operator=(const Load&) = delete;

    LoadResult run() {
        start_ = Clock::now();
        end_ = start_ + plan_.time;
        if (plan_.rate == 0)
            for (Line& line : lines_) refill(line);
        while (!is_done()) {
            if (plan_.rate > 0) send_what_is_due();
            serve_sockets();
        }
        const std::chrono::duration<double> elapsed = Clock::now() - start_;
        result_.seconds = elapsed.count();
        std::sort(result_.latencies.begin(), result_.latencies.end());
        return std::move(result_);
    }

private:
    void open(Line& line) {
        line.socket = connect_to(plan_.port);
        if (plan_.protocol == Protocol::web_socket) upgrade(line.socket);
        fcntl(line.socket, F_SETFL, O_NONBLOCK);
        epoll_event event{};
        event.events = EPOLLIN | EPOLLOUT | EPOLLET;
        event.data.ptr = &line;
        if (epoll_ctl(epoll_, EPOLL_CTL_ADD, line.socket, &event) != 0) fail("epoll_ctl");
    }

    bool may_send(Clock::time_point now) const {
        if (plan_.comments_max > 0 && begun_ >= plan_.comments_max) return false;
        return plan_.comments_max > 0 || now < end_;
    }

    // The closed loop counts what is answered in time; the open loop waits for every answer.
    bool is_done() const {
        const auto now = Clock::now();
        if (now > end_ + std::chrono::seconds(30)) fail("answers are missing");
        if (plan_.rate == 0 && plan_.comments_max == 0) return now >= end_;
        return !may_send(now) && result_.answered == begun_;
    }

    void refill(Line& line) {
        const auto now = Clock::now();
        while (line.in_flight.size() < plan_.window && may_send(now)) {
            ++begun_;
            send(line, now);
        }
        write_out(line);
    }

    void send(Line& line, Clock::time_point due) {
        json_.clear();
        if (plan_.protocol == Protocol::predict)
            audience_.append_text_json(json_);
        else
            audience_.append_json(json_);
        append_message(line.unsent, plan_.protocol, json_);
        line.in_flight.push_back(due);
    }

    Clock::time_point due_time(std::size_t number) const {
        const std::chrono::duration<double> after(static_cast<double>(number) / plan_.rate);
        return start_ + std::chrono::duration_cast<Clock::duration>(after);
    }

    void send_what_is_due() {
        const auto now = Clock::now();
        for (; may_send(due_time(begun_)) && due_time(begun_) <= now; ++begun_)
            lines_[begun_ % lines_.size()].waiting.push_back(due_time(begun_));
        for (Line& line : lines_) send_waiting(line);
    }

    void send_waiting(Line& line) {
        if (line.waiting.empty()) return;
        while (!line.waiting.empty() && line.in_flight.size() < plan_.window) {
            send(line, line.waiting.front());
            line.waiting.pop_front();
        }
        write_out(line);
    }

    timespec time_to_wait() const {
        using std::chrono::nanoseconds;
        nanoseconds wait = std::chrono::milliseconds(20);
        if (plan_.rate > 0 && may_send(due_time(begun_)))
            wait = std::clamp<nanoseconds>(due_time(begun_) - Clock::now(), nanoseconds(0), wait);
        return {.tv_sec = 0, .tv_nsec = wait.count()};
    }

    void serve_sockets() {
        std::array<epoll_event, 128> events{};
        const timespec wait = time_to_wait();
        const int count = epoll_pwait2(epoll_, events.data(), events.size(), &wait, nullptr);
        for (int i = 0; i < count; ++i) {
            const epoll_event& event = events[static_cast<std::size_t>(i)];
            Line& line = *static_cast<Line*>(event.data.ptr);
            if (event.events & EPOLLIN) read_in(line);
            if (plan_.rate > 0) {
                send_waiting(line);
            } else if (line.in_flight.size() < plan_.window) {
                refill(line);
            }
            write_out(line);
        }
    }

    void read_in(Line& line) {
        static thread_local std::array<char, 1 << 16> buffer;
        for (;;) {
            const auto size = recv(line.socket, buffer.data(), buffer.size(), 0);
            if (size < 0 && errno == EAGAIN) break;
            if (size <= 0) fail("the server closed a connection");
            line.unread.append(buffer.data(), static_cast<std::size_t>(size));
            if (static_cast<std::size_t>(size) < buffer.size()) break;
        }
        const Answers answers = take_answers(line.unread, plan_.protocol);
        const auto now = Clock::now();
        for (std::size_t i = 0; i < answers.count; ++i) {
            const std::chrono::duration<double, std::milli> latency = now - line.in_flight.front();
            result_.latencies.push_back(latency.count());
            line.in_flight.pop_front();
        }
        result_.answered += answers.count;
        result_.refused += answers.refused;
    }

    void write_out(Line& line) {
        if (line.unsent.empty()) return;
        const auto sent = ::send(line.socket, line.unsent.data(), line.unsent.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno != EAGAIN) fail("the server does not read");
        if (sent > 0) line.unsent.erase(0, static_cast<std::size_t>(sent));
    }

    const LoadPlan& plan_;
    Audience audience_;
    std::vector<Line> lines_;
    int epoll_ = -1;
    Clock::time_point start_;
    Clock::time_point end_;
    std::size_t begun_ = 0;  // Comments that were sent or wait to be.
    std::string json_;
    LoadResult result_;
};

}  // namespace

double LoadResult::latency(double quantile) const {
    if (latencies.empty()) return std::nan("");
    const auto last = static_cast<double>(latencies.size() - 1);
    return latencies[static_cast<std::size_t>(std::ceil(last * quantile))];
}

LoadResult run_load(const LoadPlan& plan) {
    return Load(plan).run();
}

int connect_to(int port) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        fail("nobody listens on port " + std::to_string(port));
    const int on = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return socket;
}

void upgrade(int socket) {
    const std::string request = upgrade_request();
    if (::send(socket, request.data(), request.size(), MSG_NOSIGNAL) < 0) fail("no upgrade");
    std::string answer;
    while (answer.find("\r\n\r\n") == std::string::npos) {
        char byte = 0;
        if (recv(socket, &byte, 1, 0) != 1) fail("no answer to the upgrade");
        answer += byte;
    }
    if (!answer.starts_with("HTTP/1.1 101")) fail("refused to upgrade: " + answer);
}

}  // namespace tts::bench
