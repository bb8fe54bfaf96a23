#include "apps/tiktoksales/application.hpp"
#include "apps/tiktoksales/commands.hpp"
#include "apps/tiktoksales/stop_signal.hpp"

#include <cstdlib>
#include <iostream>

namespace tts {

int fail(const Error& error) {
    std::cerr << "tiktoksales: " << error.what() << '\n';
    return EXIT_FAILURE;
}

int run_serve(const ServeSettings& settings) {
    const StopSignal stop_signal;
    const auto application = Application::start(settings);
    if (!application) return fail(application.error());
    for (const auto& [role, port] : (*application)->ports())
        std::cout << to_string(role) << " http://" << settings.bind << ':' << port << '\n';
    std::cout << "ready\n" << std::flush;

    stop_signal.wait();
    stop_signal.let_go();
    log_event(Level::info, "stopping");
    (*application)->stop();
    log_event(Level::info, "stopped");
    return EXIT_SUCCESS;
}

}  // namespace tts
