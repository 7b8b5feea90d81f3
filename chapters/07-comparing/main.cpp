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
    program.option("--inputs", params.inputs, {1, 1000}, "inputs of the network");
    program.option("--hidden", params.hidden, {1, 10000}, "units of its hidden layer");
    program.option("--outputs", params.outputs, {1, 1000}, "outputs of the network");
    program.option("--networks", params.networks, {5, 10000000}, "networks per scheme");
    program.memory([&] { return winit::chapter07::bytes(params); });
    return program.run(
        argc, argv, params.seed, params.threads,
        [&](winit::Progress&) { return winit::chapter07::run(params); }, winit::draw);
}
