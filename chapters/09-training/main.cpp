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
    program.parameters(params);
    return program.run(
        argc, argv, params.seed, params.threads,
        [&](winit::Progress& progress) { return winit::chapter09::run(params, progress); },
        winit::draw);
}
