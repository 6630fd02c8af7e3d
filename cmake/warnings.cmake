# Warnings for our own code only: never exported to a consumer.
add_library(aliquot_warnings INTERFACE)
target_compile_options(aliquot_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
  -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough
  # g++ 12 sees an overlap in every string concatenation at -O3 (GCC bug 105651).
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>
  # clang 19 holds std::stable_sort's own temporary buffer in libstdc++ 12 against its caller.
  $<$<CXX_COMPILER_ID:Clang>:-Wno-deprecated-declarations>
  $<$<BOOL:${ALIQUOT_WARNINGS_AS_ERRORS}>:-Werror>)
