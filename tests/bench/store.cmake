# SPDX-License-Identifier: GPL-3.0-or-later
# Plain programs that print "bench NAME ours=… peer=… ratio=…"; the peers are the sqlite3 shell and grep.
add_executable(bench_store store_append.cpp store_search.cpp store_main.cpp)
target_link_libraries(bench_store PRIVATE bw_options core_store)
target_include_directories(bench_store PRIVATE ${PROJECT_SOURCE_DIR}/tests ${PROJECT_SOURCE_DIR}/core)
