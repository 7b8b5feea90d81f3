# What the tutorial uses beside the library, each under one name, whatever the distribution calls it.
find_package(Boost CONFIG REQUIRED COMPONENTS iostreams filesystem OPTIONAL_COMPONENTS system)
find_package(nlohmann_json REQUIRED)
find_package(Catch2 REQUIRED)
# The distribution's Python, which its Sphinx belongs to, before any other in the PATH.
find_program(Python3_EXECUTABLE python3 PATHS /usr/bin NO_DEFAULT_PATH)
find_package(Python3 REQUIRED COMPONENTS Interpreter)

add_library(gnuplot INTERFACE)
target_link_libraries(gnuplot INTERFACE Boost::iostreams Boost::filesystem
                                       $<TARGET_NAME_IF_EXISTS:Boost::system>)

add_library(catch2 INTERFACE)
target_link_libraries(catch2 INTERFACE Catch2::Catch2)
if(Catch2_VERSION VERSION_GREATER_EQUAL 3)
  target_compile_definitions(catch2 INTERFACE WINIT_CATCH2_V3)
endif()
