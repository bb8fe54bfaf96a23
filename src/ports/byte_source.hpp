#pragma once

#include "core/result.hpp"

#include <cstddef>
#include <memory>
#include <span>
#include <stop_token>
#include <string>

namespace tts {

// Bytes of one URL, as they arrive. Belongs to one thread.
class ByteStream {
public:
    virtual ~ByteStream() = default;

    // Waits for at least one byte; 0 is the end. Errc::unavailable if the connection breaks, if
    // nothing comes for too long, or if it was asked to stop.
    virtual Result<std::size_t> read(std::span<char> bytes) = 0;
};

// Opens URLs that may come from anybody, so that an implementation refuses addresses it must not be
// sent to. Any thread may call it.
class ByteSource {
public:
    virtual ~ByteSource() = default;

    // Returns when the answer has begun. Errc::invalid if it is no URL that can be opened,
    // Errc::denied if it may not be, Errc::not_found, Errc::unavailable.
    virtual Result<std::unique_ptr<ByteStream>> open(const std::string& url,
                                                     const std::stop_token& stop) = 0;
};

}  // namespace tts
