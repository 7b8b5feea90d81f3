/// @file main.cpp
/// @brief The program of chapter 7.
#include "chapters/07-comparing/experiment.hpp"
#include "chapters/support/program.hpp"
#include "figures/plot.hpp"

int main(int argc, char** argv) {
    winit::chapter07::Params params;
    winit::Program program("07-comparing",
                           "How do you compare ways of drawing weights fairly?");
    program.quick([&] { params = winit::chapter07::quick(); });
    program.memory([&] { return winit::chapter07::bytes(params); });
    return program.run(argc, argv, params, winit::chapter07::experiments, winit::draw);
}
