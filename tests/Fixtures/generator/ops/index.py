"""
Indexing: the indexer's forms, gather and scatter, masks. The recorded argument `index` lists the entries of the brackets:
a number, {"slice": [start, stop, step]}, "...", null for a new axis, or {"tensor": name} for one of the inputs.
"""

import torch
from torch.nn import functional as F

from ..sampling import BOOL, F32, booleans, distinct, integers, literal, uniform


def build(suite):
    basic_forms(suite)
    tensor_forms(suite)
    assignment(suite)
    gathers(suite)
    scatters(suite)
    masks(suite)
    lookups(suite)
    flat_forms(suite)
    rows(suite)
    searches(suite)
    reduced(suite)


def entries(index, tensors) -> tuple:
    """The bracket's entries as Python objects."""

    def one(entry):
        if isinstance(entry, dict):
            return slice(*entry["slice"]) if "slice" in entry else tensors[entry["tensor"]]
        return Ellipsis if entry == "..." else entry

    return tuple(one(e) for e in index)


def sl(start=None, stop=None, step=None) -> dict:
    return {"slice": [start, stop, step]}


def by(name) -> dict:
    return {"tensor": name}


def get(suite, label, index, shape=(3, 4, 2), **tensors):
    inputs = {"input": uniform(*shape)} | tensors

    def call(x, *rest):
        return x[entries(index, dict(zip(tensors, rest)))]

    suite.add(f"index/{label}", None, inputs, {"index": index}, call=call)


def basic_forms(suite):
    get(suite, "int", [1])
    get(suite, "negative-int", [-1, 0])
    get(suite, "all-ints", [1, 2, -1])
    get(suite, "slice", [sl(1, 3)])
    get(suite, "slice-step", [sl(), sl(0, 4, 2)])
    get(suite, "slice-negative", [sl(-2, None), sl(None, -1)])
    get(suite, "slice-beyond", [sl(1, 100)])
    get(suite, "slice-empty", [sl(2, 1)])
    get(suite, "ellipsis", ["...", 1])
    get(suite, "ellipsis-middle", [0, "...", sl(1, None)])
    get(suite, "newaxis", [None, sl(), None])
    get(suite, "mixed", [sl(), None, 2, "..."])
    get(suite, "scalar-ellipsis", ["..."], shape=())


def tensor_forms(suite):
    get(suite, "tensor", [by("i")], i=literal([2, 0, 2, -1], torch.int64))
    get(suite, "tensor-2d", [by("i")], i=literal([[2, 0], [1, 1]], torch.int64))
    get(suite, "tensor-second-dim", [sl(), by("i")], i=literal([3, 0, 3], torch.int64))
    get(suite, "two-tensors", [by("i"), by("j")], i=literal([2, 0, 2], torch.int64), j=literal([1, 3, 1], torch.int64))
    get(suite, "broadcast-tensors", [by("i"), by("j")], i=literal([[2], [0]], torch.int64), j=literal([1, 3], torch.int64))
    get(suite, "separated-tensors", [by("i"), sl(), by("j")], i=literal([2, 0, 1], torch.int64), j=literal([1, 0, 1], torch.int64))
    get(suite, "tensor-and-int", [by("i"), 1], i=literal([2, 0], torch.int64))
    get(suite, "int-slice-tensor", [0, sl(1, 3), by("j")], j=literal([1, 0, 1], torch.int64))
    get(suite, "tensor-newaxis", [None, by("i")], i=literal([1, 1], torch.int64))
    get(suite, "scalar-tensor", [by("i")], i=literal(1, torch.int64))
    get(suite, "empty-tensor", [by("i")], i=literal([], torch.int64))
    get(suite, "mask", [by("m")], m=literal([1, 0, 1], BOOL))
    get(suite, "full-mask", [by("m")], shape=(2, 3), m=booleans(2, 3))
    get(suite, "two-dim-mask", [by("m")], m=literal([[1, 0, 0, 1], [0, 0, 0, 0], [0, 1, 0, 0]], BOOL))
    get(suite, "mask-second-dim", [sl(), by("m")], m=literal([0, 1, 1, 0], BOOL))
    get(suite, "mask-and-tensor", [by("m"), by("j")], m=literal([1, 0, 1], BOOL), j=literal([3, 0], torch.int64))
    get(suite, "no-true-mask", [by("m")], m=literal([0, 0, 0], BOOL))


