/// @file small_network.hpp
/// @brief Chapter 9: the slide's small network for exclusive or, and its gradient step.
#pragma once

#include <array>
#include <cstddef>

#include "snippets/layers/activations.hpp"

namespace winit::chapter09 {

/// @brief One hidden unit of a network with two inputs and one output.
struct Unit {
    double first = 0.0;     ///< Weight of the first input.
    double second = 0.0;    ///< Weight of the second input.
    double bias = 0.0;      ///< Added to both.
    double outgoing = 0.0;  ///< Weight of this unit in the output's sum.
};

/// @brief The slide's network: 2 inputs, a few sigmoid units, one sigmoid output.
///
/// Its size is known to the compiler, so a step needs no memory but registers and this.
template <std::size_t Units>
struct SmallNet {
    std::array<Unit, Units> units = {};
    double bias = 0.0;  ///< Of the output.
};

/// @brief One line of the truth table.
struct Sample {
    double first;
    double second;
    double target;
};

/// @brief Exclusive or.
inline constexpr std::array<Sample, 4> truth_table{
    {{0.0, 0.0, 0.0}, {0.0, 1.0, 1.0}, {1.0, 0.0, 1.0}, {1.0, 1.0, 0.0}}};

/// @brief The network's output for one sample.
template <std::size_t Units>
double output_of(const SmallNet<Units>& net, const Sample& sample) {
    double sum = net.bias;
    for (const Unit& unit : net.units) {
        sum += unit.outgoing * Sigmoid::value(unit.first * sample.first +
                                              unit.second * sample.second + unit.bias);
    }
    return Sigmoid::value(sum);
}

/// @brief Mean squared error over the truth table.
template <std::size_t Units>
double error_of(const SmallNet<Units>& net) {
    double sum = 0.0;
    for (const Sample& sample : truth_table) {
        const double distance = output_of(net, sample) - sample.target;
        sum += distance * distance;
    }
    return sum / static_cast<double>(truth_table.size());
}

/// @brief One step against the gradient of (o - t)^2 of one sample.
/// @return  That squared error, before the step.
// [begin online_step]
template <std::size_t Units>
double online_step(SmallNet<Units>& net, const Sample& sample, double learning_rate,
                   bool biases) {
    std::array<double, Units> hidden;
    double sum = net.bias;
    for (std::size_t i = 0; i < Units; ++i) {
        const Unit& unit = net.units[i];
        hidden[i] = Sigmoid::value(unit.first * sample.first + unit.second * sample.second +
                                   unit.bias);
        sum += unit.outgoing * hidden[i];
    }
    const double output = Sigmoid::value(sum);
    const double distance = output - sample.target;
    const double delta = 2.0 * distance * output * (1.0 - output);
    for (std::size_t i = 0; i < Units; ++i) {
        Unit& unit = net.units[i];
        const double below = delta * unit.outgoing * hidden[i] * (1.0 - hidden[i]);
        unit.outgoing -= learning_rate * delta * hidden[i];
        unit.first -= learning_rate * below * sample.first;
        unit.second -= learning_rate * below * sample.second;
        unit.bias -= biases ? learning_rate * below : 0.0;
    }
    net.bias -= biases ? learning_rate * delta : 0.0;
    return distance * distance;
}
// [end online_step]

/// @brief How one run learns.
struct Schedule {
    double learning_rate;
    std::size_t epochs;
    bool biases = true;  ///< Do biases learn, or stay at zero as if there were none?
};

/// @brief One pass over the truth table, a step after each sample.
/// @return  The number that the slide's program prints: each sample's error before its own step.
template <std::size_t Units>
double epoch(SmallNet<Units>& net, const Schedule& schedule) {
    double sum = 0.0;
    for (const Sample& sample : truth_table) {
        sum += online_step(net, sample, schedule.learning_rate, schedule.biases);
    }
    return sum / static_cast<double>(truth_table.size());
}

}  // namespace winit::chapter09
