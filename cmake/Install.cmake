# cmake --install: headers, library, find_package(winit 1 CONFIG), winit.pc and the licenses.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(package "${CMAKE_INSTALL_LIBDIR}/cmake/winit")
set(made "${PROJECT_BINARY_DIR}/package")

# The headers include each other as "snippets/…", so the folder keeps its name, in one of its own.
install(DIRECTORY snippets DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/winit" FILES_MATCHING PATTERN "*.hpp")
install(TARGETS winit EXPORT winit ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}"
        INCLUDES DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/winit")
install(EXPORT winit NAMESPACE winit:: FILE winit-targets.cmake DESTINATION "${package}")

configure_package_config_file(cmake/winit-config.cmake.in "${made}/winit-config.cmake"
                              INSTALL_DESTINATION "${package}")
write_basic_package_version_file("${made}/winit-config-version.cmake" COMPATIBILITY SameMajorVersion)
install(FILES "${made}/winit-config.cmake" "${made}/winit-config-version.cmake" cmake/XtensorFlags.cmake
        DESTINATION "${package}")

# Where winit.pc finds the prefix from its own place, wherever that is moved to.
file(RELATIVE_PATH to_prefix "/prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/prefix")
string(REGEX REPLACE "/$" "" to_prefix "${to_prefix}")
configure_file(cmake/winit.pc.in "${made}/winit.pc" @ONLY)
install(FILES "${made}/winit.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")

# The library holds the digits, whose license asks for their authors' names.
install(FILES LICENSE DESTINATION "${CMAKE_INSTALL_DOCDIR}")
install(FILES data/README.md DESTINATION "${CMAKE_INSTALL_DOCDIR}" RENAME DATA.md)
