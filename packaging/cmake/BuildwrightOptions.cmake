# SPDX-License-Identifier: GPL-3.0-or-later
add_library(bw_options INTERFACE)
target_compile_options(bw_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wold-style-cast
  -Woverloaded-virtual -Wnon-virtual-dtor -Wswitch-enum)
# With optimisation GCC takes an empty std::optional for one that is read without being set.
target_compile_options(bw_options INTERFACE $<$<AND:$<CONFIG:Release>,$<CXX_COMPILER_ID:GNU>>:-Wno-maybe-uninitialized>)
target_compile_definitions(bw_options INTERFACE QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY
  QT_NO_KEYWORDS QT_NO_FOREACH QT_NO_NARROWING_CONVERSIONS_IN_CONNECT BUILDWRIGHT_VERSION="${PROJECT_VERSION}")
target_link_libraries(bw_options INTERFACE Threads::Threads)
target_link_options(bw_options INTERFACE -Wl,--as-needed)
if(BUILDWRIGHT_WERROR)
  target_compile_options(bw_options INTERFACE -Werror)
endif()
if(BUILDWRIGHT_SANITIZE)
  target_compile_options(bw_options INTERFACE -fsanitize=address,undefined -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
  target_link_options(bw_options INTERFACE -fsanitize=address,undefined)
endif()
find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM AND NOT BUILDWRIGHT_SANITIZE)
  target_link_options(bw_options INTERFACE -fuse-ld=mold)
endif()

# One precompiled header for everything with Qt in it: parsing it takes most of a file's compile time otherwise.
option(BUILDWRIGHT_PCH "Precompile the common headers" ON)
if(BUILDWRIGHT_PCH)
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/precompiled.cpp CONTENT "// made by CMake\n")
  add_library(bw_precompiled OBJECT ${PROJECT_BINARY_DIR}/precompiled.cpp)
  target_link_libraries(bw_precompiled PUBLIC bw_options Qt6::Core nlohmann_json::nlohmann_json)
  # ccache can only vouch for a precompiled header when the preprocessor reads through it.
  target_compile_options(bw_options INTERFACE $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-fpch-preprocess>)
  target_precompile_headers(bw_precompiled PRIVATE ${PROJECT_SOURCE_DIR}/packaging/cmake/precompiled.h)
endif()
# bw_precompile(<target>): a target that has Qt6::Core and nlohmann_json.
function(bw_precompile TARGET)
  if(BUILDWRIGHT_PCH)
    target_precompile_headers(${TARGET} REUSE_FROM bw_precompiled)
  endif()
endfunction()
