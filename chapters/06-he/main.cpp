/// @file main.cpp
/// @brief The program of chapter 6.
#include "chapters/06-he/experiment.hpp"
#include "chapters/support/program.hpp"
#include "figures/plot.hpp"

int main(int argc, char** argv) {
    winit::chapter06::Params params;
    winit::Program program("06-he", "Which scale carries a signal through ReLU layers?");
    program.quick([&] { params = winit::chapter06::quick(); });
    return program.run(argc, argv, params, winit::chapter06::experiments, winit::draw);
}
