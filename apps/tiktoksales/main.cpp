#include "apps/tiktoksales/cli.hpp"

#include <cstdlib>
#include <exception>
#include <iostream>

int main(int argc, char** argv) {
    try {
        return tts::run_command_line(argc, argv);
    } catch (const std::exception& error) {
        std::cerr << "tiktoksales: " << error.what() << '\n';
        return EXIT_FAILURE;
    }
}
