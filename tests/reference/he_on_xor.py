"""The mean error of He's weights on exclusive or, at the budget of slide 9, without any code of this book.

    /usr/bin/python3 tests/reference/he_on_xor.py          prints mean and spread over 1000 seeds
    /usr/bin/python3 tests/reference/he_on_xor.py --check  fails if they are not those that the test of chapter 9 holds

A 2-4-1 network of sigmoids with biases, uniform weights of variance 2 / fan_in, one sample per step against the
gradient of (o - t)^2, learning rate 0.1, 1000 epochs. The error is what the slide's program would print: each
sample's error before its own step, averaged over the last epoch. All seeds are trained side by side. Where NumPy is
not installed, the exit code is 77, which CTest takes for "skipped".
"""

import sys

try:
    import numpy as np
except ImportError as error:
    print(f"he_on_xor.py: NumPy cannot be loaded, so there is nothing to compute ({error})", file=sys.stderr)
    sys.exit(77)

SEEDS, EPOCHS, RATE = 1000, 1000, 0.1
SAMPLES = [((0.0, 0.0), 0.0), ((0.0, 1.0), 1.0), ((1.0, 0.0), 1.0), ((1.0, 1.0), 0.0)]
MEAN, SPREAD = 0.1262, 0.064  # in tests/chapters/09_training_test.cpp


def sigmoid(z: np.ndarray) -> np.ndarray:
    return 1.0 / (1.0 + np.exp(-z))


def last_errors() -> np.ndarray:
    """One number per seed."""
    rng = np.random.default_rng(2015)
    w = rng.uniform(-1.0, 1.0, (SEEDS, 4, 2)) * np.sqrt(6.0 / 2.0)
    v = rng.uniform(-1.0, 1.0, (SEEDS, 4)) * np.sqrt(6.0 / 4.0)
    b, c = np.zeros((SEEDS, 4)), np.zeros(SEEDS)
    for _ in range(EPOCHS):
        total = np.zeros(SEEDS)
        for inputs, target in SAMPLES:
            x = np.array(inputs)
            h = sigmoid(w @ x + b)
            o = sigmoid(np.sum(v * h, axis=1) + c)
            total += (o - target) ** 2
            delta = 2.0 * (o - target) * o * (1.0 - o)
            hidden = delta[:, None] * v * h * (1.0 - h)
            v -= RATE * delta[:, None] * h
            c -= RATE * delta
            w -= RATE * hidden[:, :, None] * x
            b -= RATE * hidden
    return total / len(SAMPLES)


def main() -> int:
    errors = last_errors()
    mean, spread = float(errors.mean()), float(errors.std(ddof=1))
    print(f"mean {mean:.4f}, spread {spread:.3f}")
    # Two means of 1000 runs each, five standard errors apart at most.
    same = abs(mean - MEAN) < 5.0 * SPREAD * (2.0 / SEEDS) ** 0.5 and abs(spread - SPREAD) < 0.1 * SPREAD
    return 0 if same or "--check" not in sys.argv[1:] else 1


if __name__ == "__main__":
    sys.exit(main())
