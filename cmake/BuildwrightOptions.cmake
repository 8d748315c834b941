# SPDX-License-Identifier: GPL-3.0-or-later
add_library(bw_options INTERFACE)
target_compile_options(bw_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wold-style-cast
  -Woverloaded-virtual -Wnon-virtual-dtor -Wswitch-enum)
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
