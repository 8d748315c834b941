# SPDX-License-Identifier: GPL-3.0-or-later
# bw_room(NAME <room> SOURCES … [ROOMS lower rooms…] [LIBS external targets…] [PRIVATE_LIBS …])
# makes core_<room>, a static library whose headers are included as "<room>/file.h". The arrows (ROOMS) and external
# libraries (LIBS) must match the table in docs/architecture.md; tests/guard reads both.
function(bw_room)
  cmake_parse_arguments(A "" "NAME" "SOURCES;ROOMS;LIBS;PRIVATE_LIBS" ${ARGN})
  add_library(core_${A_NAME} STATIC ${A_SOURCES})
  target_include_directories(core_${A_NAME} PUBLIC ${PROJECT_SOURCE_DIR}/core)
  list(TRANSFORM A_ROOMS PREPEND core_)
  target_link_libraries(core_${A_NAME} PUBLIC bw_options Qt6::Core nlohmann_json::nlohmann_json ${A_ROOMS} ${A_LIBS} PRIVATE ${A_PRIVATE_LIBS})
  set_target_properties(core_${A_NAME} PROPERTIES AUTOMOC ON)
  bw_precompile(core_${A_NAME})
endfunction()

# bw_test(<tst_name> [SOURCES extra…] [LIBS …] [LABELS …] [TIMEOUT s]): one Qt Test executable from <tst_name>.cpp. In a tree
# with sanitizers it has the label asan, by which a run of ctest over both trees tells them apart.
function(bw_test NAME)
  cmake_parse_arguments(A "" "TIMEOUT" "SOURCES;LIBS;LABELS" ${ARGN})
  if(NOT BUILDWRIGHT_TESTS)
    return()
  endif()
  add_executable(${NAME} ${NAME}.cpp ${A_SOURCES})
  target_link_libraries(${NAME} PRIVATE bw_options Qt6::Test nlohmann_json::nlohmann_json ${A_LIBS})
  target_include_directories(${NAME} PRIVATE ${PROJECT_SOURCE_DIR}/tests ${PROJECT_SOURCE_DIR}/core)
  target_compile_definitions(${NAME} PRIVATE BW_SOURCE_DIR="${PROJECT_SOURCE_DIR}" BW_BINARY_DIR="${PROJECT_BINARY_DIR}")
  set_target_properties(${NAME} PROPERTIES AUTOMOC ON)
  bw_precompile(${NAME})
  if(NOT A_TIMEOUT)
    set(A_TIMEOUT 60)
  endif()
  if(BUILDWRIGHT_SANITIZE)
    list(APPEND A_LABELS asan)
    math(EXPR A_TIMEOUT "${A_TIMEOUT} * 3")
  endif()
  add_test(NAME ${NAME} COMMAND ${NAME})
  set_tests_properties(${NAME} PROPERTIES TIMEOUT ${A_TIMEOUT} LABELS "${A_LABELS}"
    ENVIRONMENT "QTEST_FUNCTION_TIMEOUT=20000;QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8" SKIP_RETURN_CODE 77)
endfunction()
