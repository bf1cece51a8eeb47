"""Running reductions, medians, reductions that skip NaN, pairs of reductions, and sums of products beyond addmm."""

import math

import torch

from ..sampling import distinct, integers, literal, uniform

INF, NAN = math.inf, math.nan


def build(suite):
    running(suite)
    medians(suite)
    skipping(suite)
    pairs(suite)
    products(suite)


def running(suite):
    for name in ("cummax", "cummin"):
        function = getattr(torch, name)
        suite.add(name, function, {"input": distinct(2, 3)}, {"dim": 1})
        suite.add(f"{name}/first-dim", function, {"input": distinct(3, 2)}, {"dim": -2})
        suite.add(f"{name}/ties", function, {"input": literal([1.0, 3.0, 3.0, 1.0, 3.0, 1.0])}, {"dim": 0}, second=False)
        suite.add(f"{name}/nan", function, {"input": literal([1.0, NAN, 3.0, NAN])}, {"dim": 0}, second=False)
        suite.add(f"{name}/int64", function, {"input": integers(5)}, {"dim": 0})
        suite.add(f"{name}/scalar", function, {"input": literal(1.5)}, {"dim": 0})
    suite.add("logcumsumexp", torch.logcumsumexp, {"input": uniform(2, 3)}, {"dim": 1})
    suite.add("logcumsumexp/first-dim", torch.logcumsumexp, {"input": uniform(3, 2)}, {"dim": 0})
    far = literal([-INF, -1000.0, 1000.0, 0.0, 999.0])
    suite.add("logcumsumexp/far", torch.logcumsumexp, {"input": far}, {"dim": 0}, second=False, frozen=("input",))
    suite.add("cumprod/second-order-zeros", torch.cumprod, {"input": literal([[2.0, 0.0, 3.0], [0.0, 1.5, 0.0]])}, {"dim": 1})
    suite.add("cumprod/int64", torch.cumprod, {"input": integers(4)}, {"dim": 0})


def medians(suite):
    suite.add("median", torch.median, {"input": distinct(2, 3)})
    suite.add("median/odd", torch.median, {"input": distinct(5)})
    suite.add("median/ties", torch.median, {"input": literal([1.0, 2.0, 2.0, 2.0, 5.0])}, second=False)
    suite.add("median/nan", torch.median, {"input": literal([1.0, NAN, 2.0])}, second=False)
    suite.add("median/dim", torch.median, {"input": distinct(2, 4)}, {"dim": 1})
    suite.add("median/keepdim", torch.median, {"input": distinct(3, 2)}, {"dim": 0, "keepdim": True})
    suite.add("median/nan-dim", torch.median, {"input": literal([[1.0, NAN, 2.0, NAN], [4.0, 3.0, 2.0, 1.0]])}, {"dim": 1}, second=False)
    suite.add("median/int64", torch.median, {"input": literal([[5, 1, 9], [2, 8, 4]], torch.int64)}, {"dim": 1})


def skipping(suite):
    values = literal([[1.0, NAN, 3.0], [NAN, NAN, NAN], [0.5, -2.0, 4.0]])
    for name in ("nansum", "nanmean"):
        function = getattr(torch, name)
        suite.add(name, function, {"input": values}, second=False)
        # The gradient of a line of nothing but NaN is infinity times zero in PyTorch: only the value is recorded.
        suite.add(f"{name}/dim", function, {"input": values}, {"dim": 1}, second=False, frozen=("input",))
        suite.add(f"{name}/keepdim", function, {"input": values}, {"dim": [0, 1], "keepdim": True}, second=False)


def pairs(suite):
    for name in ("var_mean", "std_mean"):
        suite.add(name, getattr(torch, name), {"input": uniform(2, 3)}, {"dim": 1, "correction": 0})
    suite.add("aminmax", torch.aminmax, {"input": distinct(2, 3)}, {"dim": 1}, second=False, frozen=("input",))
    suite.add("trace", torch.trace, {"input": uniform(3, 2)})


def products(suite):
    batches = {"input": uniform(2, 1, 2), "batch1": uniform(2, 2, 3), "batch2": uniform(2, 3, 2)}
    suite.add("baddbmm", torch.baddbmm, batches, {"beta": 0.5, "alpha": 2.0})
    suite.add("addbmm", torch.addbmm, batches | {"input": uniform(2, 2)}, {"beta": 0.5, "alpha": 2.0})
    suite.add("addmv", torch.addmv, {"input": uniform(2), "mat": uniform(2, 3), "vec": uniform(3)}, {"beta": -1.0, "alpha": 0.5})
    suite.add("addr", torch.addr, {"input": uniform(2, 3), "vec1": uniform(2), "vec2": uniform(3)}, {"beta": 1.5, "alpha": 2.0})
    sides = {"self": uniform(2, 3, 4), "other": uniform(4, 3, 2)}
    lists = {"dims_self": [1, 2], "dims_other": [1, 0]}
    suite.add("tensordot/lists", None, sides, lists, call=lambda a, b: torch.tensordot(a, b, ([1, 2], [1, 0])))
    suite.add("tensordot/count", None, {"self": uniform(2, 3, 2), "other": uniform(3, 2)}, {"dims": 2}, call=lambda a, b: torch.tensordot(a, b, 2))
    suite.add("tensordot/outer", None, {"self": uniform(2), "other": uniform(3)}, {"dims": 0}, call=lambda a, b: torch.tensordot(a, b, 0))