def put(suite, label, index, value, shape=(3, 4), **tensors):
    """Assignment through the indexer: the output is the whole tensor afterwards."""
    inputs = {"input": uniform(*shape), "value": value} | tensors

    def call(x, v, *rest):
        y = x.clone()
        y[entries(index, dict(zip(tensors, rest)))] = v
        return y

    suite.add(f"index_set/{label}", None, inputs, {"index": index}, call=call)


def assignment(suite):
    put(suite, "row", [1], uniform(4))
    put(suite, "broadcast", [sl(0, 2)], uniform(1, 4))
    put(suite, "number", [sl(), 2], literal(9.5))
    put(suite, "element", [1, -1], literal(9.5))
    put(suite, "steps", [sl(None, None, 2), sl(1, 3)], uniform(2, 2))
    put(suite, "tensor", [by("i")], uniform(2, 4), i=literal([2, 0], torch.int64))
    put(suite, "two-tensors", [by("i"), by("j")], uniform(3), i=literal([2, 0, 1], torch.int64), j=literal([1, 3, 1], torch.int64))
    put(suite, "mask", [by("m")], literal(-1.5), m=booleans(3, 4))
    put(suite, "mask-values", [by("m")], uniform(3), m=literal([[1, 0, 0, 1], [0, 0, 0, 0], [0, 1, 0, 0]], BOOL))
    repeated = {"input": uniform(3, 2), "values": uniform(4, 2), "indices": literal([1, 0, 1, 1], torch.int64)}
    suite.add("index_put/accumulate", None, repeated, {"accumulate": True}, call=lambda x, v, i: torch.index_put(x, (i,), v, accumulate=True))


def gathers(suite):
    chosen = literal([2, 0, 2], torch.int64)
    suite.add("index_select", torch.index_select, {"input": uniform(3, 4), "index": chosen}, {"dim": 0}, call=lambda x, i: x.index_select(0, i), single=True)
    suite.add("index_select/dim", None, {"input": uniform(2, 3, 2), "index": chosen}, {"dim": -2}, call=lambda x, i: x.index_select(-2, i))
    suite.add("index_select/empty", None, {"input": uniform(3, 2), "index": literal([], torch.int64)}, {"dim": 0}, call=lambda x, i: x.index_select(0, i))
    for dim, index in ((0, [[0, 1, 2], [2, 2, 0]]), (1, [[0, 0], [2, 1], [1, 1]]), (-1, [[2], [0], [0]])):
        inputs = {"input": uniform(3, 3), "index": literal(index, torch.int64)}
        suite.add(f"gather/dim={dim}", None, inputs, {"dim": dim}, call=lambda x, i, d=dim: torch.gather(x, d, i), single=dim == 0)
    smaller = {"input": uniform(2, 3, 2), "index": literal([[[0, 1]], [[2, 2]]], torch.int64)}
    suite.add("gather/smaller-index", None, smaller, {"dim": 1}, call=lambda x, i: torch.gather(x, 1, i))
    suite.add("gather/int64", None, {"input": integers(5), "index": literal([4, 4, 0], torch.int64)}, {"dim": 0}, call=lambda x, i: torch.gather(x, 0, i))


def scatters(suite):
    repeats = literal([[0, 1, 0], [0, 0, 2]], torch.int64)
    for dim, shape in ((0, (3, 4)), (1, (2, 3)), (-1, (3, 3))):
        inputs = {"input": uniform(*shape), "index": repeats, "src": uniform(2, 3)}
        suite.add(f"scatter_add/dim={dim}", None, inputs, {"dim": dim}, call=lambda x, i, s, d=dim: torch.scatter_add(x, d, i, s), single=dim == 0)
    larger = {"input": uniform(3, 2), "index": literal([[1], [0]], torch.int64), "src": uniform(3, 2)}
    suite.add("scatter_add/larger-source", None, larger, {"dim": 0}, call=lambda x, i, s: torch.scatter_add(x, 0, i, s), frozen=("input", "src"))
    whole = {"input": integers(3), "index": literal([1, 1, 1, 0], torch.int64), "src": integers(4)}
    suite.add("scatter_add/int64", None, whole, {"dim": 0}, call=lambda x, i, s: torch.scatter_add(x, 0, i, s))
    unique = {"input": uniform(3, 3), "index": literal([[0, 2, 1]], torch.int64), "src": uniform(1, 3)}
    suite.add("scatter", None, unique, {"dim": 0}, call=lambda x, i, s: torch.scatter(x, 0, i, s))
    one = {"input": uniform(2, 3), "index": literal([[0, 2], [1, 1]], torch.int64)}
    suite.add("scatter/value", None, one, {"dim": 1, "value": 1.5}, call=lambda x, i: torch.scatter(x, 1, i, 1.5))
    rows = {"input": uniform(3, 2), "index": literal([2, 0, 2], torch.int64), "source": uniform(3, 2)}
    suite.add("index_add", None, rows, {"dim": 0}, call=lambda x, i, s: torch.index_add(x, 0, i, s))


