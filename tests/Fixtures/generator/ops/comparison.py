"""Comparisons, logic and closeness: bool results, no derivative."""

import math

import torch

from ..sampling import BOOL, F32, I64, integers, literal, uniform

INF, NAN = math.inf, math.nan
COMPARISONS = ("eq", "ne", "lt", "le", "gt", "ge")
EDGES = {"input": literal([0.0, 0.0, 1.0, NAN, NAN, INF, -INF, 1.0]), "other": literal([-0.0, 1.0, 0.0, NAN, 1.0, INF, INF, 1.0])}


def build(suite):
    comparisons(suite)
    logic(suite)
    closeness(suite)


def comparisons(suite):
    for name in COMPARISONS:
        function = getattr(torch, name)
        suite.add(f"{name}/edges", function, EDGES)
        suite.add(f"{name}/broadcast", function, {"input": integers(2, 3, low=0, high=2), "other": integers(3, low=0, high=2)})
        suite.add(f"{name}/number", function, {"input": integers(5)}, {"other": 1.5})
        suite.add(f"{name}/mixed", function, {"input": integers(4, low=0, high=2), "other": uniform(4, decimals=0, dtype=F32)})
        suite.add(f"{name}/bool", function, {"input": literal([0, 0, 1, 1], BOOL), "other": literal([0, 1, 0, 1], BOOL)})


def logic(suite):
    left, right = literal([0, 0, 1, 1], BOOL), literal([0, 1, 0, 1], BOOL)
    for name in ("logical_and", "logical_or", "logical_xor"):
        function = getattr(torch, name)
        suite.add(name, function, {"input": left, "other": right})
        suite.add(f"{name}/float64", function, {"input": literal([0.0, -0.0, 2.0, NAN]), "other": literal([1.0, 0.0, -3.0, 0.0])})
        suite.add(f"{name}/int64", function, {"input": literal([0, 4, 4], I64), "other": literal([1, 0, 3], I64)})
    suite.add("logical_not", torch.logical_not, {"input": left})
    suite.add("logical_not/float64", torch.logical_not, {"input": literal([0.0, -0.0, 2.0, NAN])})
    suite.add("logical_not/int64", torch.logical_not, {"input": literal([0, 4, -1], I64)})


def closeness(suite):
    near = {"input": literal([1.0, 1.0, INF, INF, NAN, 1e-9, 100.0]), "other": literal([1.00001, 1.0001, INF, -INF, NAN, 0.0, 100.001])}
    frozen = ("input", "other")
    suite.add("isclose", torch.isclose, near, frozen=frozen)
    suite.add("isclose/equal-nan", torch.isclose, near, {"equal_nan": True}, frozen=frozen)
    suite.add("isclose/tolerances", torch.isclose, near, {"rtol": 0.0, "atol": 5e-5}, frozen=frozen)
    suite.add("isclose/int64", torch.isclose, {"input": literal([1, 2], I64), "other": literal([1, 3], I64)})
    for name, other in (("true", [1.0, 2.00001]), ("false", [1.0, 2.1])):
        suite.add(f"allclose/{name}", torch.allclose, {"input": literal([1.0, 2.0]), "other": literal(other)}, frozen=frozen)
    suite.add("allclose/nan", torch.allclose, {"input": literal([NAN]), "other": literal([NAN])}, frozen=frozen)
    suite.add("allclose/equal-nan", torch.allclose, {"input": literal([NAN]), "other": literal([NAN])}, {"equal_nan": True}, frozen=frozen)
    suite.add("equal/true", torch.equal, {"input": literal([1.0, 2.0]), "other": literal([1.0, 2.0])}, frozen=frozen)
    suite.add("equal/false", torch.equal, {"input": literal([1.0, 2.0]), "other": literal([1.0, 3.0])}, frozen=frozen)
    suite.add("equal/nan", torch.equal, {"input": literal([NAN]), "other": literal([NAN])}, frozen=frozen)
    suite.add("equal/shape", torch.equal, {"input": literal([1.0]), "other": literal([[1.0]])}, frozen=frozen)
