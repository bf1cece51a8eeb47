"""
Orders. With ties only `stable` fixes the indices, so ties appear with it alone; topk records no indices where values tie.
"""

import math

import torch

from ..sampling import BOOL, I64, distinct, integers, literal

INF, NAN = math.inf, math.nan
EDGES = [[3.0, NAN, -INF, INF, -0.0, 0.0], [NAN, 1.0, 1.0, NAN, INF, -2.0]]
TIES = [[2.0, 1.0, 2.0, 1.0, 2.0], [0.0, 0.0, 0.0, 0.0, 0.0]]


def build(suite):
    sorts(suite)
    argsorts(suite)
    topk(suite)
    picks(suite)
    uniques(suite)


def sorts(suite):
    spec = {"input": distinct(3, 4)}
    suite.add("sort", torch.sort, spec, single=True)
    for label, args in (("dim", {"dim": 0}), ("descending", {"dim": -1, "descending": True})):
        suite.add(f"sort/{label}", torch.sort, spec, args)
    for descending in (False, True):
        args, label = {"stable": True, "dim": -1, "descending": descending}, "descending" if descending else "ascending"
        suite.add(f"sort/ties-{label}", torch.sort, {"input": literal(TIES)}, args)
        suite.add(f"sort/special-{label}", torch.sort, {"input": literal(EDGES)}, args, second=False)
        suite.add(f"sort/int64-{label}", torch.sort, {"input": integers(8, low=-3, high=3)}, args)
    suite.add("sort/bool", torch.sort, {"input": literal([1, 0, 1, 0], BOOL)}, {"stable": True, "dim": 0})
    suite.add("sort/scalar", torch.sort, {"input": literal(1.5)})
    suite.add("sort/empty", torch.sort, {"input": literal([], shape=(2, 0))}, second=False)


def argsorts(suite):
    spec = {"input": distinct(3, 4)}
    suite.add("argsort", torch.argsort, spec)
    suite.add("argsort/dim", torch.argsort, spec, {"dim": 0})
    suite.add("argsort/descending", torch.argsort, spec, {"dim": 1, "descending": True})
    stable = {"stable": True, "dim": -1, "descending": True}
    suite.add("argsort/ties", torch.argsort, {"input": literal(TIES)}, stable)
    suite.add("argsort/special", torch.argsort, {"input": literal(EDGES)}, stable)


def topk(suite):
    spec = {"input": distinct(3, 5)}
    suite.add("topk", torch.topk, spec, {"k": 2}, single=True)
    suite.add("topk/smallest", torch.topk, spec, {"k": 3, "largest": False})
    suite.add("topk/dim", torch.topk, spec, {"k": 2, "dim": 0})
    suite.add("topk/all", torch.topk, spec, {"k": 5})
    suite.add("topk/none", torch.topk, spec, {"k": 0}, second=False)
    suite.add("topk/int64", torch.topk, {"input": literal([4, -1, 9, 0], I64)}, {"k": 3})
    suite.add("topk/ties-values", None, {"input": literal(TIES)}, {"k": 4}, call=lambda x: torch.topk(x, 4).values, frozen=("input",))
    suite.add("topk/nan-values", None, {"input": literal([1.0, NAN, INF, -INF])}, {"k": 3}, call=lambda x: torch.topk(x, 3).values, second=False)
    suite.add("topk/nan-smallest-values", None, {"input": literal([1.0, NAN, INF, -INF])}, {"k": 3, "largest": False},
              call=lambda x: torch.topk(x, 3, largest=False).values, second=False)


def picks(suite):
    spec = {"input": distinct(3, 5)}
    suite.add("msort", torch.msort, spec)
    suite.add("kthvalue", torch.kthvalue, spec, {"k": 2})
    suite.add("kthvalue/keepdim", torch.kthvalue, spec, {"k": 3, "dim": 0, "keepdim": True})
    suite.add("kthvalue/nan", None, {"input": literal([1.0, NAN, INF, -INF])}, {"k": 4}, call=lambda x: torch.kthvalue(x, 4).values, second=False)
    suite.add("topk/narrow", torch.topk, {"input": distinct(2, 40)}, {"k": 3})
    suite.add("sort/long", torch.sort, {"input": distinct(2, 50)})


def uniques(suite):
    repeated = literal([[3, 1, 3], [2, 1, 2]], I64)
    all_of = {"return_inverse": True, "return_counts": True}
    suite.add("unique", None, {"input": repeated}, call=lambda x: torch.unique(x, **all_of))
    suite.add("unique/dim", None, {"input": literal([[1, 2], [0, 5], [1, 2], [0, 4]], I64)}, {"dim": 0}, call=lambda x: torch.unique(x, dim=0, **all_of))
    suite.add("unique/columns", None, {"input": literal([[2, 1, 2], [0, 5, 0]], I64)}, {"dim": 1}, call=lambda x: torch.unique(x, dim=1, **all_of))
    suite.add("unique_consecutive", None, {"input": literal([1, 1, 2, 2, 1], I64)}, call=lambda x: torch.unique_consecutive(x, **all_of))
    suite.add("unique_consecutive/dim", None, {"input": literal([[1, 1, 2], [0, 0, 0]], I64)}, {"dim": 1}, call=lambda x: torch.unique_consecutive(x, dim=1, **all_of))
