"""Elementwise functions of tier A: regular arguments in both precisions, special values, integers."""

import math

import torch
from torch.nn import functional as F

from ..sampling import BOOL, F32, I32, I64, U8, away, integers, literal, positive, uniform
from .unary import SPECIAL, SPECIAL_SINGLE

INF, NAN = math.inf, math.nan

# Each function with the arguments on which it is smooth.
SMOOTH = {
    "exp2": uniform(2, 3),
    "log2": positive(2, 3),
    "log10": positive(2, 3),
    "tan": uniform(2, 3, low=-1.2, high=1.2),
    "asin": uniform(2, 3, low=-0.9, high=0.9),
    "acos": uniform(2, 3, low=-0.9, high=0.9),
    "atan": uniform(2, 3),
    "sinh": uniform(2, 3),
    "cosh": uniform(2, 3),
    "asinh": uniform(2, 3),
    "acosh": uniform(2, 3, low=1.2, high=4),
    "atanh": uniform(2, 3, low=-0.9, high=0.9),
    "erfc": uniform(2, 3),
    "erfinv": uniform(2, 3, low=-0.9, high=0.9),
    "lgamma": positive(2, 3),
    "digamma": positive(2, 3),
    "sinc": away(2, 3),
    "logit": uniform(2, 3, low=0.1, high=0.9),
    "trunc": away(2, 3),
    "frac": away(2, 3),
    "sgn": away(2, 3),
    "nan_to_num": uniform(2, 3),
}
# Special arguments of functions whose usual ones PyTorch 1.13 gets wrong, or this format cannot hold; see the comment at `special`.
LIMITED = {
    "sinc": [0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 1.5, -2.5, NAN],
    "sinc-single": [0.0, -0.0, 1.0, 0.5, 1.5, -2.5, NAN],
    "nan_to_num-single": [0.0, -0.0, 1.0, 1e30, NAN],
    "lgamma": [1.0, 0.5, 1.5, 2.5, 1e300, INF, NAN],
    "lgamma-single": [1.0, 0.5, 1.5, 2.5, 10.0, 88.0, 1e30, INF, NAN],
    "digamma": [0.0, -0.0, 1.0, 0.5, 1.5, 2.5, 1e300, INF, NAN],
    "digamma-single": [0.0, -0.0, 1.0, 0.5, 1.5, 2.5, 10.0, 88.0, INF, NAN],
}


def build(suite):
    for name, smooth in SMOOTH.items():
        function = getattr(torch, name)
        suite.add(name, function, {"input": smooth}, single=True)
        special(suite, name, function)
        suite.add(f"{name}/scalar", function, {"input": literal(1.75 if name == "acosh" else 0.75)})
    for name in ("lgamma", "digamma"):
        suite.add(f"{name}/poles", getattr(torch, name), {"input": literal([0.0, -0.0, -1.0, -2.0, -INF])}, frozen=("input",))
    for n in (1, 2, 3):
        suite.add(f"polygamma/n={n}", None, {"input": positive(2, 3)}, {"n": n}, call=lambda x, k=n: torch.polygamma(k, x))
    suite.add("polygamma/negative", None, {"input": literal([-0.5, -1.5, -2.25, -3.75, -20.3])}, {"n": 1}, call=lambda x: torch.polygamma(1, x), second=False)
    suite.add("logit/eps", torch.logit, {"input": literal([-0.1, 0.1, 0.3, 0.9, 1.1])}, {"eps": 0.1}, second=False)
    suite.add("nan_to_num/args", torch.nan_to_num, {"input": literal([NAN, INF, -INF, 1.0])}, {"nan": 2.0, "posinf": 3.0, "neginf": -4.0}, second=False)
    suite.add("nan_to_num/int64", torch.nan_to_num, {"input": integers(3)})
    suite.add("positive", torch.positive, {"input": uniform(3)})
    for name in ("isposinf", "isneginf"):
        suite.add(name, getattr(torch, name), {"input": literal(SPECIAL)})
        suite.add(f"{name}/int64", getattr(torch, name), {"input": integers(3)})
    for args in ({}, {"invert": True}):
        suite.add("isin" + "/invert" * len(args), torch.isin, {"elements": literal([[1, 2], [3, 4]], I64), "test_elements": literal([2, 3, 7], I64)}, args)
    suite.add("isin/float64", torch.isin, {"elements": literal([1.0, -0.0, NAN, 2.5]), "test_elements": literal([0.0, NAN, 2.5])}, frozen=("elements", "test_elements"))
    suite.add("isreal", torch.isreal, {"input": literal([1.0, NAN])}, frozen=("input",))
    for dtype, label in ((I64, "int64"), (BOOL, "bool")):
        for name in ("atan", "exp2", "erfc", "sinh"):
            suite.add(f"{name}/{label}", getattr(torch, name), {"input": literal([0, 1], dtype)})
    suite.add("trunc/int64", torch.trunc, {"input": integers(3)})
    suite.add("float_power/int32", torch.float_power, {"input": integers(3, low=1, dtype=I32)}, {"exponent": 0.5})
    suite.add("float_power/tensors", torch.float_power, {"input": positive(3, dtype=F32), "exponent": uniform(3, dtype=F32)}, second=False)
    pairs(suite)
    bits(suite)
    activations(suite)


def special(suite, name, function):
    """lgamma's derivative between the poles loses digits in PyTorch 1.13, and sinc's next to 0 too; huge angles are a matter of taste."""
    suite.add(f"{name}/special", function, {"input": literal(LIMITED.get(name, SPECIAL))}, second=False)
    suite.add(f"{name}/special-float32", function, {"input": literal(LIMITED.get(f"{name}-single", SPECIAL_SINGLE), F32)}, second=False)


