#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace tts::test {

// A plain connection to a port of ours, for what no HTTP library would send.
class TcpClient {
public:
    explicit TcpClient(int port, std::chrono::milliseconds timeout = std::chrono::seconds(30));
    ~TcpClient();
    TcpClient(const TcpClient&) = delete;
    TcpClient& operator=(const TcpClient&) = delete;

    // False if the peer has closed the connection.
    bool send(std::string_view bytes);

    // Exactly so many bytes; fewer if the peer closed or the time ran out.
    std::string receive(std::size_t size);
    // Up to and including `end`; everything that came if it never did.
    std::string receive_until(std::string_view end);
    // Everything until the peer closes, or the time runs out.
    std::string receive_all();
    // True if the peer closes within the time-out, whatever it sends before.
    bool is_closed_by_peer();

private:
    bool receive_some();

    int socket_ = -1;
    bool ended_by_peer_ = false;
    std::string received_;  // Not handed out yet.
};

}  // namespace tts::test
