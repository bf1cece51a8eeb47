"""Elementwise functions of one tensor: regular arguments, special values, kinks, integer and bool inputs."""

import math

import torch

from ..sampling import BOOL, F32, I32, I64, U8, away, integers, literal, positive, uniform

INF, NAN = math.inf, math.nan
SPECIAL = [0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 1.5, -1.5, 2.5, -2.5, 1e-300, -1e-300, 1e300, -1e300, INF, -INF, NAN]
SPECIAL_SINGLE = [0.0, -0.0, 1.0, -1.0, 0.5, 1.5, 2.5, -2.5, 10.0, -10.0, 88.0, -100.0, 1e-30, 1e30, -1e30, INF, -INF, NAN]

# Each function with the arguments on which it is smooth.
SMOOTH = {
    "abs": away(2, 3),
    "neg": uniform(2, 3),
    "exp": uniform(2, 3),
    "log": positive(2, 3),
    "sqrt": positive(2, 3),
    "rsqrt": positive(2, 3),
    "square": uniform(2, 3),
    "reciprocal": away(2, 3),
    "sin": uniform(2, 3, low=-4, high=4),
    "cos": uniform(2, 3, low=-4, high=4),
    "tanh": uniform(2, 3),
    "sigmoid": uniform(2, 3, low=-4, high=4),
    "relu": away(2, 3),
    "sign": away(2, 3),
    "floor": away(2, 3),
    "ceil": away(2, 3),
    "round": away(2, 3),
    "erf": uniform(2, 3),
    "log1p": uniform(2, 3, low=-0.8, high=3),
    "expm1": uniform(2, 3),
}
# Integers come back as they are from the first, as Float32 from the second.
KEEPS_INTEGERS = ("abs", "neg", "square", "relu", "sign", "floor", "ceil", "round")
FLOATS_INTEGERS = ("exp", "log", "sqrt", "rsqrt", "reciprocal", "sin", "cos", "tanh", "sigmoid", "erf", "log1p", "expm1")


def build(suite):
    for name, smooth in SMOOTH.items():
        function = getattr(torch, name)
        suite.add(name, function, {"input": smooth}, single=True)
        suite.add(f"{name}/special", function, {"input": literal(SPECIAL)}, second=False)
        suite.add(f"{name}/special-float32", function, {"input": literal(SPECIAL_SINGLE, F32)}, second=False)
        suite.add(f"{name}/scalar", function, {"input": literal(0.75)})
        suite.add(f"{name}/empty", function, {"input": literal([], shape=(0, 3))}, second=False)
    integer_inputs(suite)
    tests_of_value(suite)
    rounding(suite)
    powers(suite)
    clamps(suite)


def integer_inputs(suite):
    for name in KEEPS_INTEGERS:
        for dtype, label in ((I64, "int64"), (I32, "int32"), (U8, "uint8")):
            if name in ("floor", "ceil", "round") and dtype is not I64:
                continue
            low = 0 if dtype is U8 else -5
            suite.add(f"{name}/{label}", getattr(torch, name), {"input": integers(5, low=low, dtype=dtype)})
    for name in FLOATS_INTEGERS:
        suite.add(f"{name}/int64", getattr(torch, name), {"input": literal([1, 2, 3, 7], I64)})
        suite.add(f"{name}/bool", getattr(torch, name), {"input": literal([0, 1], BOOL)})


def tests_of_value(suite):
    for name in ("isnan", "isinf", "isfinite"):
        suite.add(name, getattr(torch, name), {"input": literal(SPECIAL)})
        suite.add(f"{name}/float32", getattr(torch, name), {"input": literal(SPECIAL_SINGLE, F32)})
        suite.add(f"{name}/int64", getattr(torch, name), {"input": literal([0, -3, 5], I64)})


def rounding(suite):
    halves = literal([-3.5, -2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 3.5, 2.4999, 4503599627370497.5])
    suite.add("round/half-to-even", torch.round, {"input": halves}, second=False)
    suite.add("round/decimals", torch.round, {"input": literal([1.235, -2.5, 1234.5678, 0.05])}, {"decimals": 2}, second=False)
    suite.add("round/negative-decimals", torch.round, {"input": literal([15.0, 25.0, 149.0, -151.0])}, {"decimals": -1}, second=False)


