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
  FILES ledger/exchange_test.cpp ledger/store_test.cpp ledger/tamper_test.cpp
  ROOM aliquot::ledger)
