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
    program.option("--seeds", params.seeds, {1, 1000000}, "random starts of each scheme");
    program.option("--slide-epochs", params.slide_epochs, {1, 1000000},
                   "epochs of the slide's budget");
    program.option("--slide-rate", params.slide_rate, {1e-6, 100.0},
                   "learning rate of the slide's budget");
    program.option("--enough-epochs", params.enough_epochs, {1, 1000000},
                   "epochs of the larger budget");
    program.option("--enough-rate", params.enough_rate, {1e-6, 100.0},
                   "learning rate of the larger budget");
    program.option("--rate-seeds", params.rate_seeds, {1, 100000},
                   "random starts at each learning rate and scale");
    return program.run(
        argc, argv, params.seed, params.threads,
        [&](winit::Progress& progress) { return winit::chapter09::run(params, progress); },
        winit::draw);
}
