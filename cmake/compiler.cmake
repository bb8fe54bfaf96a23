# Warnings, hardening, sanitizers, ccache and the linker, for every target.

add_library(tts_options INTERFACE)
target_compile_options(tts_options INTERFACE
  -Wall -Wextra -Wshadow -Wconversion -Wpedantic -Werror
  -fstack-protector-strong)
# GCC 12 warns about moves of boost::system::result that cannot happen.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(tts_options INTERFACE -Wno-maybe-uninitialized)
endif()
# Clang 19 takes std::stable_sort of GCC 12's library for a use of what that deprecates.
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  target_compile_options(tts_options INTERFACE -Wno-deprecated-declarations)
endif()
target_include_directories(tts_options INTERFACE ${CMAKE_SOURCE_DIR}/src)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1 -DNDEBUG -D_FORTIFY_SOURCE=2")
set(CMAKE_C_FLAGS_RELWITHDEBINFO "-O2 -g1 -DNDEBUG -D_FORTIFY_SOURCE=2")
if(TTS_OPTIMISE_DEBUG)
  set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1 -D_GLIBCXX_ASSERTIONS")
  set(CMAKE_C_FLAGS_DEBUG "-O1 -g1")
endif()

if(TTS_SANITIZE)
  add_compile_options(-fsanitize=${TTS_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${TTS_SANITIZE})
  # What the fuzzers call tells them where it has been.
  if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND TTS_SANITIZE MATCHES "address")
    add_compile_options(-fsanitize=fuzzer-no-link)
  endif()
endif()

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()
find_program(MOLD mold)
if(MOLD)
  add_link_options(-fuse-ld=mold)
endif()
add_link_options(-Wl,-z,relro,-z,now)

# tts_library(tts_core SOURCES a.cpp b.cpp LIBRARIES ... PRIVATE_LIBRARIES ...): one library per
# folder of src/, with the options above.
function(tts_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LIBRARIES;PRIVATE_LIBRARIES" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_link_libraries(${name} PUBLIC ${ARG_LIBRARIES} PRIVATE tts_options ${ARG_PRIVATE_LIBRARIES})
  target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
endfunction()
