#include "apps/tiktoksales/csv.hpp"

#include <cstdint>
#include <cstdlib>

// Whatever the bytes are, rows have cells and their lines go up.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto rows = tts::parse_csv({reinterpret_cast<const char*>(bytes), size});
    if (!rows) return 0;
    std::size_t line = 0;
    for (const auto& row : *rows) {
        if (row.cells.empty() || row.line <= line) std::abort();
        line = row.line;
    }
    return 0;
}
