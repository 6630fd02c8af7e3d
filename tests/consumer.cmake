# The tests that an outside project can use Aliquot: installed, and as a subfolder.
set(consumer_project ${CMAKE_CURRENT_SOURCE_DIR}/consumer)
set(consumer_build ${CMAKE_CURRENT_BINARY_DIR}/consumer)
set(consumer_options -DCMAKE_BUILD_TYPE=${CMAKE_BUILD_TYPE}
    "-DCMAKE_CXX_FLAGS=${CMAKE_CXX_FLAGS}"
    -DCMAKE_CXX_COMPILER_LAUNCHER=${CMAKE_CXX_COMPILER_LAUNCHER})
set(consumer_prints "1,704,000 doses on 2 March 2021: 33050 per million")

# consumer_test(<name> <CMake options>...)
function(consumer_test name)
  add_test(NAME consumer.${name}
    COMMAND ${CMAKE_CTEST_COMMAND}
      --build-and-test ${consumer_project} ${consumer_build}/${name}
      --build-generator ${CMAKE_GENERATOR}
      --build-options ${consumer_options} -DCMAKE_CXX_COMPILER=${CMAKE_CXX_COMPILER} ${ARGN}
      --test-command consumer)
  set_tests_properties(consumer.${name} PROPERTIES
    PASS_REGULAR_EXPRESSION "${consumer_prints}" FAIL_REGULAR_EXPRESSION "warning:" TIMEOUT 600)
endfunction()

add_test(NAME consumer.install
  COMMAND ${CMAKE_COMMAND} --install ${PROJECT_BINARY_DIR} --prefix ${consumer_build}/prefix)
set_tests_properties(consumer.install PROPERTIES
  FIXTURES_SETUP installed_aliquot RESOURCE_LOCK build_tree)
consumer_test(find_package -Daliquot_ROOT=${consumer_build}/prefix)
set_tests_properties(consumer.find_package PROPERTIES FIXTURES_REQUIRED installed_aliquot)
consumer_test(add_subdirectory -DALIQUOT_SOURCE=${PROJECT_SOURCE_DIR})
