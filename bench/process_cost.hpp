#pragma once

#include <sys/types.h>

namespace tts::bench {

// Processor time that the process and the children it has now used so far, in seconds, their
// threads included.
double cpu_seconds(pid_t pid);

// Memory of the process that is in RAM, in bytes.
double resident_bytes(pid_t pid);

}  // namespace tts::bench
