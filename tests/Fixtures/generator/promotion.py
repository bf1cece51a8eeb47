"""The dtype of results: every pair of dtypes, as tensors with dims, as 0-dim tensors and against Python numbers."""

import torch

from .encoding import DTYPES

BINARY = {
    "add": torch.add, "sub": torch.sub, "mul": torch.mul, "div": torch.div, "floor_divide": torch.floor_divide, "remainder": torch.remainder,
    "pow": torch.pow, "maximum": torch.maximum, "eq": torch.eq, "lt": torch.lt, "atan2": torch.atan2,
    "where": lambda a, b: torch.where(torch.tensor([True]), a, b), "cat": lambda a, b: torch.cat([a, b]),
    "matmul": torch.matmul, "logical_and": torch.logical_and,
}
WITH_NUMBERS = ("add", "sub", "mul", "div", "floor_divide", "remainder", "pow", "eq", "lt")
NUMBERS = {"int": 2, "float": 2.0, "bool": True}
IN_PLACE = {"add_": torch.Tensor.add_, "mul_": torch.Tensor.mul_, "div_": torch.Tensor.div_, "copy_": torch.Tensor.copy_}
UNARY = {
    "abs": torch.abs, "neg": torch.neg, "square": torch.square, "sign": torch.sign, "relu": torch.relu, "floor": torch.floor, "round": torch.round,
    "exp": torch.exp, "sqrt": torch.sqrt, "sigmoid": torch.sigmoid, "erf": torch.erf, "sin": torch.sin, "reciprocal": torch.reciprocal,
    "isnan": torch.isnan, "isfinite": torch.isfinite, "logical_not": torch.logical_not,
    "sum": torch.sum, "sum-dim": lambda x: torch.sum(x, 0), "mean": torch.mean, "prod": torch.prod, "var": torch.var, "norm": torch.norm,
    "max": torch.max, "amax": torch.amax, "argmax": torch.argmax, "logsumexp": lambda x: torch.logsumexp(x, 0),
    "all": torch.all, "any": torch.any, "count_nonzero": torch.count_nonzero, "cumsum": lambda x: torch.cumsum(x, 0),
    "softmax": lambda x: torch.softmax(x, 0), "sort": lambda x: torch.sort(x)[0], "topk": lambda x: torch.topk(x, 1)[0],
    "clamp-int": lambda x: torch.clamp(x, 0, 1), "clamp-float": lambda x: torch.clamp(x, 0.5, 1.0),
    "pow-int": lambda x: torch.pow(x, 2), "pow-float": lambda x: torch.pow(x, 2.0), "pow-of-int": lambda x: torch.pow(2, x),
    "pow-of-float": lambda x: torch.pow(2.0, x), "masked_fill-float": lambda x: x.masked_fill(torch.tensor([True, False]), 1.5),
    "dot": lambda x: torch.dot(x, x), "tril": lambda x: torch.tril(x.reshape(2, 1)),
}


def outcome(function, *arguments) -> str:
    """The dtype of the result, or "error" where PyTorch refuses."""
    try:
        return DTYPES[function(*arguments).dtype]
    except (RuntimeError, TypeError, NotImplementedError):
        return "error"


def operand(dtype, dims) -> torch.Tensor:
    return torch.ones((2,) * dims, dtype=dtype)


def pairs(name, function, left, right) -> dict:
    """Rows [dtype of a, dtype of b, dtype of the result]."""
    rows = [[DTYPES[a], DTYPES[b], outcome(function, operand(a, left), operand(b, right))] for a in DTYPES for b in DTYPES]
    kinds = {0: "zero-dim", 1: "tensor"}
    return {"name": f"{name}/{kinds[left]}-{kinds[right]}", "op": name, "rows": rows}


def against_number(name, function, dims) -> dict:
    """Rows [dtype of a, kind of number, dtype of the result]; the number stands second."""
    rows = [[DTYPES[a], kind, outcome(function, operand(a, dims), value)] for a in DTYPES for kind, value in NUMBERS.items()]
    return {"name": f"{name}/{'tensor' if dims else 'zero-dim'}-number", "op": name, "rows": rows}


def records() -> list:
    found = []
    for name, function in BINARY.items():
        found.append(pairs(name, function, 1, 1))
        if name not in ("cat", "matmul"):
            found += [pairs(name, function, 1, 0), pairs(name, function, 0, 0)]
        if name in WITH_NUMBERS:
            found += [against_number(name, function, 1), against_number(name, function, 0)]
    found += [pairs(name, function, 1, 1) for name, function in IN_PLACE.items()]
    found += [{"name": name, "op": name.split("-")[0], "rows": [[DTYPES[a], outcome(f, operand(a, 1))] for a in DTYPES]} for name, f in UNARY.items()]
    rows = [[DTYPES[a], DTYPES[b], DTYPES[torch.promote_types(a, b)], torch.can_cast(a, b)] for a in DTYPES for b in DTYPES]
    return found + [{"name": "promote_types-and-can_cast", "op": "promote_types", "rows": rows}]
