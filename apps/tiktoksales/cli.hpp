#pragma once

namespace tts {

// Reads the command line and runs the command it names. Returns the exit status: 0 done, 1 failed,
// 2 wrong arguments.
int run_command_line(int argc, char** argv);

}  // namespace tts
