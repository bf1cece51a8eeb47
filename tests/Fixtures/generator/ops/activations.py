"""Activation functions at regular points, at their kinks and far out; then the lectures' table, by formula."""

import math

import torch
from torch.nn import functional as F

from ..sampling import F32, away, distinct, literal, uniform

INF, NAN = math.inf, math.nan
KINKS = literal([0.0, -0.0, 1.0, -1.0, 3.0, -3.0, 6.0, 20.0, -20.0, 21.0, 100.0, -100.0, 1000.0, -1000.0, INF, -INF, NAN])
KINKS_SINGLE = literal([0.0, -0.0, 1.0, -1.0, 3.0, -3.0, 20.0, -20.0, 50.0, -50.0, 88.0, -88.0, 104.0, -104.0, INF, -INF, NAN], F32)

ELEMENTWISE = {
    "relu": (F.relu, [{}]),
    "leaky_relu": (F.leaky_relu, [{}, {"negative_slope": 0.2}]),
    "elu": (F.elu, [{}, {"alpha": 1.5}]),
    "gelu": (F.gelu, [{"approximate": "none"}, {"approximate": "tanh"}]),
    "silu": (F.silu, [{}]),
    "sigmoid": (torch.sigmoid, [{}]),
    "tanh": (torch.tanh, [{}]),
    "softplus": (F.softplus, [{}, {"beta": 2, "threshold": 3}]),
    "logsigmoid": (F.logsigmoid, [{}]),
    # Tier A, as cheap here as elsewhere.
    "selu": (F.selu, [{}]),
    "celu": (F.celu, [{"alpha": 1.5}]),
    "mish": (F.mish, [{}]),
    "hardtanh": (F.hardtanh, [{}]),
    "relu6": (F.relu6, [{}]),
    "hardswish": (F.hardswish, [{}]),
    "hardsigmoid": (F.hardsigmoid, [{}]),
    "softsign": (F.softsign, [{}]),
    "tanhshrink": (F.tanhshrink, [{}]),
}


def build(suite):
    for name, (function, variants) in ELEMENTWISE.items():
        for args in variants:
            label = name + "".join(f"/{k}={v}" for k, v in list(args.items())[:1])
            twice = name != "hardsigmoid"  # PyTorch 1.13 cannot differentiate it twice
            suite.add(label, function, {"input": away(2, 3)}, args, single=True, second=twice)
            suite.add(f"{label}/kinks", function, {"input": KINKS}, args, second=False)
            suite.add(f"{label}/kinks-float32", function, {"input": KINKS_SINGLE}, args, second=False)
    soft(suite)
    dropout(suite)
    lectures(suite)


def soft(suite):
    rows = literal([[0.0, 0.0, 0.0], [1000.0, 1000.0, -1000.0], [-INF, 0.0, 1.0], [INF, 0.0, 1.0], [-INF, -INF, -INF], [NAN, 0.0, 1.0]])
    for name in ("softmax", "log_softmax", "softmin"):
        function = getattr(F, name)
        for dim in (0, 1, -1):
            suite.add(f"{name}/dim={dim}", function, {"input": uniform(2, 3, 2)}, {"dim": dim}, single=dim == -1)
        suite.add(f"{name}/special", function, {"input": rows}, {"dim": 1}, second=False)
        suite.add(f"{name}/scalar", function, {"input": literal(2.0)}, {"dim": 0})
        suite.add(f"{name}/empty", function, {"input": literal([], shape=(0, 3))}, {"dim": 1}, second=False)
    suite.add("glu", F.glu, {"input": uniform(2, 4)}, {"dim": -1})
    suite.add("prelu", F.prelu, {"input": away(2, 3), "weight": uniform(3)})


def dropout(suite):
    """Where nothing is random: evaluation, p = 0 and p = 1."""
    for label, args in (("evaluation", {"p": 0.5, "training": False}), ("p=0", {"p": 0.0}), ("p=1", {"p": 1.0})):
        suite.add(f"dropout/{label}", F.dropout, {"input": uniform(2, 3)}, args)


def maxout(x, groups):
    return x.unflatten(-1, (x.shape[-1] // groups, groups)).amax(-1)


def soft_exponential(x, alpha):
    if alpha == 0:
        return x.clone()
    return -torch.log1p(-alpha * (x + alpha)) / alpha if alpha < 0 else torch.expm1(alpha * x) / alpha + alpha


def lectures(suite):
    """The lectures' activation table; the entries that PyTorch has are above."""
    spec = {"input": away(2, 3)}
    origin = {"input": literal([0.0, -0.0, 1.0, -1.0])}
    table = {
        "identity": lambda x: x.clone(),
        "step": lambda x: (x >= 0).to(x.dtype),
        "arctan": torch.atan,
        "bent_identity": lambda x: (torch.sqrt(x * x + 1) - 1) / 2 + x,
        "sinusoid": torch.sin,
        "sinc": lambda x: torch.sinc(x / math.pi),
        "gaussian": lambda x: torch.exp(-x * x),
    }
    for name, function in table.items():
        suite.add(name, None, spec, call=function, second=name != "step")
        suite.add(f"{name}/origin", None, origin, call=function, second=False)
    for alpha in (-0.4, 0, 0.4):
        positive_only = {"input": uniform(2, 3, low=0.1, high=1.5)}
        suite.add(f"soft_exponential/alpha={alpha}", None, positive_only, {"alpha": alpha}, call=lambda x, a=alpha: soft_exponential(x, a))
    suite.add("maxout", None, {"input": distinct(2, 6)}, {"groups": 3}, call=lambda x: maxout(x, 3))
