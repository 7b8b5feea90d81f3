#include "snippets/training/objective.hpp"

#include "snippets/diagnostics/finite_differences.hpp"
#include "tests/catch.hpp"
#include "tests/snippets/every_model.hpp"

using namespace winit;

TEST_CASE("Value and gradient of every model are those of finite differences",
          "[objective]") {
    with_every_model<double>([](const char* name, auto model, const auto& data) {
        INFO(name);
        auto workspace = workspace_for(model, data.inputs);
        const auto loss = [&] { return mean_loss(predict(model, data.inputs), data); };
        CHECK(value_and_gradient(model, data, workspace) == loss());
        const auto parameters = parameters_of(model, workspace);
        CHECK(gradient_error(parameters, loss) < 1e-6);
        // Control: the gradient of the loss at other parameters.
        parameters.front().values[0] += 0.1;
        CHECK(gradient_error(parameters, loss) > 1e-3);
    });
}

TEST_CASE("The data choose the loss", "[objective]") {
    const Matrix outputs = {{2.0, 0.0}};
    const Matrix input = {{1.0}};
    const double nats = std::log(1.0 + std::exp(-2.0));
    CHECK(mean_loss(outputs, Classification{input, {0}, 2}) == Approx(nats));
    CHECK(mean_loss(outputs, SequenceClassification{{input}, {0}, 2}) == Approx(nats));
    CHECK(mean_loss(outputs, Regression{input, {{1.0, 0.0}}}) == Approx(0.5));
}
