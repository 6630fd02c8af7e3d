# The optional mixed-integer solver behind `lots.polish = "mip"`: HiGHS, else CBC, else none.
#
# Nothing depends on it: without one, everything builds, passes its tests and works but for that
# setting. HiGHS 1.14.0 is refused, for it calls wrong answers optimal.
set(ALIQUOT_SOLVER auto CACHE STRING "Mixed-integer solver: auto, highs, cbc or none")
set_property(CACHE ALIQUOT_SOLVER PROPERTY STRINGS auto highs cbc none)
set(aliquot_solver none)
set(aliquot_solver_target)

if(ALIQUOT_SOLVER STREQUAL "auto" OR ALIQUOT_SOLVER STREQUAL "highs")
  find_package(highs CONFIG QUIET)
  if(highs_FOUND AND highs_VERSION VERSION_GREATER_EQUAL 1.10
     AND NOT highs_VERSION VERSION_EQUAL 1.14.0)
    set(aliquot_solver highs)
    set(aliquot_solver_target highs::highs)
  endif()
endif()
if(aliquot_solver STREQUAL "none"
   AND (ALIQUOT_SOLVER STREQUAL "auto" OR ALIQUOT_SOLVER STREQUAL "cbc"))
  pkg_check_modules(CBC QUIET IMPORTED_TARGET cbc)
  if(CBC_FOUND)
    set(aliquot_solver cbc)
    set(aliquot_solver_target PkgConfig::CBC)
  endif()
endif()
if(NOT ALIQUOT_SOLVER MATCHES "^(auto|none)$" AND NOT ALIQUOT_SOLVER STREQUAL aliquot_solver)
  message(FATAL_ERROR "ALIQUOT_SOLVER=${ALIQUOT_SOLVER}, but it was not found in a version that is used")
endif()
message(STATUS "Mixed-integer solver: ${aliquot_solver}")
