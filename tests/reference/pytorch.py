"""Reference values that PyTorch computes; tests/snippets/pytorch_test.cpp compares the library with them.

    /usr/bin/python3 tests/reference/pytorch.py          writes pytorch.json
    /usr/bin/python3 tests/reference/pytorch.py --check  computes them again and compares

The file in the repository was written with python3-torch of Debian 12. Where PyTorch is not installed, the exit code
is 77, which CTest takes for "skipped". Inputs and weights follow a formula and have few decimals, so that they are the
same everywhere; everything is computed in double precision.
"""

import json
import math
import platform
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest import mock

import data

try:
    import torch
    from torch import nn
    from torch.nn import functional
except ImportError as error:
    print(f"pytorch.py: PyTorch cannot be loaded, so there is nothing to compute ({error})", file=sys.stderr)
    sys.exit(77)

FILE = Path(__file__).with_suffix(".json")

ACTIVATIONS = {
    "linear": lambda z: z, "sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": functional.relu,
    "leaky_relu": lambda z: functional.leaky_relu(z, 0.2), "elu": lambda z: functional.elu(z, 1.5),
    "selu": functional.selu, "gelu": functional.gelu, "silu": functional.silu, "softplus": functional.softplus,
    "softsign": functional.softsign,
}

# Those of torch.nn.init.calculate_gain; leaky ReLU with three slopes: its default, ours, and the one behind the
# weights that nn.Linear starts with.
NONLINEARITIES = [("linear", 0.0), ("sigmoid", 0.0), ("tanh", 0.0), ("relu", 0.0), ("selu", 0.0),
                  ("leaky_relu", 0.01), ("leaky_relu", 0.2), ("leaky_relu", math.sqrt(5.0))]

SHAPES = [(5, 5), (7, 5), (3, 64), (10, 784), (6, 4, 3, 5), (16, 3, 7, 7)]  # dense, and convolutions out, in, h, w


def curve(function: Callable) -> dict:
    """An activation and its derivative."""
    z = torch.linspace(-4, 4, 33, dtype=torch.float64, requires_grad=True)
    value = function(z)
    value.sum().backward()
    return {"z": z.tolist(), "value": value.tolist(), "derivative": z.grad.tolist()}


def drawn_with(method: str, initializer: Callable, shape: tuple[int, ...], **options) -> float:
    """The second number that an initializer hands to the generator: a standard deviation or an upper bound."""
    with mock.patch.object(torch.Tensor, method) as draw:
        initializer(torch.empty(*shape), **options)
    (_, second), = [call.args for call in draw.call_args_list]
    return float(second)


def sizes(shape: tuple[int, ...], nonlinearity: str, parameter: float) -> dict:
    """How large the weights of a layer are."""
    gain = float(nn.init.calculate_gain(nonlinearity, parameter))
    found = {
        "gain": gain,
        "xavier_normal": drawn_with("normal_", nn.init.xavier_normal_, shape, gain=gain),
        "xavier_uniform": drawn_with("uniform_", nn.init.xavier_uniform_, shape, gain=gain),
    }
    for mode in ("fan_in", "fan_out"):
        options = {"a": parameter, "mode": mode, "nonlinearity": nonlinearity}
        found["kaiming_normal_" + mode] = drawn_with("normal_", nn.init.kaiming_normal_, shape, **options)
        found["kaiming_uniform_" + mode] = drawn_with("uniform_", nn.init.kaiming_uniform_, shape, **options)
    return found


def layer_sizes(shape: tuple[int, ...]) -> dict:
    fan_in, fan_out = nn.init._calculate_fan_in_and_fan_out(torch.empty(*shape))
    rows = [{"nonlinearity": name, "parameter": parameter, "sizes": sizes(shape, name, parameter)}
            for name, parameter in NONLINEARITIES]
    return {"shape": list(shape), "fans": {"fan_in": fan_in, "fan_out": fan_out}, "rows": rows}


def truncated(**distribution: float) -> dict:
    """What trunc_normal_ makes of evenly spread uniform numbers: its quantiles."""
    probabilities = torch.arange(0.5, 20.0, dtype=torch.float64) / 20

    def spread(tensor: torch.Tensor, low: float, high: float, **_) -> torch.Tensor:  # later ones name a generator
        return tensor.copy_(low + (high - low) * probabilities)

    quantiles = torch.empty(20, dtype=torch.float64)
    with mock.patch.object(torch.Tensor, "uniform_", spread):
        nn.init.trunc_normal_(quantiles, **distribution)
    return {**distribution, "quantiles": quantiles.tolist(), "probabilities": probabilities.tolist()}


