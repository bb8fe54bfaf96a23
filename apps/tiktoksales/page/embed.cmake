# cmake -DFILES="a;b" -DHEADER=page_files.hpp -DSYMBOL=page_files -DOUTPUT=page_files.cpp
# -P embed.cmake: the files as arrays in a C++ source, so that the binary serves its page from
# wherever it is started. The header declares the function of that name.

set(arrays "")
set(rows "")
foreach(file IN LISTS FILES)
  get_filename_component(name ${file} NAME)
  string(MAKE_C_IDENTIFIER ${name} identifier)
  file(READ ${file} hex HEX)
  string(REGEX REPLACE "(..)" "'\\\\x\\1'," bytes "${hex}")
  string(REGEX REPLACE "(......,......,......,......,......,......,......,......,......,......,......,......,)"
    "\\1\n    " bytes "${bytes}")
  string(APPEND arrays "constexpr char ${identifier}[] = {\n    ${bytes}};\n\n")
  string(APPEND rows "    {\"${name}\", {${identifier}, sizeof ${identifier}}},\n")
endforeach()

file(WRITE ${OUTPUT} "#include \"${HEADER}\"

#include <array>

namespace tts {

namespace {

${arrays}constexpr PageFile files[] = {
${rows}};

}  // namespace

std::span<const PageFile> ${SYMBOL}() {
    return files;
}

}  // namespace tts
")
