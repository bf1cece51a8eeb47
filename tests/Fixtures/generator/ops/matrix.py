"""Products of vectors and matrices, and einsum."""

import torch

from ..sampling import F32, I64, integers, literal, uniform

MATMUL = {
    "vector-vector": ((3,), (3,)),
    "matrix-vector": ((2, 3), (3,)),
    "vector-matrix": ((3,), (3, 2)),
    "matrix-matrix": ((2, 3), (3, 4)),
    "batch-matrix": ((2, 2, 3), (3, 2)),
    "matrix-batch": ((2, 3), (2, 3, 2)),
    "batch-vector": ((2, 2, 3), (3,)),
    "vector-batch": ((3,), (2, 3, 2)),
    "batch-batch": ((2, 2, 3), (2, 3, 2)),
    "broadcast-batch": ((2, 1, 2, 3), (3, 3, 1)),
    "batch-of-one": ((1, 2, 3), (2, 3, 2)),
    "empty-inner": ((2, 0), (0, 3)),
    "empty-batch": ((0, 2, 3), (3, 2)),
}

EINSUM = {
    "trace": ("ii->", (3, 3)),
    "diagonal": ("ii->i", (3, 3)),
    "batch-diagonal": ("...ii->...i", (2, 2, 2)),
    "transpose": ("ij->ji", (2, 3)),
    "sum": ("ij->", (2, 3)),
    "row-sum": ("ij->i", (2, 3)),
    "implicit-transpose": ("ba", (2, 3)),
    "inner": ("i,i->", (3,), (3,)),
    "outer": ("i,j->ij", (2,), (3,)),
    "matmul": ("ik,kj->ij", (2, 3), (3, 2)),
    "implicit-matmul": ("ik,kj", (2, 3), (3, 2)),
    "batch-matmul": ("bik,bkj->bij", (2, 2, 3), (2, 3, 2)),
    "hadamard": ("ij,ij->ij", (2, 3), (2, 3)),
    "ellipsis": ("...ik,...kj->...ij", (2, 1, 2, 3), (3, 3, 2)),
    "bilinear": ("bi,oij,bj->bo", (2, 2), (2, 2, 3), (2, 3)),
    "attention": ("bqhd,bkhd->bhqk", (1, 2, 2, 2), (1, 3, 2, 2)),
    "broadcast-one": ("ij,ij->i", (2, 1), (2, 3)),
    "spaces": (" i j , j k -> k i ", (2, 3), (3, 2)),
    "sum-of-free-index": ("ij,jk->j", (2, 3), (3, 2)),
    "scalar-operand": (",ij->ij", (), (2, 2)),
}


def build(suite):
    products(suite)
    sums_of_products(suite)
    transposes(suite)
    for label, (equation, *shapes) in EINSUM.items():
        operands = {f"operand{i}": uniform(*s) for i, s in enumerate(shapes)}
        suite.add(f"einsum/{label}", None, operands, {"equation": equation}, call=lambda *t, e=equation: torch.einsum(e, *t))


def products(suite):
    for label, (first, second) in MATMUL.items():
        suite.add(f"matmul/{label}", torch.matmul, {"input": uniform(*first), "other": uniform(*second)}, single=label == "matrix-matrix")
    suite.add("matmul/int64", torch.matmul, {"input": integers(2, 3), "other": integers(3, 2)})
    suite.add("mm", torch.mm, {"input": uniform(2, 3), "mat2": uniform(3, 2)}, single=True)
    suite.add("mm/one", torch.mm, {"input": uniform(1, 1), "mat2": uniform(1, 1)})
    suite.add("bmm", torch.bmm, {"input": uniform(2, 2, 3), "mat2": uniform(2, 3, 2)}, single=True)
    suite.add("mv", torch.mv, {"input": uniform(2, 3), "vec": uniform(3)})
    suite.add("dot", torch.dot, {"input": uniform(4), "other": uniform(4)}, single=True)
    suite.add("dot/int64", torch.dot, {"input": integers(4), "other": integers(4)})
    suite.add("dot/empty", torch.dot, {"input": literal([]), "other": literal([])}, second=False)
    suite.add("outer", torch.outer, {"input": uniform(2), "vec2": uniform(3)})
    suite.add("matmul/large-float32", torch.matmul, {"input": uniform(5, 17, dtype=F32), "other": uniform(17, 3, dtype=F32)}, second=False)


def sums_of_products(suite):
    for label, shape in (("same", (2, 4)), ("row", (4,)), ("column", (2, 1)), ("scalar", ())):
        inputs = {"input": uniform(*shape), "mat1": uniform(2, 3), "mat2": uniform(3, 4)}
        suite.add(f"addmm/{label}", torch.addmm, inputs, single=label == "row")
    scaled = {"input": uniform(2, 2), "mat1": uniform(2, 3), "mat2": uniform(3, 2)}
    suite.add("addmm/alpha-beta", torch.addmm, scaled, {"beta": 0.5, "alpha": -2.0})
    ignored = scaled | {"input": literal([[float("nan"), 1.0], [1.0, float("inf")]])}
    suite.add("addmm/beta-zero-ignores-nan", torch.addmm, ignored, {"beta": 0, "alpha": 1}, second=False)
    suite.add("addmm/int64", torch.addmm, {"input": integers(2), "mat1": integers(2, 3), "mat2": integers(3, 2)}, {"beta": 2, "alpha": 3})


def transposes(suite):
    suite.add("t", torch.t, {"input": uniform(2, 3)})
    suite.add("t/vector", torch.t, {"input": uniform(3)})
    suite.add("mT", None, {"input": uniform(2, 2, 3)}, call=lambda x: x.mT)
    for name in ("tril", "triu"):
        suite.add(name, getattr(torch, name), {"input": uniform(3, 4)})
        suite.add(f"{name}/diagonal", getattr(torch, name), {"input": uniform(3, 3)}, {"diagonal": 1})
        suite.add(f"{name}/negative-diagonal", getattr(torch, name), {"input": uniform(2, 3, 2)}, {"diagonal": -1})
    suite.add("tril/int64", torch.tril, {"input": integers(2, 3, dtype=I64)})
