"""str(tensor) as PyTorch writes it, the standard for our printing."""

import math

import torch

from .encoding import tensor
from .sampling import BOOL, F32, F64, I32, I64, U8, literal, uniform

INF, NAN = math.inf, math.nan

VALUES = {
    "floats": [1.0, 2.5, -3.25],
    "whole-floats": [1.0, 2.0, 30.0],
    "whole-negative": [-1.0, 0.0, 5.0],
    "matrix": [[1.5, -2.25, 3.0], [100.125, 0.0, -7.0]],
    "cube": [[[1.0, 2.0], [3.0, 4.0]], [[5.0, 6.0], [7.0, 8.5]]],
    "one": [1.0],
    "scalar": 3.14159,
    "scalar-whole": 3.0,
    "small": [0.0001, 0.00025, 0.5],
    "tiny": [1e-8, 2.5e-7, 1.0],
    "large": [1e8, 2.5e9, -1.0],
    "large-whole": [100000000.0, 3.0],
    "wide-range": [1e-3, 1.0, 2000.0],
    "edge-of-sci": [0.001, 1.1],
    "below-edge-of-sci": [0.001, 1.0001],
    "hundred-thousand": [99999.5, 1.0],
    "million": [1234567.0, 0.5],
    "rounding": [0.00005, 0.12345, 0.123456],
    "nan-inf": [1.0, NAN, INF, -INF],
    "whole-nan-inf": [NAN, INF, 2.0],
    "only-nan": [NAN, NAN],
    "only-inf": [INF, -INF],
    "scalar-nan": NAN,
    "scalar-negative-inf": -INF,
    "negative-zero": [-0.0, 0.0, 1.5],
    "all-zero": [0.0, 0.0],
    "scalar-tiny": 1.5e-10,
    "scalar-huge": 1.5e20,
    "sci-negative": [-1e-10, 1e10],
}
INTEGERS = {
    "integers": [1, 20, -300],
    "integer-matrix": [[1, -2], [300, 4]],
    "integer-scalar": 7,
    "integer-large": [9007199254740993, -1],
}
SHAPES = {"empty": (0,), "empty-matrix": (0, 3), "empty-inner": (2, 0), "one-by-one": (1, 1), "rank-4": (1, 2, 1, 2)}
TRUNCATED = {"at-threshold": (1000,), "above-threshold": (1001,), "matrix-above-threshold": (8, 126), "cube-above-threshold": (7, 2, 72), "thin": (501, 2)}


def show(name, value) -> dict:
    return {"name": name, "tensor": tensor(value), "text": str(value)}


def records() -> list:
    found = []
    for label, values in VALUES.items():
        found.append(show(f"float32/{label}", literal(values, F32).make("")))
        found.append(show(f"float64/{label}", literal(values, F64).make("")))
    for label, values in INTEGERS.items():
        for dtype, kind in ((I64, "int64"), (I32, "int32")):
            if label != "integer-large" or dtype is I64:
                found.append(show(f"{kind}/{label}", torch.tensor(values, dtype=dtype)))
    found.append(show("uint8/bytes", literal([0, 7, 255], U8).make("")))
    found += [show(f"bool/{label}", literal(values, BOOL).make("")) for label, values in (("flags", [1, 0, 1]), ("scalar", 1), ("matrix", [[1, 0], [0, 0]]))]
    return found + shapes() + lines() + truncation() + recorded()


def shapes() -> list:
    found = []
    for label, shape in SHAPES.items():
        found.append(show(f"float32/{label}", uniform(*shape, dtype=F32).make(f"print/{label}")))
        found.append(show(f"int64/{label}", torch.ones(shape, dtype=I64)))
    found.append(show("bool/empty", torch.ones(0, dtype=BOOL)))
    return found


def lines() -> list:
    """Rows that are wider than a line of 80 columns."""
    wide = uniform(2, 25, low=-20, high=20, dtype=F32).make("print/wide")
    return [show("float32/long-vector", wide[0]), show("float32/wide-matrix", wide), show("int64/long-vector", torch.arange(60)),
            show("bool/long-vector", torch.arange(20) % 3 == 0)]


def truncation() -> list:
    """More than 1000 elements show three at each end of each dim."""
    found = []
    for label, shape in TRUNCATED.items():
        numbers = torch.arange(math.prod(shape)).reshape(shape)
        found.append(show(f"int64/{label}", numbers))
        if label != "at-threshold":
            found.append(show(f"float32/{label}", numbers.to(F32) / 8))
    return found


def recorded() -> list:
    """Tensors that take part in differentiation say so."""
    x = torch.tensor([1.0, 2.0], requires_grad=True)
    return [show("requires_grad/leaf", x), show("requires_grad/result", x * 2), show("requires_grad/float64", x.detach().double().requires_grad_())]
