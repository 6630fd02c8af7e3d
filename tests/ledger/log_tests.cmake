# Tests of the log and its stores. Those that need PostgreSQL share one, which ctest starts and ends.
set(scratch_postgres ${CMAKE_CURRENT_SOURCE_DIR}/ledger/scratch_postgres.sh)
set(postgres_folder ${CMAKE_CURRENT_BINARY_DIR}/scratch_postgres)
add_test(NAME postgres.start COMMAND ${scratch_postgres} start ${postgres_folder})
add_test(NAME postgres.stop COMMAND ${scratch_postgres} stop ${postgres_folder})
set_tests_properties(postgres.start PROPERTIES FIXTURES_SETUP scratch_postgres TIMEOUT 120)
set_tests_properties(postgres.stop PROPERTIES FIXTURES_CLEANUP scratch_postgres TIMEOUT 60)

# log_test(<name> FILES <test files> ROOM <target>): as aliquot_test, with the scratch PostgreSQL.
function(log_test name)
  cmake_parse_arguments(TEST "" "ROOM" "FILES" ${ARGN})
  add_executable(${name}_tests ${TEST_FILES} ledger/postgres_schema.cpp)
  target_link_libraries(${name}_tests PRIVATE
    ${TEST_ROOM} fmt::fmt GTest::gtest_main aliquot_warnings)
  target_include_directories(${name}_tests PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
  gtest_discover_tests(${name}_tests DISCOVERY_TIMEOUT 60
    PROPERTIES FIXTURES_REQUIRED scratch_postgres
               ENVIRONMENT ALIQUOT_TEST_POSTGRES=${postgres_folder})
endfunction()

log_test(store
  FILES ledger/exchange_test.cpp ledger/server_kill_test.cpp ledger/store_test.cpp
        ledger/tamper_test.cpp ledger/writer_test.cpp
  ROOM aliquot::ledger)
target_compile_definitions(store_tests PRIVATE ALIQUOT_SCRATCH_POSTGRES="${scratch_postgres}")

# The log once more, with its fault points: only these tests have it.
list(TRANSFORM aliquot_log_sources PREPEND ${PROJECT_SOURCE_DIR}/src/aliquot/ OUTPUT_VARIABLE faulty_sources)
add_library(faulty_log STATIC ${faulty_sources})
target_compile_definitions(faulty_log PUBLIC ALIQUOT_FAULTS)
target_include_directories(faulty_log PUBLIC ${PROJECT_SOURCE_DIR}/src)
target_link_libraries(faulty_log PUBLIC aliquot::domain ${aliquot_log_links} PRIVATE aliquot_warnings)

log_test(log_faults
  FILES ledger/kill_test.cpp ledger/planted_faults.cpp ledger/watched_files.cpp
  ROOM faulty_log)

# A whole facility on that log. The faulty log comes first, so that it is the one that is used.
log_test(story
  FILES live/dprk_story.cpp live/story_kill_test.cpp ledger/planted_faults.cpp
        ledger/watched_files.cpp
  ROOM faulty_log)
target_link_libraries(story_tests PRIVATE aliquot::live)
target_compile_definitions(story_tests PRIVATE ALIQUOT_SCRATCH_POSTGRES="${scratch_postgres}")

add_test(NAME log_agreement
         COMMAND Python3::Interpreter ${CMAKE_CURRENT_SOURCE_DIR}/tools/log_agreement_test.py
                 $<TARGET_FILE:aliquot_cli>)
