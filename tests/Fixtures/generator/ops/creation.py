"""Factories: end points, steps, and the dtype that PyTorch infers."""

import torch

from ..sampling import F32, F64, I32, I64


def build(suite):
    def add(name, function, args):
        suite.add(name, function, {}, args)

    for label, args in {
        "end": {"end": 5},
        "start-end-step": {"start": 2, "end": 11, "step": 3},
        "negative-step": {"start": 5, "end": -1, "step": -2},
        "float-step": {"start": 0, "end": 1, "step": 0.25},
        "rounding": {"start": 0, "end": 1, "step": 0.1, "dtype": F64},
        "rounding-float32": {"start": 0, "end": 1, "step": 0.1, "dtype": F32},
        "length-rounds-up": {"start": 1.0, "end": 2.05, "step": 0.5},
        "empty": {"start": 3, "end": 3},
        "integers-as-float": {"start": 0, "end": 4, "dtype": F64},
        "int32": {"start": -2, "end": 2, "dtype": I32},
    }.items():
        add(f"arange/{label}", torch.arange, args)
    for label, args in {
        "plain": {"start": 0, "end": 1, "steps": 5, "dtype": F64},
        "thirds": {"start": -1, "end": 1, "steps": 7, "dtype": F64},
        "float32": {"start": 0.1, "end": 0.9, "steps": 6},
        "one": {"start": 3.5, "end": 7, "steps": 1},
        "none": {"start": 0, "end": 1, "steps": 0},
        "descending": {"start": 2, "end": -2, "steps": 4, "dtype": F64},
        "int64": {"start": 0, "end": 10, "steps": 4, "dtype": I64},
    }.items():
        add(f"linspace/{label}", torch.linspace, args)
    for label, args in {"square": {"n": 3}, "wide": {"n": 2, "m": 4}, "none": {"n": 0}, "int64": {"n": 2, "dtype": I64}}.items():
        add(f"eye/{label}", torch.eye, args)
    for label, value in (("int", 7), ("float", 1.5), ("bool", True)):
        add(f"full/{label}", torch.full, {"size": [2, 2], "fill_value": value})
        add(f"tensor/{label}", torch.tensor, {"data": [[value], [value]]})
    add("tensor/mixed", torch.tensor, {"data": [1, 2.5, True]})
    add("zeros", torch.zeros, {"size": [2, 0, 3]})
    add("ones", torch.ones, {"size": [2]})
