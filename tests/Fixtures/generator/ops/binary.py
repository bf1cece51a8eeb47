"""Arithmetic of two and three tensors: broadcasting, scalars, ties, special values, integers."""

import math

import torch

from ..sampling import BOOL, F32, I32, I64, U8, away, booleans, integers, literal, uniform

INF, NAN = math.inf, math.nan
SHAPES = {"same": ((2, 3), (2, 3)), "row": ((2, 3), (3,)), "column": ((2, 3), (2, 1)), "both": ((2, 1, 3), (4, 1)), "scalar": ((), (2, 3)),
          "empty": ((2, 0), (1,))}
# Pairs that meet zeros of both signs, infinities and NaN.
LEFT = [0.0, -0.0, 0.0, 1.0, -1.0, INF, INF, -INF, 1.0, NAN, 1.0, 5.5, -5.5, 5.5, -5.5, INF, 0.0]
RIGHT = [0.0, 0.0, -0.0, 0.0, 0.0, INF, -INF, 2.0, INF, 1.0, NAN, 2.0, 2.0, -2.0, -2.0, 0.0, INF]


def build(suite):
    arithmetic(suite)
    division(suite)
    extrema(suite)
    ternary(suite)
    further(suite)


def two(first, second, left=uniform, right=uniform):
    return {"input": left(*first), "other": right(*second)}


def arithmetic(suite):
    for name in ("add", "sub", "mul", "div"):
        function = getattr(torch, name)
        for label, (first, second) in SHAPES.items():
            suite.add(f"{name}/{label}", function, two(first, second, right=away), single=label == "row")
        suite.add(f"{name}/special", function, {"input": literal(LEFT), "other": literal(RIGHT)}, second=False)
        suite.add(f"{name}/number", function, {"input": uniform(2, 3)}, {"other": 2.5})
        suite.add(f"{name}/int64", function, {"input": integers(6), "other": literal([2, -3, 4, -1, 5, 7], I64)})
    for name in ("add", "sub"):
        suite.add(f"{name}/alpha", getattr(torch, name), two((2, 3), (3,)), {"alpha": -2.5})
        suite.add(f"{name}/alpha-int64", getattr(torch, name), {"input": integers(4), "other": integers(4)}, {"alpha": 3})
    suite.add("sub/number-first", None, {"other": uniform(3)}, {"input": 2.0}, call=lambda t: 2.0 - t)
    suite.add("div/number-first", None, {"other": away(3)}, {"input": 2.0}, call=lambda t: 2.0 / t)
    wrap = {"input": literal([250, 3, 0], U8), "other": literal([10, 5, 1], U8)}
    for name in ("add", "sub", "mul"):
        suite.add(f"{name}/uint8-wraps", getattr(torch, name), wrap)
    suite.add("mul/int32-wraps", torch.mul, {"input": literal([2147483647, 65536], I32), "other": literal([2, 65536], I32)})
    suite.add("add/bool", torch.add, {"input": literal([0, 0, 1, 1], BOOL), "other": literal([0, 1, 0, 1], BOOL)})
    suite.add("mul/bool", torch.mul, {"input": literal([0, 0, 1, 1], BOOL), "other": literal([0, 1, 0, 1], BOOL)})


def division(suite):
    dividends, divisors = [7, -7, 7, -7, 6, -6, 0, 1], [2, 2, -2, -2, 3, -3, 5, -4]
    whole = {"input": literal(dividends, I64), "other": literal(divisors, I64)}
    real = {"input": literal([5.3, -5.3, 5.3, -5.3, 4.0, -4.0]), "other": literal([2.0, 2.0, -2.0, -2.0, 2.0, 2.0])}
    special = {"input": literal(LEFT), "other": literal(RIGHT)}
    for mode in ("trunc", "floor"):
        args = {"rounding_mode": mode}
        suite.add(f"div/{mode}", torch.div, real, args, second=False)
        suite.add(f"div/{mode}-int64", torch.div, whole, args)
        suite.add(f"div/{mode}-special", torch.div, special, args, second=False)
    for name in ("floor_divide", "remainder", "fmod"):
        function = getattr(torch, name)
        suite.add(name, function, real, second=False, frozen=("input", "other") if name == "floor_divide" else ())
        suite.add(f"{name}/int64", function, whole)
        suite.add(f"{name}/number-int64", function, {"input": whole["input"]}, {"other": -3})
        suite.add(f"{name}/special", function, special, second=False, frozen=("input", "other"))
        suite.add(f"{name}/uint8", function, {"input": literal([7, 250, 9], U8), "other": literal([2, 7, 9], U8)})
    suite.add("remainder/number", torch.remainder, {"input": real["input"]}, {"other": -2.5}, second=False)
    suite.add("remainder/broadcast", torch.remainder, two((2, 3), (3,), right=away))
    suite.add("remainder/number-first", None, {"other": literal([3, -3, 2], I64)}, {"input": 7}, call=lambda t: torch.remainder(7, t))


