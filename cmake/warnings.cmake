# Warnings for our own code only: never exported to a consumer.
add_library(aliquot_warnings INTERFACE)
target_compile_options(aliquot_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
  -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough
  $<$<BOOL:${ALIQUOT_WARNINGS_AS_ERRORS}>:-Werror>)