def numbers() -> Iterator[float]:
    """Without order to the eye, and without a random generator."""
    i = 0
    while True:
        i += 1
        yield round(math.sin(i * i), 3)


def fill(source: Iterator[float], *shape: int) -> torch.Tensor:
    entries = [next(source) for _ in range(math.prod(shape))]
    return torch.tensor(entries, dtype=torch.float64).reshape(shape)


class Residual(nn.Module):
    """Pre-activation blocks: h + scale * (W2 f(W1 f(N(h)) + b1) + b2), where N is a normalization or nothing."""

    def __init__(self, function: Callable, sizes: tuple[int, int, int, int], blocks: int,
                 norm: Callable = lambda width: nn.Identity()) -> None:
        super().__init__()
        inputs, width, hidden, outputs = sizes
        self.function = function
        self.norm = nn.ModuleList(norm(width) for _ in range(blocks + 1))
        self.input = nn.Linear(inputs, width)
        self.first = nn.ModuleList(nn.Linear(width, hidden) for _ in range(blocks))
        self.second = nn.ModuleList(nn.Linear(hidden, width) for _ in range(blocks))
        self.scale = nn.ParameterList(nn.Parameter(torch.ones(1)) for _ in range(blocks))
        self.output = nn.Linear(width, outputs)

    def forward(self, batch: torch.Tensor) -> torch.Tensor:
        stream = self.input(batch)
        for first, second, scale, norm in zip(self.first, self.second, self.scale, self.norm):
            stream = stream + scale * second(self.function(first(self.function(norm(stream)))))
        return self.output(self.function(self.norm[-1](stream)))


class Sequences(nn.Module):
    """A recurrent layer of PyTorch, from state 0, and a linear layer behind its last state."""

    def __init__(self, layer: nn.Module, outputs: int) -> None:
        super().__init__()
        self.layer = layer
        self.output = nn.Linear(layer.hidden_size, outputs)

    def forward(self, steps: torch.Tensor) -> torch.Tensor:
        states, _ = self.layer(steps)
        return self.output(states[-1])


class Function(nn.Module):
    def __init__(self, function: Callable) -> None:
        super().__init__()
        self.forward = function


def mlp(function: Callable) -> nn.Module:
    return nn.Sequential(nn.Linear(5, 7), Function(function), nn.Linear(7, 6), Function(function), nn.Linear(6, 3))


def normalized_mlp(function: Callable, norm: type) -> nn.Module:
    return nn.Sequential(nn.Linear(5, 7, bias=False), norm(7), Function(function),
                         nn.Linear(7, 6, bias=False), norm(6), Function(function), nn.Linear(6, 3))


def normalization(layer: nn.Module) -> dict:
    """Two batches in training, then one in evaluation: outputs, gradients and running statistics of each."""
    source = numbers()
    set_parameters(layer, source)
    passes = []
    for training in (True, True, False):
        layer.train(training)
        batch, weights = 2 * fill(source, 6, 4) + 0.5, fill(source, 6, 4)
        batch.requires_grad_()
        layer.zero_grad()
        outputs = layer(batch)
        outputs.backward(weights)
        result = {"outputs": outputs.tolist(), "by_batch": batch.grad.tolist(),
                  "gradients": tensors({name: parameter.grad for name, parameter in learned(layer).items()})}
        if isinstance(layer, nn.BatchNorm1d):
            result["running"] = tensors({"mean": layer.running_mean, "variance": layer.running_var})
        passes.append({"batch": batch.tolist(), "delta": weights.tolist(), "result": result})
    return {"parameters": tensors(learned(layer)), "passes": passes}


def learned(model: nn.Module) -> dict[str, nn.Parameter]:
    """The parameters that we have as well: a recurrent layer of PyTorch has two biases, which are added."""
    return {name: parameter for name, parameter in model.named_parameters() if "bias_hh" not in name}


def set_parameters(model: nn.Module, source: Iterator[float]) -> nn.Module:
    model.double()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.zero_()
        for parameter in learned(model).values():
            parameter.copy_(0.5 * fill(source, *parameter.shape))
    return model


def tensors(named: dict[str, torch.Tensor]) -> dict:
    return {name: tensor.tolist() for name, tensor in named.items()}


def gradients(model: nn.Module, batch: torch.Tensor, loss: Callable) -> dict:
    model.zero_grad()
    outputs = model(batch)
    value = loss(outputs)
    value.backward()
    for name, parameter in model.named_parameters():
        if "bias_hh" in name:
            both = parameter.grad, model.get_parameter(name.replace("bias_hh", "bias_ih")).grad
            assert torch.allclose(*both, rtol=0, atol=1e-14), "two biases of one sum have one gradient"
    return {"outputs": outputs.tolist(), "loss": value.item(),
            "gradients": tensors({name: parameter.grad for name, parameter in learned(model).items()})}