def extrema(suite):
    ties = {"input": literal([1.0, 2.0, 2.0, -0.0, 0.0, NAN, 1.0, INF]), "other": literal([1.0, 1.0, 3.0, 0.0, -0.0, 1.0, NAN, INF])}
    for name in ("maximum", "minimum"):
        function = getattr(torch, name)
        suite.add(name, function, two((2, 3), (3,)), single=True)
        suite.add(f"{name}/ties", function, ties, second=False)
        suite.add(f"{name}/int64", function, {"input": integers(6), "other": integers(6)})
        suite.add(f"{name}/bool", function, {"input": literal([0, 0, 1, 1], BOOL), "other": literal([0, 1, 0, 1], BOOL)})


def ternary(suite):
    chosen = {"condition": booleans(2, 3), "input": uniform(2, 3), "other": uniform(3)}
    suite.add("where", torch.where, chosen, single=True)
    suite.add("where/broadcast-condition", torch.where, chosen | {"condition": booleans(2, 1)})
    hidden = {"condition": literal([1, 0], BOOL), "input": literal([1.0, NAN]), "other": literal([INF, 2.0])}
    suite.add("where/nan-not-chosen", torch.where, hidden, second=False)
    suite.add("where/mixed-dtypes", torch.where, {"condition": booleans(3), "input": integers(3), "other": uniform(3, dtype=F32)}, second=False)
    suite.add("lerp", torch.lerp, {"input": uniform(2, 3), "end": uniform(3)}, {"weight": 0.3}, single=True)
    suite.add("lerp/tensor-weight", torch.lerp, {"input": uniform(2, 3), "end": uniform(2, 3), "weight": uniform(3, low=-0.5, high=1.5)})
    suite.add("lerp/half", torch.lerp, {"input": uniform(3), "end": uniform(3)}, {"weight": 0.5})
    for name in ("addcmul", "addcdiv"):
        inputs = {"input": uniform(2, 3), "tensor1": uniform(2, 1), "tensor2": away(3)}
        suite.add(name, getattr(torch, name), inputs, single=True)
        suite.add(f"{name}/value", getattr(torch, name), inputs, {"value": -0.5})
    suite.add("addcmul/int64", torch.addcmul, {"input": integers(3), "tensor1": integers(3), "tensor2": integers(3)}, {"value": 2})


def further(suite):
    """Tier A, kept here because the layers' tests want their conventions early."""
    origin = {"input": literal([0.0, -0.0, 0.0, -0.0, 1.0, -1.0, INF, INF]), "other": literal([0.0, 0.0, -0.0, -0.0, 0.0, 0.0, INF, -INF])}
    suite.add("atan2", torch.atan2, two((2, 3), (3,), left=away, right=away), single=True)
    suite.add("atan2/origin", torch.atan2, origin, second=False)
    suite.add("logaddexp", torch.logaddexp, two((2, 3), (3,)), single=True)
    infinite = {"input": literal([-INF, INF, -INF, 1000.0]), "other": literal([-INF, INF, 1.0, 1000.0])}
    suite.add("logaddexp/infinite", torch.logaddexp, infinite, second=False)
    suite.add("hypot", torch.hypot, two((2, 3), (3,), left=away, right=away))
    suite.add("hypot/origin", torch.hypot, {"input": literal([0.0, 1.0]), "other": literal([0.0, 0.0])}, second=False)