def powers(suite):
    for exponent in (2, 3, -1, 0, 1, 2.5, 0.5, -0.5, -2.0):
        suite.add(f"pow/exponent={exponent}", torch.pow, {"input": positive(2, 3)}, {"exponent": exponent})
        suite.add(f"pow/special-exponent={exponent}", torch.pow, {"input": literal(SPECIAL)}, {"exponent": exponent}, second=False)
    suite.add("pow/negative-base", torch.pow, {"input": away(4)}, {"exponent": 3})
    suite.add("pow/float32", torch.pow, {"input": positive(2, 3, dtype=F32)}, {"exponent": 1.7}, second=False)
    for base in (2.0, 0.5, 0.0, 1.0, -2.0):
        suite.add(f"pow/base={base}", None, {"exponent": literal([-1.5, -1.0, 0.0, 1.0, 2.0, 2.5])}, {"base": base},
                  call=lambda e, b=base: torch.pow(b, e), second=base > 0)
    base, exponent = positive(2, 3), uniform(3)
    suite.add("pow/tensors", torch.pow, {"input": base, "exponent": exponent}, single=True)
    edges = literal([0.0, 0.0, 0.0, -1.0, -1.0, -2.0, 1.0, 2.0, INF, 0.0, -0.0])
    suite.add("pow/tensors-edges", torch.pow, {"input": edges, "exponent": literal([0.0, 2.0, -1.0, 2.0, 0.5, 0.0, INF, NAN, 0.0, 1.0, 3.0])}, second=False)
    suite.add("pow/int64", torch.pow, {"input": integers(5)}, {"exponent": 3})
    suite.add("pow/int64-float-exponent", torch.pow, {"input": literal([1, 2, 3], I64)}, {"exponent": 0.5})
    suite.add("pow/int64-tensors", torch.pow, {"input": literal([-3, 2, 0, 5], I64), "exponent": literal([3, 10, 0, 1], I64)})
    suite.add("pow/int64-unit-bases", torch.pow, {"input": literal([1, -1, -1, 2], I64), "exponent": literal([-1, -1, -2, -1], I64)})


def clamps(suite):
    at_bounds = literal([-2.0, -1.0, -0.5, 0.0, 1.0, 1.5, NAN, INF, -INF])
    suite.add("clamp", torch.clamp, {"input": away(2, 3)}, {"min": -0.5, "max": 1.0}, single=True)
    suite.add("clamp/at-bounds", torch.clamp, {"input": at_bounds}, {"min": -1.0, "max": 1.0}, second=False)
    suite.add("clamp/min-only", torch.clamp, {"input": at_bounds}, {"min": -1.0}, second=False)
    suite.add("clamp/max-only", torch.clamp, {"input": at_bounds}, {"max": 1.0}, second=False)
    suite.add("clamp/min-above-max", torch.clamp, {"input": at_bounds}, {"min": 1.0, "max": -1.0}, second=False)
    suite.add("clamp/nan-bound", torch.clamp, {"input": literal([0.0, 1.0])}, {"min": NAN}, second=False)
    suite.add("clamp_min", torch.clamp_min, {"input": at_bounds}, {"min": -1.0}, second=False)
    suite.add("clamp_max", torch.clamp_max, {"input": at_bounds}, {"max": 1.0}, second=False)
    suite.add("clamp/int64", torch.clamp, {"input": integers(6)}, {"min": -2, "max": 3})
    suite.add("clamp/int64-float-bound", torch.clamp, {"input": integers(6)}, {"min": -1.5})
    suite.add("clamp/tensors", torch.clamp, {"input": uniform(2, 3), "min": uniform(3, low=-2, high=-0.5), "max": uniform(2, 1, low=0.5, high=1)})
    ties = {"input": literal([0.0, 1.0, 2.0, -1.0]), "min": literal([0.0, 0.0, 0.0, 0.0]), "max": literal([1.0, 1.0, 1.0, -2.0])}
    suite.add("clamp/tensors-at-bounds", torch.clamp, ties, second=False)
