"""The work of bench.cpp for PyTorch, as one would write it: each gives one way to do it, or two.

To be imported once the environment says how many threads there are.
"""

import torch
from torch import nn


def sgemm():
    a, c = torch.randn(1024, 1024), torch.empty(1024, 1024)
    return [lambda: torch.mm(a, a, out=c)]


def picture_task(size):
    """A network, its loss, and 1000 pictures with their labels in batches."""
    model = nn.Sequential(nn.Linear(3072, 64), nn.ReLU(), nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10))
    pictures, labels = torch.rand(1000, 3072), torch.randint(10, (1000,))
    return model, nn.CrossEntropyLoss(), list(zip(pictures.split(size), labels.split(size)))


def train_mlp(size):
    return descents(*picture_task(size), 0.01)


def train_mlp_adam(size):
    model, loss, batches = picture_task(size)
    optimizers = [torch.optim.Adam(model.parameters(), foreach=foreach) for foreach in (False, True)]
    return [epoch_of(model, loss, batches, optimizer) for optimizer in optimizers]


def train_xor():
    model = nn.Sequential(nn.Linear(2, 4), nn.Sigmoid(), nn.Linear(4, 1), nn.Sigmoid()).double()
    inputs = torch.tensor([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=torch.float64)
    targets = torch.tensor([[0], [1], [1], [0]], dtype=torch.float64)
    return descents(model, nn.MSELoss(), [(inputs, targets)] * 1000, 0.1)


def epoch_of(model, loss, batches, optimizer):
    def epoch():
        for inputs, targets in batches:
            optimizer.zero_grad(set_to_none=True)
            loss(model(inputs), targets).backward()
            optimizer.step()

    return epoch


def descents(model, loss, batches, rate):
    parameters = list(model.parameters())

    def by_hand():
        for inputs, targets in batches:
            loss(model(inputs), targets).backward()
            with torch.no_grad():
                for parameter in parameters:
                    parameter.add_(parameter.grad, alpha=-rate)
                    parameter.grad = None

    return [epoch_of(model, loss, batches, torch.optim.SGD(parameters, lr=rate)), by_hand]


def he_normal():
    weights = torch.empty(4096, 4096)
    return [lambda: nn.init.kaiming_normal_(weights, nonlinearity="relu")]


def orthogonal():
    weights = torch.empty(1024, 1024)
    return [lambda: nn.init.orthogonal_(weights)]


def forward_mlp():
    model = nn.Sequential(*(part for _ in range(50) for part in (nn.Linear(256, 256), nn.ReLU())))
    batch = torch.randn(64, 256)

    def forward():
        with torch.inference_mode():
            model(batch)

    return [forward]


def through_time(kind):
    layer, output = kind(32, 128), nn.Linear(128, 10)
    sequence, delta = torch.randn(32, 32, 32), torch.randn(32, 10)
    parameters = [*layer.parameters(), *output.parameters()]

    def both_ways():
        for parameter in parameters:
            parameter.grad = None
        output(layer(sequence)[0][-1]).backward(delta)

    return [both_ways]


WORKS = {
    "sgemm/1024": sgemm,
    **{f"train_mlp/{size}": lambda size=size: train_mlp(size) for size in (1, 32, 256)},
    "train_mlp_adam/32": lambda: train_mlp_adam(32),
    "train_xor": train_xor,
    "initialize/he_normal/4096x4096": he_normal,
    "initialize/orthogonal/1024x1024": orthogonal,
    "forward/mlp/depth:50/width:256": forward_mlp,
    "recurrent/steps:32/units:128": lambda: through_time(nn.RNN),
    "lstm/steps:32/units:128": lambda: through_time(nn.LSTM),
}