def masks(suite):
    lower = literal([[1, 0, 0], [1, 1, 0]], BOOL)
    infinite = float("-inf")
    suite.add("masked_fill", None, {"input": uniform(2, 3), "mask": lower}, {"value": infinite}, call=lambda x, m: x.masked_fill(m, infinite), single=True)
    row = {"input": uniform(2, 3), "mask": literal([0, 1, 0], BOOL)}
    suite.add("masked_fill/broadcast", None, row, {"value": 2.5}, call=lambda x, m: x.masked_fill(m, 2.5))
    suite.add("masked_fill/tensor-value", None, row | {"value": literal(0.5)}, call=lambda x, m, v: x.masked_fill(m, v))
    suite.add("masked_fill/int64", None, {"input": integers(2, 3), "mask": lower}, {"value": 7}, call=lambda x, m: x.masked_fill(m, 7))
    suite.add("masked_select", torch.masked_select, {"input": uniform(2, 3), "mask": lower})
    suite.add("masked_select/broadcast-mask", torch.masked_select, {"input": uniform(2, 3), "mask": literal([1, 0, 1], BOOL)})
    suite.add("masked_select/broadcast-input", torch.masked_select, {"input": uniform(3), "mask": lower})
    suite.add("masked_select/none", torch.masked_select, {"input": uniform(3), "mask": literal([0, 0, 0], BOOL)})


def lookups(suite):
    classes = literal([[1, 0], [3, 1]], torch.int64)
    suite.add("one_hot", F.one_hot, {"tensor": classes})
    suite.add("one_hot/classes", F.one_hot, {"tensor": classes}, {"num_classes": 5})
    table, repeated = uniform(4, 3), literal([[1, 3], [1, 1]], torch.int64)
    suite.add("embedding", F.embedding, {"input": repeated, "weight": table}, single=True)
    for label, padding in (("padding_idx", 3), ("negative-padding_idx", -3)):
        # The gradient of the padding row is left out on purpose, so it is no derivative to take again.
        suite.add(f"embedding/{label}", F.embedding, {"input": repeated, "weight": table}, {"padding_idx": padding}, second=False)
    suite.add("nonzero", torch.nonzero, {"input": literal([[0.0, 2.0], [-1.0, float("nan")]])})
    suite.add("nonzero/bool", torch.nonzero, {"input": literal([1, 0, 1], BOOL)})
    suite.add("nonzero/scalar", torch.nonzero, {"input": literal(3.0)})
    suite.add("nonzero/none", torch.nonzero, {"input": literal([[0.0, -0.0]])})
    suite.add("gather/sorted-float32", None, {"input": distinct(4, dtype=F32), "index": literal([3, 0], torch.int64)}, {"dim": 0},
              call=lambda x, i: torch.gather(x, 0, i), second=False)


