# Every library the project uses, each under one name, whatever the distribution calls it.
find_package(Threads REQUIRED)
find_package(xtensor REQUIRED)
find_package(xtensor-blas REQUIRED)
set(BLA_VENDOR OpenBLAS)  # not any BLAS: the programs set its thread count
find_package(BLAS REQUIRED)
find_package(LAPACK REQUIRED)
find_package(Boost REQUIRED COMPONENTS iostreams system filesystem)
find_package(CLI11 REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(Catch2 REQUIRED)
find_package(Python3 REQUIRED COMPONENTS Interpreter)

add_library(linear_algebra INTERFACE)
target_link_libraries(linear_algebra INTERFACE xtensor xtensor-blas BLAS::BLAS LAPACK::LAPACK)
# BLAS does the products; assertions inside xtensor are for the debug preset.
target_compile_definitions(linear_algebra INTERFACE HAVE_CBLAS=1
                           $<$<CONFIG:Debug>:XTENSOR_ENABLE_ASSERT>)

add_library(gnuplot INTERFACE)
target_link_libraries(gnuplot INTERFACE Boost::iostreams Boost::system Boost::filesystem)

add_library(command_line INTERFACE)
target_link_libraries(command_line INTERFACE CLI11::CLI11 nlohmann_json::nlohmann_json)

add_library(catch2 INTERFACE)
target_link_libraries(catch2 INTERFACE Catch2::Catch2)
if(Catch2_VERSION VERSION_GREATER_EQUAL 3)
  target_compile_definitions(catch2 INTERFACE WINIT_CATCH2_V3)
endif()
