#pragma once

#include "apps/tiktoksales/settings.hpp"
#include "core/result.hpp"

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace tts {

// All roles that the settings name, running in this process. Wires, and decides nothing.
class Application {
public:
    // Opens the storage, brings the schema up to date and starts everything. An error names what is
    // missing and what to do; nothing runs then.
    static Result<std::unique_ptr<Application>> start(const ServeSettings& settings);

    // Stops in the order of the comments' path: no new request, what was accepted is stored, what
    // workers hold is finished or handed back. The destructor does the same.
    void stop();
    ~Application();

    // Where each role listens, as it really is.
    const std::vector<std::pair<Role, std::uint16_t>>& ports() const;

    Application(const Application&) = delete;
    Application& operator=(const Application&) = delete;

private:
    struct Parts;
    explicit Application(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace tts
