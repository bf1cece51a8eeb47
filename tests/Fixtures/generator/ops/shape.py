"""Views, joins, splits and reorderings; every gradient is a rearrangement."""

import torch

from ..sampling import BOOL, F32, I64, U8, integers, literal, uniform

TENSOR = torch.Tensor
ONE = {"input": uniform(2, 3, 2)}


def build(suite):
    views(suite)
    dims(suite)
    broadcasts(suite)
    joins(suite)
    splits(suite)
    orders(suite)
    triangles(suite)
    repetitions(suite)
    more_joins(suite)
    more_splits(suite)
    embeddings(suite)


def views(suite):
    for name, function in (("reshape", torch.reshape), ("view", TENSOR.view)):
        for label, shape in (("merge", [6, 2]), ("infer", [3, -1]), ("flat", [-1]), ("more-dims", [1, 2, 3, 1, 2])):
            suite.add(f"{name}/{label}", None, ONE, {"shape": shape}, call=lambda x, f=function, s=shape: f(x, s))
    suite.add("reshape/scalar", None, {"input": literal(2.5)}, {"shape": [1, 1]}, call=lambda x: x.reshape(1, 1))
    suite.add("reshape/to-scalar", None, {"input": literal([2.5])}, {"shape": []}, call=lambda x: x.reshape(()))
    suite.add("reshape/empty", None, {"input": literal([], shape=(0, 3))}, {"shape": [3, 0, 2]}, call=lambda x: x.reshape(3, 0, 2), second=False)
    suite.add("reshape/float32", None, {"input": uniform(2, 3, dtype=F32)}, {"shape": [3, 2]}, call=lambda x: x.reshape(3, 2), second=False)
    suite.add("flatten", torch.flatten, ONE)
    suite.add("flatten/dims", torch.flatten, {"input": uniform(2, 1, 3, 2)}, {"start_dim": 1, "end_dim": -2})
    suite.add("flatten/scalar", torch.flatten, {"input": literal(2.5)})
    suite.add("contiguous", TENSOR.contiguous, ONE)
    suite.add("narrow", torch.narrow, ONE, {"dim": 1, "start": 1, "length": 2})
    suite.add("narrow/negative", torch.narrow, ONE, {"dim": -2, "start": -2, "length": 1})
    suite.add("select", torch.select, ONE, {"dim": 1, "index": 2})
    suite.add("select/negative", torch.select, ONE, {"dim": -1, "index": -2})
    suite.add("unfold", None, {"input": uniform(7)}, {"dimension": 0, "size": 3, "step": 2}, call=lambda x: x.unfold(0, 3, 2))
    suite.add("unfold/inner", None, {"input": uniform(2, 4)}, {"dimension": 1, "size": 2, "step": 1}, call=lambda x: x.unfold(1, 2, 1))
    suite.add("diagonal", torch.diagonal, {"input": uniform(2, 3)})
    suite.add("diagonal/offset", torch.diagonal, {"input": uniform(2, 3, 3)}, {"offset": -1, "dim1": 0, "dim2": 2})


def dims(suite):
    for dim in (0, 2, -1, -3):
        suite.add(f"unsqueeze/dim={dim}", torch.unsqueeze, {"input": uniform(2, 3)}, {"dim": dim})
    suite.add("squeeze", torch.squeeze, {"input": uniform(1, 2, 1, 3)})
    for dim in (0, 1, -2):
        suite.add(f"squeeze/dim={dim}", torch.squeeze, {"input": uniform(1, 2, 1, 3)}, {"dim": dim})
    suite.add("transpose", torch.transpose, ONE, {"dim0": 0, "dim1": 1})
    suite.add("transpose/negative", torch.transpose, ONE, {"dim0": -1, "dim1": 0})
    suite.add("permute", torch.permute, ONE, {"dims": [2, 0, 1]})
    suite.add("permute/negative", torch.permute, ONE, {"dims": [-2, -1, 0]})
    suite.add("movedim", torch.movedim, ONE, {"source": [0, 1], "destination": [-1, 0]})


