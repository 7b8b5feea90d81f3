"""The work of bench.cpp for NumPy, written out: each gives one way to do it.

To be imported once the environment says how many threads there are.
"""

import math

import numpy as np

rng = np.random.default_rng(1)


def normal(*shape):
    return rng.standard_normal(shape, dtype=np.float32)


def sgemm():
    a, c = normal(1024, 1024), normal(1024, 1024)
    return [lambda: np.dot(a, a, out=c)]


def descend(parameter, gradient):
    parameter -= gradient


class Adam:
    def __init__(self):
        self.memory = {}

    def __call__(self, parameter, gradient):
        if id(parameter) not in self.memory:
            self.memory[id(parameter)] = [np.zeros_like(parameter), np.zeros_like(parameter), 0]
        memory = self.memory[id(parameter)]
        mean, square, steps = memory
        memory[2] = steps = steps + 1
        mean *= np.float32(0.9)
        mean += np.float32(0.1) * gradient
        square *= np.float32(0.999)
        square += np.float32(0.001) * gradient * gradient
        root = np.sqrt(square)
        root *= np.float32(1 / math.sqrt(1 - 0.999 ** steps))
        root += np.float32(1e-8)
        parameter -= np.float32(0.001 / (1 - 0.9 ** steps)) * mean / root


def train_mlp(size, rate=0.01, move=descend):
    sizes = [3072, 64, 32, 10]
    weights = [normal(n, m) * np.float32(math.sqrt(2 / m)) for m, n in zip(sizes, sizes[1:])]
    biases = [np.zeros(n, np.float32) for n in sizes[1:]]
    pictures = rng.random((1000, 3072), dtype=np.float32)
    labels = np.eye(10, dtype=np.float32)[rng.integers(10, size=1000)]
    batches = [(pictures[i:i + size], labels[i:i + size]) for i in range(0, 1000, size)]

    def epoch():
        for inputs, targets in batches:
            layers = [inputs]
            for layer in range(3):
                z = layers[-1] @ weights[layer].T
                z += biases[layer]
                layers.append(np.maximum(z, 0, out=z) if layer < 2 else z)
            delta = np.exp(z - z.max(axis=1, keepdims=True))
            delta /= delta.sum(axis=1, keepdims=True)
            delta -= targets
            delta *= np.float32(rate / len(inputs))
            for layer in (2, 1, 0):
                below = delta @ weights[layer] if layer else None
                move(weights[layer], delta.T @ layers[layer])
                move(biases[layer], delta.sum(axis=0))
                if layer:
                    below *= layers[layer] > 0
                    delta = below

    return [epoch]


def train_xor():
    inputs = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], float)
    targets = np.array([[0], [1], [1], [0]], float)
    first, second = rng.standard_normal((4, 2)), rng.standard_normal((1, 4))
    first_bias, second_bias = np.zeros(4), np.zeros(1)

    def epochs():
        for _ in range(1000):
            hidden = 1 / (1 + np.exp(-(inputs @ first.T + first_bias)))
            output = 1 / (1 + np.exp(-(hidden @ second.T + second_bias)))
            delta = (output - targets) * (0.5 * 0.1) * output * (1 - output)
            below = delta @ second * hidden * (1 - hidden)
            second[...] -= delta.T @ hidden
            second_bias[...] -= delta.sum(axis=0)
            first[...] -= below.T @ inputs
            first_bias[...] -= below.sum(axis=0)

    return [epochs]


def he_normal():
    weights = normal(4096, 4096)

    def draw():
        rng.standard_normal(dtype=np.float32, out=weights)
        np.multiply(weights, np.float32(math.sqrt(2 / 4096)), out=weights)

    return [draw]


def orthogonal():
    def draw():
        q, r = np.linalg.qr(normal(1024, 1024))
        q *= np.sign(np.diag(r))

    return [draw]


def forward_mlp():
    weights = [normal(256, 256) * np.float32(math.sqrt(2 / 256)) for _ in range(50)]
    biases = [np.zeros(256, np.float32) for _ in weights]
    batch = normal(64, 256)

    def forward():
        values = batch
        for weight, bias in zip(weights, biases):
            values = values @ weight.T
            values += bias
            np.maximum(values, 0, out=values)

    return [forward]


def sequences(gates):
    """Steps, and the weights of a layer that reads them; what both networks below begin with."""
    steps = [normal(32, 32) for _ in range(32)]
    feed, recur = (np.float32(0.1) * normal(gates * 128, fan_in) for fan_in in (32, 128))
    return steps, feed, recur, np.zeros(gates * 128, np.float32), normal(10, 128), normal(32, 10)


def recurrent():
    steps, feed, recur, bias, answer, output_delta = sequences(1)

    def both_ways():
        states = [np.zeros((32, 128), np.float32)]
        for step in steps:
            states.append(np.tanh(step @ feed.T + states[-1] @ recur.T + bias))
        output = states[-1] @ answer.T
        gradients = [output_delta.T @ states[-1], np.zeros_like(feed), np.zeros_like(recur), np.zeros_like(bias)]
        delta = output_delta @ answer
        for t in range(31, -1, -1):
            delta *= 1 - states[t + 1] ** 2
            gradients[1] += delta.T @ steps[t]
            gradients[2] += delta.T @ states[t]
            gradients[3] += delta.sum(axis=0)
            delta = delta @ recur
        return output, gradients

    return [both_ways]


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def lstm():
    steps, feed, recur, bias, answer, output_delta = sequences(4)

    def forward():
        state, cell = np.zeros((32, 128), np.float32), np.zeros((32, 128), np.float32)
        kept = []
        for step in steps:
            z = step @ feed.T + state @ recur.T + bias
            i, f, g, o = sigmoid(z[:, :128]), sigmoid(z[:, 128:256]), np.tanh(z[:, 256:384]), sigmoid(z[:, 384:])
            before, cell_before = state, cell
            cell = f * cell + i * g
            squashed = np.tanh(cell)
            state = o * squashed
            kept.append((i, f, g, o, squashed, cell_before, before))
        return state, kept

    def both_ways():
        state, kept = forward()
        gradients = [output_delta.T @ state, np.zeros_like(feed), np.zeros_like(recur), np.zeros_like(bias)]
        delta, cell_delta = output_delta @ answer, 0
        for step, (i, f, g, o, squashed, cell, before) in zip(reversed(steps), reversed(kept)):
            cell_delta = cell_delta + delta * o * (1 - squashed ** 2)
            gates = np.concatenate([cell_delta * g * i * (1 - i), cell_delta * cell * f * (1 - f),
                                    cell_delta * i * (1 - g ** 2), delta * squashed * o * (1 - o)], axis=1)
            gradients[1] += gates.T @ step
            gradients[2] += gates.T @ before
            gradients[3] += gates.sum(axis=0)
            delta, cell_delta = gates @ recur, cell_delta * f
        return state @ answer.T, gradients

    return [both_ways]


WORKS = {
    "sgemm/1024": sgemm,
    **{f"train_mlp/{size}": lambda size=size: train_mlp(size) for size in (1, 32, 256)},
    "train_mlp_adam/32": lambda: train_mlp(32, 1, Adam()),
    "train_xor": train_xor,
    "initialize/he_normal/4096x4096": he_normal,
    "initialize/orthogonal/1024x1024": orthogonal,
    "forward/mlp/depth:50/width:256": forward_mlp,
    "recurrent/steps:32/units:128": recurrent,
    "lstm/steps:32/units:128": lstm,
}
