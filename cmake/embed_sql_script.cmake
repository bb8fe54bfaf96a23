# Run at build time by tts_embed_sql(): writes OUTPUT from the .sql files of FOLDER.
file(GLOB files ${FOLDER}/*.sql)
list(SORT files)

set(rows "")
foreach(file ${files})
  get_filename_component(name ${file} NAME_WE)
  file(READ ${file} sql HEX)
  # Bytes rather than a string literal: nothing to escape, no limit on the length of a literal.
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${sql}")
  string(REGEX REPLACE "(('[^']*',){16})" "\\1\n    " bytes "${bytes}")
  string(APPEND arrays "constexpr char sql_${name}[] = {\n    ${bytes}\n};\n\n")
  string(APPEND rows "        {\"${name}\", {sql_${name}, sizeof(sql_${name})}},\n")
endforeach()

file(WRITE ${OUTPUT} "// Generated from ${FOLDER}; do not edit.
#include \"ports/store.hpp\"

namespace tts {

namespace {

${arrays}}  // namespace

const std::vector<Migration>& ${SYMBOL}();

const std::vector<Migration>& ${SYMBOL}() {
    static const std::vector<Migration> migrations = {
${rows}    };
    return migrations;
}

}  // namespace tts
")
