# The steps of the epidemic, compiled once for each kind of processor; which one runs is found out
# when the program starts. Nothing may be fused, so that all kinds give the same bits.
# Of the sanitizers they keep that of addresses; the others take minutes to compile here.
set(lanes_options -ffp-contract=off -fno-math-errno -Wno-psabi -fno-sanitize=undefined
  $<$<CXX_COMPILER_ID:GNU>:-fno-var-tracking>
  # g++ 12 sees uninitialised values in its own header of AVX-512 (GCC bug 105593).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-uninitialized> $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
set_source_files_properties(epidemic/lanes/kernel_plain.cpp PROPERTIES
  COMPILE_OPTIONS "${lanes_options}")
if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64)$")
  target_sources(aliquot_epidemic PRIVATE
    epidemic/lanes/kernel_avx2.cpp epidemic/lanes/kernel_avx512.cpp)
  target_compile_definitions(aliquot_epidemic PRIVATE ALIQUOT_X86_KERNELS)
  set_source_files_properties(epidemic/lanes/kernel_avx2.cpp PROPERTIES
    COMPILE_OPTIONS "${lanes_options};-mavx2")
  set_source_files_properties(epidemic/lanes/kernel_avx512.cpp PROPERTIES
    COMPILE_OPTIONS
    "${lanes_options};-mavx512f;-mavx512dq;-mavx512bw;-mavx512vl;-mprefer-vector-width=512")
endif()
