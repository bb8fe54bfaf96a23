#pragma once

namespace tts::bench {

// Answers every request with the same acknowledgement, as little as a server can do: one thread,
// epoll, no parsing but the search for the end of a request. The bound of any HTTP server here.
// Never returns.
void run_echo_server(int port);

// The same answer from our own HTTP front, without a queue behind it. Never returns.
void run_front_server(int port);

}  // namespace tts::bench