def broadcasts(suite):
    suite.add("expand", None, {"input": uniform(3, 1)}, {"size": [2, 3, 4]}, call=lambda x: x.expand(2, 3, 4))
    suite.add("expand/minus-one", None, {"input": uniform(3, 1)}, {"size": [-1, 2]}, call=lambda x: x.expand(-1, 2))
    suite.add("expand/scalar", None, {"input": literal(2.5)}, {"size": [2, 2]}, call=lambda x: x.expand(2, 2))
    suite.add("broadcast_to", torch.broadcast_to, {"input": uniform(1, 3)}, {"size": [2, 2, 3]})
    suite.add("repeat", None, {"input": uniform(2, 2)}, {"repeats": [2, 3]}, call=lambda x: x.repeat(2, 3))
    suite.add("repeat/more-dims", None, {"input": uniform(2)}, {"repeats": [2, 1, 2]}, call=lambda x: x.repeat(2, 1, 2))
    suite.add("repeat/zero", None, {"input": uniform(2)}, {"repeats": [0]}, call=lambda x: x.repeat(0), second=False)


def joins(suite):
    parts = {"tensor0": uniform(2, 1), "tensor1": uniform(2, 3), "tensor2": uniform(2, 2)}
    alike = {"tensor0": uniform(2, 3), "tensor1": uniform(2, 3)}
    suite.add("cat", None, parts, {"dim": 1}, call=lambda *t: torch.cat(t, 1), single=True)
    suite.add("cat/negative-dim", None, parts, {"dim": -1}, call=lambda *t: torch.cat(t, -1))
    suite.add("cat/first-dim", None, alike, {"dim": 0}, call=lambda *t: torch.cat(t, 0))
    suite.add("cat/legacy-empty", None, {"tensor0": literal([]), "tensor1": uniform(2, 2)}, {"dim": 1}, call=lambda *t: torch.cat(t, 1), second=False)
    suite.add("cat/mixed-dtypes", None, {"tensor0": integers(2), "tensor1": uniform(2, dtype=F32)}, {"dim": 0}, call=lambda *t: torch.cat(t, 0), second=False)
    for dim in (0, 1, 2, -1):
        suite.add(f"stack/dim={dim}", None, alike, {"dim": dim}, call=lambda *t, d=dim: torch.stack(t, d))
    suite.add("stack/scalars", None, {"tensor0": literal(1.5), "tensor1": literal(-2.5)}, {"dim": 0}, call=lambda *t: torch.stack(t, 0))


def splits(suite):
    spec = {"input": uniform(5, 2)}
    suite.add("split/size", None, spec, {"split_size": 2, "dim": 0}, call=lambda x: torch.split(x, 2, 0))
    suite.add("split/sizes", None, spec, {"split_size": [1, 4], "dim": 0}, call=lambda x: torch.split(x, [1, 4], 0))
    suite.add("split/inner", None, spec, {"split_size": 1, "dim": -1}, call=lambda x: torch.split(x, 1, -1))
    for chunks in (2, 3, 4, 7):
        suite.add(f"chunk/chunks={chunks}", torch.chunk, spec, {"chunks": chunks, "dim": 0})
    suite.add("unbind", torch.unbind, {"input": uniform(3, 2)})
    suite.add("unbind/dim", torch.unbind, {"input": uniform(3, 2)}, {"dim": -1})


def orders(suite):
    suite.add("flip", torch.flip, ONE, {"dims": [1]})
    suite.add("flip/dims", torch.flip, ONE, {"dims": [0, -1]})
    suite.add("flip/int64", torch.flip, {"input": integers(5, dtype=I64)}, {"dims": [0]})
    suite.add("flip/uint8", torch.flip, {"input": integers(4, low=0, high=255, dtype=U8)}, {"dims": [0]})
    suite.add("roll", torch.roll, {"input": uniform(2, 3)}, {"shifts": 2})
    suite.add("roll/dim", torch.roll, {"input": uniform(2, 3)}, {"shifts": 1, "dims": 1})
    suite.add("roll/negative", torch.roll, {"input": uniform(2, 5)}, {"shifts": [-7, 3], "dims": [1, 0]})
    suite.add("roll/bool", torch.roll, {"input": literal([1, 0, 0, 1, 0], BOOL)}, {"shifts": 1})


