/// @file xor_models.hpp
/// @brief Chapter 2: a linear model, a network of zeros and a random network learn exclusive or.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "chapters/02-symmetry/params.hpp"
#include "chapters/02-symmetry/xor_network.hpp"
#include "chapters/support/curves.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/parallel.hpp"
#include "snippets/core/types.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/init/constant.hpp"
#include "snippets/init/lecun.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/linear_algebra/rank.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/statistics/moments.hpp"

namespace winit::chapter02 {

/// @brief A linear model of XOR: two weights and a bias. It may start from zeros: its loss is convex.
inline Network linear_model(Rng& rng) {
    return make_network<double>({2, 1}, {Activation::linear, Activation::linear},
                                zero_weights<double>, rng);
}

/// @brief A model that learns exclusive or.
struct Model {
    std::string label;
    Network network;
    double learning_rate;
    std::vector<double> loss = {};  ///< Mean squared error after each epoch.
};

/// @brief The three models of the chapter.
struct Models {
    Model linear;
    Model zeros;
    Model random;
};

/// @brief Train all three, one sample at a time.
inline Models train_models(const Params& params) {
    const Regression data = xor_data();
    Rng rng(params.seed);
    Models models{
        {"linear", linear_model(rng), params.linear_rate},
        {"zeros", xor_network(params.width, zero_weights<double>, rng),
         params.learning_rate},
        {"random", xor_network(params.width, lecun_normal<double>, rng),
         params.learning_rate},
    };
    const std::array<Model*, 3> list{&models.linear, &models.zeros, &models.random};
    parallel_for(list.size(), params.threads, [&](std::size_t i) {
        Model& model = *list[i];
        model.loss = train_online(model.network, data, model.learning_rate, params.epochs);
    });
    return models;
}

/// @brief The losses while the models train, and the bound of a network with one hidden unit.
inline Chart loss_by_epoch(const Models& models) {
    // About a dozen epochs per doubling are enough for a log axis.
    const auto shown = spread_out(models.linear.loss.size(), 1.06);
    Chart chart{.name = "loss_by_epoch",
                .x_axis = {"epoch", Scale::log},
                .y_axis = {"mean squared error"},
                .x = {shown.begin(), shown.end()},
                .tolerance = {.relative = 1e-6, .absolute = 1e-4}};
    for (const Model* model : {&models.linear, &models.zeros, &models.random}) {
        Curve curve{.label = model->label};
        for (const std::size_t epoch : shown) {
            curve.y.push_back(model->loss[epoch - 1]);
        }
        chart.curves.push_back(curve);
    }
    chart.curves.push_back({.label = "1/6",
                            .y = std::vector<double>(shown.size(), 1.0 / 6.0),
                            .mark = Mark::reference});
    return chart;
}

/// @brief What a network of two inputs computes over the square around XOR.
inline Panel surface(const Model& model, const std::vector<double>& coordinates) {
    Panel panel{.title = model.label};
    for (const double y : coordinates) {
        std::vector<double> row;
        for (const double x : coordinates) {
            row.push_back(predict(model.network, Matrix{{x, y}})(0, 0));
        }
        panel.cells.push_back(row);
    }
    return panel;
}

/// @brief The surfaces of the trained models, side by side.
/// @param pixels  Columns and rows of each (count, at least 2).
inline HeatMap xor_surface(const Models& models, std::size_t pixels) {
    HeatMap map{.name = "xor_surface",
                .x_axis = {"first input"},
                .y_axis = {"second input"},
                .cell_axis = {"output"},
                .tolerance = {.relative = 0.0, .absolute = 1e-3}};
    for (std::size_t pixel = 0; pixel < pixels; ++pixel) {
        const double step = 1.5 / static_cast<double>(pixels - 1);
        map.x.push_back(-0.25 + step * static_cast<double>(pixel));
    }
    map.y = map.x;
    map.panels = {surface(models.linear, map.x), surface(models.zeros, map.x),
                  surface(models.random, map.x)};
    return map;
}

/// @brief The losses and the surfaces of the three models.
inline Result xor_models(const Params& params) {
    const Models models = train_models(params);
    Result result;
    result.chart(loss_by_epoch(models));
    const Tolerance trained{.relative = 1e-4, .absolute = 1e-5};
    result.value("loss_linear", models.linear.loss.back(), "XOR loss, linear model",
                 trained);
    result.value("loss_zeros", models.zeros.loss.back(), "XOR loss, network from zeros",
                 trained);
    result.value("loss_random", models.random.loss.back(),
                 "XOR loss, network from random weights", trained);
    const Matrix& hidden = models.zeros.network.layers[0].weights;
    result.data("rank_zeros", static_cast<double>(numerical_rank(hidden)),
                "rank of the hidden weights, from zeros", exact);
    result.data("spread_zeros", unit_spread(hidden),
                "spread between the hidden units, from zeros",
                {.relative = 0.0, .absolute = 1e-12});
    result.map(xor_surface(models, params.pixels));
    return result;
}

}  // namespace winit::chapter02
