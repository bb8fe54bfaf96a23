# Run at build time: writes OUTPUT, which defines NAME() as a number that is another one whenever a
# source file of FOLDER is.
file(GLOB files ${FOLDER}/*.cpp ${FOLDER}/*.hpp)
list(SORT files)
set(hashes "")
foreach(file ${files})
  file(SHA256 ${file} hash)
  string(APPEND hashes ${hash})
endforeach()
string(SHA256 hash "${hashes}")
string(SUBSTRING ${hash} 0 16 digits)
file(WRITE ${OUTPUT} "// Generated from ${FOLDER}; do not edit.
#include <cstdint>

namespace tts {

std::uint64_t ${NAME}();

std::uint64_t ${NAME}() {
    return 0x${digits}U;
}

}  // namespace tts
")
