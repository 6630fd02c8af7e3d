# aliquot_room(<name> SOURCES <files> HEADERS <files> USES <rooms it may include> LINKS <third-party targets>)
#
# A room is one folder of src/aliquot and one library. LINKS are private: no third-party header
# (tl::expected aside) may appear in a public header.
function(aliquot_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;HEADERS;USES;LINKS" ${ARGN})
  add_library(aliquot_${name} STATIC)
  add_library(aliquot::${name} ALIAS aliquot_${name})
  set_target_properties(aliquot_${name} PROPERTIES EXPORT_NAME ${name} POSITION_INDEPENDENT_CODE ON)
  target_sources(aliquot_${name}
    PRIVATE ${ROOM_SOURCES}
    PUBLIC FILE_SET HEADERS BASE_DIRS "${PROJECT_SOURCE_DIR}/src" FILES ${ROOM_HEADERS})
  target_compile_features(aliquot_${name} PUBLIC cxx_std_20)
  list(TRANSFORM ROOM_USES PREPEND aliquot::)
  target_link_libraries(aliquot_${name}
    PUBLIC ${ROOM_USES}
    PRIVATE ${ROOM_LINKS} $<BUILD_INTERFACE:aliquot_warnings>)
  set_property(GLOBAL APPEND PROPERTY ALIQUOT_ROOMS aliquot_${name})
endfunction()
