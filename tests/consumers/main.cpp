// What somebody else does with the library: draw two starts of a layer and see whether they keep their word.
// [begin consumer]
#include <cmath>
#include <iostream>

#include "snippets/data/datasets.hpp"
#include "snippets/init/he.hpp"
#include "snippets/init/orthogonal.hpp"
#include "snippets/statistics/moments.hpp"

int main() {
    winit::Rng rng(1);
    const winit::Fans fans{.fan_in = winit::digits().inputs.shape(1), .fan_out = 512};
    const auto inputs = static_cast<double>(fans.fan_in);
    const double he = winit::sample_variance(winit::he_normal<float>(fans, rng)) * inputs;
    const double turned = winit::mean_square(winit::orthogonal(fans, rng)) * 512;
    std::cout << "He: variance times fan_in is " << he << ", should be near 2\n"
              << "orthogonal: mean square times fan_out is " << turned << ", should be 1\n";
    return std::abs(he - 2.0) < 0.1 && std::abs(turned - 1.0) < 1e-9 ? 0 : 1;
}
// [end consumer]