def pairs(suite):
    def two(first, second, left=uniform, right=uniform):
        return {"input": left(*first), "other": right(*second)}

    nans = {"input": literal([1.0, NAN, 2.0, 3.0, NAN]), "other": literal([1.0, 1.0, NAN, 1.0, NAN])}
    for name in ("fmax", "fmin"):
        function = getattr(torch, name)
        suite.add(name, function, two((2, 3), (3,)), single=True)
        suite.add(f"{name}/nan", function, nans, second=False)
        suite.add(f"{name}/int64", function, {"input": integers(6), "other": integers(6)})
    suite.add("logaddexp2", torch.logaddexp2, two((2, 3), (3,)), single=True)
    suite.add("logaddexp2/infinite", torch.logaddexp2, {"input": literal([-INF, INF, -INF, 1000.0]), "other": literal([-INF, INF, 1.0, 1000.0])}, second=False)
    suite.add("xlogy", torch.xlogy, two((2, 3), (3,), left=away, right=positive), single=True)
    edges = {"input": literal([0.0, 0.0, 0.0, 1.0, 2.0, 0.0]), "other": literal([0.0, -1.0, NAN, 0.0, 3.0, 2.0])}
    suite.add("xlogy/edges", torch.xlogy, edges, second=False)
    suite.add("xlogy/number", torch.xlogy, {"input": away(3)}, {"other": 2.5})
    suite.add("copysign", torch.copysign, two((2, 3), (3,), left=away, right=away), single=True)
    suite.add("copysign/zeros", torch.copysign, {"input": literal([2.0, 0.0, -0.0, 3.0]), "other": literal([1.0, 1.0, -1.0, -0.0])}, second=False)
    suite.add("copysign/int64", torch.copysign, {"input": integers(3), "other": integers(3)})
    step = {"input": literal([-1.0, 0.0, 2.0, NAN]), "values": literal([0.5, 0.25, 3.0, 1.0])}
    suite.add("heaviside", torch.heaviside, step, frozen=("input", "values"))
    suite.add("true_divide/int64", torch.true_divide, {"input": integers(3), "other": literal([2, 3, -4], I64)})
    suite.add("rsub/number", torch.rsub, {"input": uniform(3)}, {"other": 2.5})
    suite.add("hypot/special", torch.hypot, {"input": literal([INF, NAN, 3e200, 0.0, NAN]), "other": literal([NAN, -INF, 4e200, -0.0, 1.0])}, second=False, frozen=("input", "other"))


def bits(suite):
    for name in ("bitwise_and", "bitwise_or", "bitwise_xor"):
        function = getattr(torch, name)
        suite.add(f"{name}/int64", function, {"input": integers(6), "other": integers(6)})
        suite.add(f"{name}/uint8", function, {"input": integers(6, low=0, high=255, dtype=U8), "other": integers(6, low=0, high=255, dtype=U8)})
        suite.add(f"{name}/bool", function, {"input": literal([0, 0, 1, 1], BOOL), "other": literal([0, 1, 0, 1], BOOL)})
    for dtype, label in ((I64, "int64"), (I32, "int32"), (U8, "uint8"), (BOOL, "bool")):
        low = 0 if dtype in (U8, BOOL) else -5
        high = 1 if dtype is BOOL else 5
        suite.add(f"bitwise_not/{label}", torch.bitwise_not, {"input": integers(4, low=low, high=high, dtype=dtype)})
    for name in ("bitwise_left_shift", "bitwise_right_shift"):
        function = getattr(torch, name)
        suite.add(f"{name}/int64", function, {"input": integers(6, low=-100, high=100), "other": integers(6, low=0, high=9)})
        suite.add(f"{name}/uint8", function, {"input": integers(6, low=0, high=255, dtype=U8), "other": integers(6, low=0, high=7, dtype=U8)})


def activations(suite):
    kinks = literal([0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 2.0, -2.0, INF, -INF, NAN])
    for name, function, args in (
            ("hardshrink", F.hardshrink, {}), ("hardshrink", F.hardshrink, {"lambd": 1.0}), ("softshrink", F.softshrink, {}),
            ("softshrink", F.softshrink, {"lambd": 1.0}), ("threshold", F.threshold, {"threshold": 0.5, "value": 20.0}),
            ("hardtanh", F.hardtanh, {"min_val": -0.5, "max_val": 2.0}), ("celu", F.celu, {})):
        label = name + "".join(f"/{k}={v}" for k, v in list(args.items())[:1])
        suite.add(label, function, {"input": away(2, 3, low=1.1)}, args, single=True)
        suite.add(f"{label}/kinks", function, {"input": kinks}, args, second=False)
    suite.add("prelu/single", F.prelu, {"input": away(2, 3, 2), "weight": literal([0.25])})
    suite.add("prelu/channels", F.prelu, {"input": away(2, 3, 2), "weight": uniform(3)}, single=True)
    suite.add("prelu/vector", F.prelu, {"input": away(4), "weight": literal([0.25])})
    suite.add("prelu/zero", F.prelu, {"input": literal([[0.0, -0.0, 1.0, -1.0]]), "weight": literal([0.25])}, second=False)
    for dim in (0, 1):
        suite.add(f"glu/dim={dim}", F.glu, {"input": uniform(2, 4)}, {"dim": dim}, single=dim == 1)