def flat_forms(suite):
    at = literal([[5, 0], [-1, 2]], torch.int64)
    suite.add("take", None, {"input": uniform(2, 3), "index": at}, call=lambda x, i: torch.take(x, i))
    order = {"input": uniform(2, 3), "indices": literal([[2, 0], [1, 1]], torch.int64)}
    suite.add("take_along_dim", None, order, {"dim": 1}, call=lambda x, i: torch.take_along_dim(x, i, 1))
    wide = {"input": uniform(2, 3), "indices": literal([[2, 0, 1, 1]], torch.int64)}
    suite.add("take_along_dim/broadcast", None, wide, {"dim": 1}, call=lambda x, i: torch.take_along_dim(x, i, 1))
    suite.add("take_along_dim/flat", None, {"input": uniform(2, 3), "indices": literal([5, 0], torch.int64)}, call=lambda x, i: torch.take_along_dim(x, i))
    places = {"input": uniform(2, 3), "index": literal([4, -6], torch.int64), "source": uniform(2)}
    suite.add("put", None, places, {"accumulate": False}, call=lambda x, i, s: torch.put(x, i, s))
    again = {"input": uniform(2, 3), "index": literal([4, 4], torch.int64), "source": uniform(2)}
    suite.add("put/accumulate", None, again, {"accumulate": True}, call=lambda x, i, s: torch.put(x, i, s, accumulate=True))
    pairs = {"input": uniform(3, 4, 2), "values": uniform(3, 2), "i": literal([2, 0, 1], torch.int64), "j": literal([1, -1, 1], torch.int64)}
    suite.add("index_put/pairs", None, pairs, {"accumulate": False}, call=lambda x, v, i, j: torch.index_put(x, (i, j), v))
    grid = {"input": uniform(3, 4), "values": uniform(1), "i": literal([[2], [0]], torch.int64), "j": literal([1, 3], torch.int64)}
    suite.add("index_put/broadcast", None, grid, {"accumulate": True}, call=lambda x, v, i, j: torch.index_put(x, (i, j), v, accumulate=True))
    masked = {"input": uniform(2, 3), "values": uniform(2), "i": literal([[1, 0, 0], [0, 0, 1]], BOOL)}
    suite.add("index_put/mask", None, masked, {"accumulate": False}, call=lambda x, v, i: torch.index_put(x, (i,), v))
    part = {"input": uniform(2, 3), "mask": literal([[1, 0, 1], [0, 1, 0]], BOOL), "source": uniform(2, 2)}
    suite.add("masked_scatter", None, part, call=lambda x, m, s: x.masked_scatter(m, s))


def rows(suite):
    chosen = {"input": uniform(2, 4), "index": literal([3, 0], torch.int64)}
    suite.add("index_fill", None, chosen, {"dim": 1, "value": 1.5}, call=lambda x, i: x.index_fill(1, i, 1.5))
    suite.add("index_copy", None, chosen | {"source": uniform(2, 2)}, {"dim": 1}, call=lambda x, i, s: x.index_copy(1, i, s))
    suite.add("index_add/alpha", None, chosen | {"source": uniform(2, 2)}, {"dim": 1, "alpha": 2.5}, call=lambda x, i, s: torch.index_add(x, 1, i, s, alpha=2.5))
    suite.add("argwhere", torch.argwhere, {"input": literal([[0.0, 1.0], [2.0, 0.0]])})


def searches(suite):
    edges, values = literal([-1.0, 0.0, 0.0, 2.5]), literal([[0.0, 3.0, -2.0], [2.5, float("nan"), 0.1]])
    for right in (False, True):
        label = "right" if right else "left"
        suite.add(f"searchsorted/{label}", None, {"sorted_sequence": edges, "input": values}, {"right": right}, call=lambda s, x, r=right: torch.searchsorted(s, x, right=r))
        suite.add(f"bucketize/{label}", None, {"input": values, "boundaries": edges}, {"right": right}, call=lambda x, b, r=right: torch.bucketize(x, b, right=r))
    several = {"sorted_sequence": literal([[1, 3, 5], [2, 4, 6]], torch.int64), "input": literal([[3, 6], [1, 6]], torch.int64)}
    suite.add("searchsorted/rows", None, several, call=lambda s, x: torch.searchsorted(s, x))


def reduced(suite):
    """Sums, means and extremes of what meets at one place; a tie shares the gradient of an extreme."""
    for reduce in ("sum", "mean", "amax", "amin"):
        for keeps in (True, False):
            inputs = {"input": uniform(3, 3), "index": literal([[0, 1, 0], [0, 0, 2]], torch.int64), "src": uniform(2, 3)}
            args = {"dim": 0, "reduce": reduce, "include_self": keeps}
            suite.add(f"scatter_reduce/{reduce}{'' if keeps else '-without-self'}", None, inputs, args,
                      call=lambda x, i, s, r=reduce, k=keeps: torch.scatter_reduce(x, 0, i, s, r, include_self=k))
    tie = {"input": literal([1.0, 2.0]), "index": literal([0, 0, 1], torch.int64), "src": literal([3.0, 3.0, 2.0])}
    suite.add("scatter_reduce/tie", None, tie, {"dim": 0, "reduce": "amax", "include_self": True}, call=lambda x, i, s: torch.scatter_reduce(x, 0, i, s, "amax"))
