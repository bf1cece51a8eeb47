"""Reductions: dims, dim lists, keepdim, corrections, orders of the norm, ties, zeros, NaN, empty tensors."""

import math

import torch

from ..sampling import BOOL, F32, I32, I64, U8, distinct, integers, literal, positive, uniform

INF, NAN = math.inf, math.nan
DIMS = {"dim": {"dim": 1}, "negative-dim": {"dim": -3}, "keepdim": {"dim": -1, "keepdim": True}}
LISTS = {"dims": {"dim": [0, -1]}, "dims-keepdim": {"dim": [1, 0], "keepdim": True}, "no-dims": {"dim": []}}


def build(suite):
    sums(suite)
    products(suite)
    extrema(suite)
    extreme_positions(suite)
    spreads(suite)
    norms(suite)
    exponentials(suite)
    counts(suite)


def variations(suite, name, spec, lists=True):
    """The calls that every reduction shares."""
    function = getattr(torch, name)
    spread = name in ("var", "std")
    suite.add(name, function, {"input": spec}, single=True)
    for label, args in (DIMS | (LISTS if lists else {})).items():
        # PyTorch 1.13 takes the gradient of var over an empty list of dims as over one element, and finds infinities.
        suite.add(f"{name}/{label}", function, {"input": spec}, args, frozen=("input",) if spread and label == "no-dims" else ())
    suite.add(f"{name}/scalar", function, {"input": literal(1.25)}, second=not spread)


def sums(suite):
    for name in ("sum", "mean"):
        variations(suite, name, uniform(2, 3, 2))
        function = getattr(torch, name)
        suite.add(f"{name}/scalar-dim", function, {"input": literal(1.25)}, {"dim": 0})
        suite.add(f"{name}/empty", function, {"input": literal([], shape=(0, 3))}, second=False)
        suite.add(f"{name}/empty-dim", function, {"input": literal([], shape=(0, 3))}, {"dim": 0}, second=False)
        suite.add(f"{name}/infinite", function, {"input": literal([[INF, 1.0], [INF, -INF], [NAN, 0.0]])}, {"dim": 1}, second=False)
        suite.add(f"{name}/dtype", function, {"input": integers(2, 3)}, {"dim": 1, "dtype": torch.float64})
    for dtype, label in ((I64, "int64"), (I32, "int32"), (U8, "uint8"), (BOOL, "bool")):
        suite.add(f"sum/{label}", torch.sum, {"input": integers(2, 3, low=0, high=1 if dtype is BOOL else 200, dtype=dtype)}, {"dim": 0})
    long = literal([0.1] * 1000, F32)
    suite.add("sum/thousand-float32", torch.sum, {"input": long}, second=False, frozen=("input",))


def products(suite):
    variations(suite, "prod", uniform(2, 3, 2), lists=False)
    for label, values in (("one-zero", [2.0, 0.0, 3.0]), ("two-zeros", [0.0, 2.0, 0.0]), ("no-zero", [2.0, -1.0, 3.0]), ("infinite", [INF, 0.0, 2.0])):
        suite.add(f"prod/{label}", torch.prod, {"input": literal(values)}, second=False)
        suite.add(f"prod/{label}-dim", torch.prod, {"input": literal([values, [1.0, 2.0, 4.0]])}, {"dim": 1}, second=False)
    suite.add("prod/one-zero-second-order", torch.prod, {"input": literal([2.0, 0.0, 3.0])})
    suite.add("prod/empty", torch.prod, {"input": literal([], shape=(0, 3))}, {"dim": 0}, second=False)
    suite.add("prod/int64", torch.prod, {"input": integers(2, 3)}, {"dim": 1})
    suite.add("prod/int32", torch.prod, {"input": integers(4, dtype=I32)})


def extrema(suite):
    for name in ("max", "min"):
        function = getattr(torch, name)
        variations(suite, name, distinct(2, 3, 2), lists=False)
        suite.add(f"{name}/ties", function, {"input": literal([3.0, -1.0, 3.0, -1.0, 3.0])}, second=False)
        suite.add(f"{name}/ties-dim", function, {"input": literal([[3.0, -1.0, 3.0, -1.0], [2.0, 2.0, 2.0, 2.0]])}, {"dim": 1}, second=False)
        suite.add(f"{name}/nan", function, {"input": literal([1.0, NAN, 3.0])}, second=False)
        suite.add(f"{name}/nan-dim", function, {"input": literal([[1.0, NAN, NAN], [INF, -INF, 0.0]])}, {"dim": 1}, second=False)
        suite.add(f"{name}/int64", function, {"input": integers(2, 3)}, {"dim": 0})
        suite.add(f"{name}/bool", function, {"input": literal([[0, 1], [0, 0]], BOOL)}, {"dim": 1})
    for name in ("amax", "amin"):
        function = getattr(torch, name)
        variations(suite, name, distinct(2, 3, 2))
        suite.add(f"{name}/ties", function, {"input": literal([[3.0, -1.0, 3.0], [3.0, -1.0, -1.0]])}, {"dim": [0, 1]}, second=False)
        suite.add(f"{name}/ties-dim", function, {"input": literal([[3.0, 3.0, -1.0, -1.0, 3.0], [2.0] * 5])}, {"dim": 1}, second=False)
        suite.add(f"{name}/nan", function, {"input": literal([[1.0, NAN], [INF, -INF]])}, {"dim": 1}, second=False)
        suite.add(f"{name}/int64", function, {"input": integers(2, 3)}, {"dim": [0, 1]})