def triangles(suite):
    for name, function in (("tril", torch.tril), ("triu", torch.triu)):
        for diagonal in (0, 1, -1, 5):
            suite.add(f"{name}/diagonal={diagonal}", function, {"input": uniform(2, 3, 4)}, {"diagonal": diagonal})
        suite.add(f"{name}/bool", function, {"input": literal([[1, 1], [1, 1]], BOOL)})
    suite.add("diag/vector", torch.diag, {"input": uniform(3)}, {"diagonal": 1})
    suite.add("diag/matrix", torch.diag, {"input": uniform(2, 3)}, {"diagonal": -1})
    suite.add("diag_embed", torch.diag_embed, {"input": uniform(2, 3)})
    suite.add("diag_embed/dims", torch.diag_embed, {"input": uniform(2, 3)}, {"offset": -1, "dim1": 0, "dim2": 2})
    suite.add("t", torch.t, {"input": uniform(2, 3)})
    suite.add("mT", None, {"input": uniform(2, 3, 4)}, call=lambda x: x.mT)
    for k in (1, 2, 3, -1, 4):
        suite.add(f"rot90/k={k}", None, {"input": uniform(2, 3)}, {"k": k}, call=lambda x, k=k: torch.rot90(x, k, [0, 1]))


def repetitions(suite):
    suite.add("tile", None, {"input": uniform(2, 3)}, {"dims": [2]}, call=lambda x: torch.tile(x, (2,)))
    suite.add("tile/more-dims", None, {"input": uniform(2)}, {"dims": [3, 2]}, call=lambda x: torch.tile(x, (3, 2)))
    suite.add("repeat_interleave", None, {"input": uniform(2, 3)}, {"repeats": 2, "dim": 1}, call=lambda x: torch.repeat_interleave(x, 2, 1))
    suite.add("repeat_interleave/flat", None, {"input": uniform(2, 2)}, {"repeats": 3}, call=lambda x: torch.repeat_interleave(x, 3))
    counts = {"input": uniform(3, 2), "repeats": literal([2, 0, 1], I64)}
    suite.add("repeat_interleave/tensor", None, counts, {"dim": 0}, call=lambda x, r: torch.repeat_interleave(x, r, 0))
    suite.add("unflatten", None, {"input": uniform(2, 6)}, {"dim": 1, "sizes": [2, -1]}, call=lambda x: x.unflatten(1, (2, 3)))
    suite.add("unfold/apart", None, {"input": uniform(7, 2)}, {"dimension": 0, "size": 2, "step": 3}, call=lambda x: x.unfold(0, 2, 3))


def more_joins(suite):
    for name, function in (("hstack", torch.hstack), ("vstack", torch.vstack), ("dstack", torch.dstack), ("column_stack", torch.column_stack)):
        vectors = {"tensor0": uniform(3), "tensor1": uniform(3)}
        matrices = {"tensor0": uniform(2, 3), "tensor1": uniform(2, 3)}
        suite.add(f"{name}/vectors", None, vectors, call=lambda *t, f=function: f(t))
        suite.add(f"{name}/matrices", None, matrices, call=lambda *t, f=function: f(t))
        suite.add(f"{name}/scalars", None, {"tensor0": literal(1.5), "tensor1": literal(2.5)}, call=lambda *t, f=function: f(t))


def more_splits(suite):
    spec = {"input": uniform(5, 2)}
    suite.add("tensor_split/sections", None, spec, {"sections": 3}, call=lambda x: torch.tensor_split(x, 3))
    suite.add("tensor_split/more-than-size", None, spec, {"sections": 7}, call=lambda x: torch.tensor_split(x, 7))
    for label, indices in (("indices", [1, 4]), ("negative", [-3]), ("beyond", [2, 9]), ("overlap", [3, 1])):
        suite.add(f"tensor_split/{label}", None, spec, {"indices": indices}, call=lambda x, i=indices: torch.tensor_split(x, i))
    suite.add("hsplit", None, {"input": uniform(2, 4)}, {"sections": 2}, call=lambda x: torch.hsplit(x, 2))
    suite.add("vsplit", None, {"input": uniform(4, 2)}, {"sections": 2}, call=lambda x: torch.vsplit(x, 2))
    suite.add("dsplit", None, {"input": uniform(1, 2, 4)}, {"sections": 2}, call=lambda x: torch.dsplit(x, 2))


def embeddings(suite):
    spec = {"input": uniform(4, 3)}
    sliced = spec | {"src": uniform(2, 3)}
    suite.add("slice_scatter", None, sliced, {"dim": 0, "start": 0, "end": 4, "step": 2}, call=lambda x, s: torch.slice_scatter(x, s, 0, 0, 4, 2))
    suite.add("select_scatter", None, spec | {"src": uniform(4)}, {"dim": 1, "index": -1}, call=lambda x, s: torch.select_scatter(x, s, 1, -1))
    suite.add("diagonal_scatter", None, spec | {"src": uniform(3)}, {"offset": -1}, call=lambda x, s: torch.diagonal_scatter(x, s, -1))
