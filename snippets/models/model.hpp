/// @file model.hpp
/// @brief What all networks have in common: one vocabulary for the five kinds.
#pragma once

#include <concepts>
#include <utility>

#include "snippets/core/types.hpp"
#include "snippets/models/lstm.hpp"
#include "snippets/models/network.hpp"
#include "snippets/models/normalized.hpp"
#include "snippets/models/parameters.hpp"
#include "snippets/models/recurrent.hpp"
#include "snippets/models/residual.hpp"

namespace winit {

/// @brief The workspace of a kind of model: what workspace_for() makes.
template <class Any>
using WorkspaceFor = decltype(workspace_for(std::declval<const Any&>(),
                                            std::declval<const typename Any::Inputs&>()));

/// @brief A network of any kind: it answers, and it knows the gradient of a loss.
///
/// A model names its numbers and its inputs, and makes room for its passes with workspace_for().
/// forward() leaves its answers in `outputs()`. A loss then sets `output_gradient()`, and
/// backward() leaves the derivatives by all parameters in `gradients`, an object like the model.
/// parameters_of() lists both, tensor by tensor; that is all an optimizer needs.
template <class Any>
concept Model = Scalar<typename Any::Number> &&
                requires(Any& model, const Any& fixed, const typename Any::Inputs& inputs,
                         WorkspaceFor<Any>& workspace) {
                    forward(fixed, inputs, workspace);
                    backward(fixed, inputs, workspace);
                    {
                        workspace.outputs()
                    } -> std::same_as<const MatrixOf<typename Any::Number>&>;
                    {
                        workspace.output_gradient()
                    } -> std::same_as<MatrixOf<typename Any::Number>&>;
                    { workspace.gradients } -> std::convertible_to<const Any&>;
                    {
                        parameters_of(model, workspace)
                    } -> std::same_as<ParameterListOf<typename Any::Number>>;
                };

static_assert(Model<Network> && Model<NetworkOf<float>>);
static_assert(Model<NormalizedNetwork> && Model<NormalizedNetworkOf<float>>);
static_assert(Model<ResidualNetwork> && Model<ResidualNetworkOf<float>>);
static_assert(Model<Recurrent> && Model<RecurrentOf<float>>);
static_assert(Model<Lstm> && Model<LstmOf<float>>);

/// @brief What a model of any kind makes of a batch, when nothing else is needed.
///
/// BatchNorm takes its running statistics here, so that an answer does not depend on its batch.
///
/// @param model   The network.
/// @param inputs  Of the model's kind, at least one sample.
/// @return        Outputs, shape (samples, outputs).
/// @throws std::invalid_argument if the inputs do not fit the model, or one of the two is empty.
template <Model Any>
MatrixOf<typename Any::Number> predict(const Any& model,
                                       const typename Any::Inputs& inputs) {
    auto workspace = workspace_for(model, inputs);
    if constexpr (requires { workspace.mode; }) {
        workspace.mode = Mode::evaluation;
    }
    forward(model, inputs, workspace);
    return workspace.outputs();
}

}  // namespace winit
