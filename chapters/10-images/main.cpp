/// @file main.cpp
/// @brief The program of chapter 10.
#include <memory>
#include <string>

#include "chapters/10-images/experiment.hpp"
#include "chapters/support/options.hpp"
#include "chapters/support/picture_folders.hpp"
#include "chapters/support/pictures.hpp"
#include "chapters/support/program.hpp"
#include "figures/plot.hpp"

int main(int argc, char** argv) {
    namespace chapter = winit::chapter10;
    chapter::Params params;
    std::size_t most = 5000;
    winit::Program program("10-images", "Has the network learned, or only memorized?");
    program.quick([&] { params = chapter::quick(); });
    program.full([&] { params = chapter::full(); });
    program.option("--pictures", most, {1, 60000},
                   "with --mnist or --cifar: judge on no more than so many pictures");
    const auto bring = [&](const auto& read, const std::string& folder) {
        if (params.brought) {
            throw winit::BadInput("not together with --mnist; choose one");
        }
        params.brought = std::make_shared<const winit::Pictures>(
            read(folder, params.digit_samples, most));
    };
    program.folder(
        "--mnist",
        [&](const std::string& folder) { bring(winit::read_mnist_folder, folder); },
        "in place of the digits use train-images-idx3-ubyte, train-labels-idx1-ubyte, "
        "t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte, unpacked; a dot may stand for "
        "the second hyphen. Expect what --digit-samples 6000 gives on the page");
    program.folder(
        "--cifar",
        [&](const std::string& folder) { bring(winit::read_cifar10_folder, folder); },
        "in place of the digits use data_batch_1.bin to data_batch_5.bin and "
        "test_batch.bin, CIFAR-10's binary version");
    return program.run(argc, argv, params, chapter::experiments, winit::draw);
}