def extreme_positions(suite):
    for name in ("argmax", "argmin"):
        function = getattr(torch, name)
        spec = {"input": distinct(2, 3, 2)}
        suite.add(name, function, spec)
        for label, args in DIMS.items():
            suite.add(f"{name}/{label}", function, spec, args)
        suite.add(f"{name}/ties", function, {"input": literal([[1.0, 5.0, 1.0, 5.0], [0.0, 0.0, -0.0, 0.0]])}, {"dim": 1})
        suite.add(f"{name}/nan", function, {"input": literal([[1.0, NAN, NAN], [INF, -INF, INF]])}, {"dim": 1})
        suite.add(f"{name}/int64", function, {"input": integers(7)})
        suite.add(f"{name}/scalar", function, {"input": literal(2.0)})


def spreads(suite):
    for name in ("var", "std"):
        function = getattr(torch, name)
        variations(suite, name, uniform(2, 3, 2))
        for correction in (0, 1, 2):
            suite.add(f"{name}/correction={correction}", function, {"input": uniform(3, 4)}, {"dim": 1, "correction": correction})
        suite.add(f"{name}/biased", function, {"input": uniform(3, 4)}, {"dim": 0, "unbiased": False})
        suite.add(f"{name}/biased-all", function, {"input": uniform(3, 4)}, {"unbiased": False})
        suite.add(f"{name}/one-element", function, {"input": uniform(3, 1)}, {"dim": 1}, second=False)
        suite.add(f"{name}/constant", function, {"input": literal([2.0, 2.0, 2.0])}, second=False)


def norms(suite):
    spec = {"input": uniform(2, 3)}
    suite.add("norm", torch.norm, spec, single=True)
    for p in (0, 0.5, 1, 2, 3, INF, -INF):
        suite.add(f"norm/p={p}", torch.norm, spec, {"p": p})
        suite.add(f"norm/p={p}-dim", torch.norm, spec, {"p": p, "dim": 1})
        suite.add(f"norm/p={p}-zero", torch.norm, {"input": literal([0.0, 0.0, 0.0])}, {"p": p}, second=False)
        suite.add(f"norm/p={p}-some-zeros", torch.norm, {"input": literal([0.0, -3.0, 4.0])}, {"p": p}, second=False)
    suite.add("norm/fro", torch.norm, spec, {"p": "fro", "dim": [0, 1]})
    suite.add("norm/dims-keepdim", torch.norm, {"input": uniform(2, 3, 2)}, {"p": 2, "dim": [0, -1], "keepdim": True})
    suite.add("norm/infinity-ties", torch.norm, {"input": literal([3.0, -3.0, 1.0, 3.0])}, {"p": INF}, second=False)
    suite.add("norm/large", torch.norm, {"input": literal([3e200, 4e200])}, second=False)
    suite.add("norm/infinite", torch.norm, {"input": literal([INF, 1.0])}, second=False)
    suite.add("norm/scalar", torch.norm, {"input": literal(-2.5)})


def exponentials(suite):
    function = torch.logsumexp
    suite.add("logsumexp", function, {"input": uniform(2, 3)}, {"dim": 1}, single=True)
    suite.add("logsumexp/keepdim", function, {"input": uniform(2, 3)}, {"dim": -2, "keepdim": True})
    suite.add("logsumexp/dims", function, {"input": uniform(2, 3, 2)}, {"dim": [0, 2]})
    rows = [[-INF, -INF], [INF, 1.0], [INF, INF], [-INF, 2.0], [NAN, 1.0], [1000.0, 1000.0], [-1000.0, -1001.0]]
    suite.add("logsumexp/infinite", function, {"input": literal(rows)}, {"dim": 1}, second=False)
    suite.add("logsumexp/empty", function, {"input": literal([], shape=(0, 2))}, {"dim": 0}, second=False)
    suite.add("logsumexp/scalar", function, {"input": literal(1.25)}, {"dim": 0})
    for name in ("cumsum", "cumprod"):  # tier A
        suite.add(name, getattr(torch, name), {"input": uniform(2, 3)}, {"dim": 1})
        suite.add(f"{name}/first-dim", getattr(torch, name), {"input": uniform(2, 3)}, {"dim": -2})
    suite.add("cumprod/zeros", torch.cumprod, {"input": literal([2.0, 0.0, 3.0, 0.0])}, {"dim": 0}, second=False)
    suite.add("cumsum/int64", torch.cumsum, {"input": integers(4)}, {"dim": 0})


def counts(suite):
    values = literal([[0.0, 1.0, NAN], [-0.0, 0.0, 0.0]])
    flags = literal([[1, 1, 0], [1, 1, 1]], BOOL)
    suite.add("count_nonzero", torch.count_nonzero, {"input": values})
    suite.add("count_nonzero/dim", torch.count_nonzero, {"input": values}, {"dim": 1})
    suite.add("count_nonzero/dims", torch.count_nonzero, {"input": flags}, {"dim": [0, 1]})
    for name in ("all", "any"):
        function = getattr(torch, name)
        for label, spec in (("bool", flags), ("float64", values), ("int64", literal([[0, 2, 0], [3, 1, 4]], I64))):
            suite.add(f"{name}/{label}", function, {"input": spec})
            suite.add(f"{name}/{label}-dim", function, {"input": spec}, {"dim": 1, "keepdim": True})
        suite.add(f"{name}/uint8", function, {"input": literal([0, 7], U8)})
        suite.add(f"{name}/empty", function, {"input": literal([], BOOL, shape=(0, 2))}, {"dim": 0})
    suite.add("mean/positive-float32", torch.mean, {"input": positive(2, 3, dtype=F32)}, {"dim": 0}, second=False)
