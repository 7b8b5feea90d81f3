# Every library the project uses, each under one name, whatever the distribution calls it.
find_package(Threads REQUIRED)
find_package(xtensor REQUIRED)
find_package(xtensor-blas REQUIRED)
set(BLA_VENDOR OpenBLAS)  # not any BLAS: the programs set its thread count
find_package(BLAS REQUIRED)
find_package(LAPACK REQUIRED)
find_package(Boost CONFIG REQUIRED COMPONENTS iostreams filesystem OPTIONAL_COMPONENTS system)
find_package(CLI11 REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(Catch2 REQUIRED)
# The distribution's Python, which its Sphinx belongs to, before any other in the PATH.
find_program(Python3_EXECUTABLE python3 PATHS /usr/bin NO_DEFAULT_PATH)
find_package(Python3 REQUIRED COMPONENTS Interpreter)

add_library(linear_algebra INTERFACE)
target_link_libraries(linear_algebra INTERFACE xtensor xtensor-blas BLAS::BLAS LAPACK::LAPACK)
# From clang 19 on, a template's defaults count when it is matched, and xtensor 0.24 becomes ambiguous.
set(as_before_clang_19 -fno-relaxed-template-template-args -Wno-deprecated-no-relaxed-template-template-args)
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND CMAKE_CXX_COMPILER_VERSION VERSION_GREATER_EQUAL 19)
  include(CheckCXXCompilerFlag)
  list(JOIN as_before_clang_19 " " flags)
  check_cxx_compiler_flag("${flags}" WINIT_AS_BEFORE_CLANG_19)
  if(WINIT_AS_BEFORE_CLANG_19)
    target_compile_options(linear_algebra INTERFACE ${as_before_clang_19})
  endif()
endif()
# Assertions inside xtensor are for the debug preset.
target_compile_definitions(linear_algebra INTERFACE $<$<CONFIG:Debug>:XTENSOR_ENABLE_ASSERT>)

add_library(gnuplot INTERFACE)
target_link_libraries(gnuplot INTERFACE Boost::iostreams Boost::filesystem
                                       $<TARGET_NAME_IF_EXISTS:Boost::system>)

add_library(command_line INTERFACE)
target_link_libraries(command_line INTERFACE CLI11::CLI11 nlohmann_json::nlohmann_json)

add_library(catch2 INTERFACE)
target_link_libraries(catch2 INTERFACE Catch2::Catch2)
if(Catch2_VERSION VERSION_GREATER_EQUAL 3)
  target_compile_definitions(catch2 INTERFACE WINIT_CATCH2_V3)
endif()
