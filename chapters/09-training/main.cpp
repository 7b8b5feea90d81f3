/// @file main.cpp
/// @brief The program of chapter 9.
#include "chapters/09-training/experiment.hpp"
#include "chapters/support/program.hpp"
#include "figures/plot.hpp"

int main(int argc, char** argv) {
    winit::chapter09::Params params;
    winit::Program program("09-training", "Which initialization trains best?");
    program.quick([&] { params = winit::chapter09::quick(); });
    program.full([&] { params = winit::chapter09::full(); });
    return program.run(argc, argv, params, winit::chapter09::experiments, winit::draw);
}
