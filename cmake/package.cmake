# What an outside project finds with find_package(aliquot).
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
add_library(aliquot INTERFACE)
add_library(aliquot::aliquot ALIAS aliquot)
get_property(rooms GLOBAL PROPERTY ALIQUOT_ROOMS)
target_link_libraries(aliquot INTERFACE ${rooms})
install(TARGETS ${rooms} aliquot EXPORT aliquot-targets FILE_SET HEADERS)
install(EXPORT aliquot-targets NAMESPACE aliquot:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/aliquot)
configure_package_config_file(cmake/aliquot-config.cmake.in ${PROJECT_BINARY_DIR}/aliquot-config.cmake
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/aliquot)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/aliquot-config-version.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/aliquot-config.cmake
              ${PROJECT_BINARY_DIR}/aliquot-config-version.cmake
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/aliquot)