def answers(model: nn.Module, *shape: int) -> dict:
    """A model, a batch of this shape (the samples are the last dimension but one), and what follows from them."""
    source = numbers()
    set_parameters(model, source)
    batch = fill(source, *shape)
    labels = torch.tensor([sample * sample % 3 for sample in range(shape[-2])])
    targets = fill(source, shape[-2], 3)
    return {
        "parameters": tensors(learned(model)), "batch": batch.tolist(),
        "labels": labels.tolist(), "targets": targets.tolist(),
        "cross_entropy": gradients(model, batch, lambda outputs: functional.cross_entropy(outputs, labels)),
        "squared_error": gradients(model, batch, lambda outputs: functional.mse_loss(outputs, targets)),
    }


def trained(start: dict, optimizer: type, **options) -> dict:
    """100 steps of an optimizer on the cross-entropy of a whole batch; losses are those before the step of that number.
    """
    model = mlp(torch.tanh).double()
    model.load_state_dict({name: torch.tensor(tensor, dtype=torch.float64)
                           for name, tensor in start["parameters"].items()})
    batch, labels = torch.tensor(start["batch"], dtype=torch.float64), torch.tensor(start["labels"])
    steps = optimizer(model.parameters(), **options)
    losses = {}
    for step in range(101):
        steps.zero_grad()
        loss = functional.cross_entropy(model(batch), labels)
        if step in (0, 1, 2, 10, 50, 100):
            losses[str(step)] = loss.item()
        if step < 100:
            loss.backward()
            steps.step()
    return {"options": options, "steps": 100, "result": {"losses": losses, "parameters": tensors(learned(model))}}


def reference() -> dict:
    models = {
        "mlp_tanh": answers(mlp(torch.tanh), 8, 5),
        "mlp_gelu": answers(mlp(functional.gelu), 8, 5),
        "residual_gelu": answers(Residual(functional.gelu, (5, 4, 6, 3), blocks=2), 8, 5),
        "mlp_layer_norm": answers(normalized_mlp(torch.tanh, nn.LayerNorm), 8, 5),
        "mlp_batch_norm": answers(normalized_mlp(torch.tanh, nn.BatchNorm1d), 8, 5),
        "residual_layer_norm": answers(Residual(torch.tanh, (5, 4, 6, 3), blocks=2, norm=nn.LayerNorm), 8, 5),
        "rnn_tanh": answers(Sequences(nn.RNN(2, 4), 3), 6, 5, 2),
        "lstm": answers(Sequences(nn.LSTM(2, 4), 3), 6, 5, 2),
    }
    start = models["mlp_tanh"]
    adam = {"lr": 0.01, "betas": [0.9, 0.999], "eps": 1e-8}
    return {
        "recipe": "/usr/bin/python3 tests/reference/pytorch.py",
        "versions": {"torch": torch.__version__, "python": platform.python_version()},
        "activations": {name: curve(function) for name, function in ACTIVATIONS.items()},
        "layers": [layer_sizes(shape) for shape in SHAPES],
        "truncated_normal": [truncated(mean=0.0, std=1.0, a=-2.0, b=2.0), truncated(mean=0.0, std=0.02, a=-2.0, b=2.0),
                             truncated(mean=0.5, std=2.0, a=-1.0, b=0.75)],
        "models": models,
        "normalizations": {"layer_norm": normalization(nn.LayerNorm(4)),
                           "batch_norm": normalization(nn.BatchNorm1d(4))},
        "training": {
            "gradient_descent": trained(start, torch.optim.SGD, lr=0.1, momentum=0.0),
            "momentum": trained(start, torch.optim.SGD, lr=0.1, momentum=0.9),
            "adam": trained(start, torch.optim.Adam, **adam),
        },
    }


def main(words: list[str]) -> int:
    if words not in ([], ["--check"]):
        print("pytorch.py: takes --check or nothing", file=sys.stderr)
        return 2
    torch.set_num_threads(1)
    found = reference()
    if not words:
        FILE.write_text(data.text_of(found), encoding="utf-8")
        return 0
    stored = json.loads(FILE.read_text(encoding="utf-8"))
    del found["versions"], stored["versions"]
    different = list(data.differences(found, stored))
    print("\n".join(different) or f"PyTorch {torch.__version__} computes what {FILE.name} says")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
