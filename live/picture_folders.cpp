// A page has no folders. Program::folder() drops the option; what it would call is here for the
// linker.
#include "chapters/support/picture_folders.hpp"

#include <stdexcept>

namespace winit {
namespace {

[[noreturn]] void refuse(const std::string& folder) {
    throw std::runtime_error("a page cannot read the folder " + folder);
}

}  // namespace

Pictures read_mnist_folder(const std::string& folder, std::size_t, std::size_t) {
    refuse(folder);
}

Pictures read_cifar10_folder(const std::string& folder, std::size_t, std::size_t) {
    refuse(folder);
}

}  // namespace winit
