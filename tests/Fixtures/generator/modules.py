"""Modules: state_dict in order, outputs, gradients of inputs and parameters, buffers after each call."""

import torch

from .encoding import tensor
from .sampling import F64, Spec, cotangent, positive, uniform


class ModuleSuite:
    """The records of modules.json."""

    def __init__(self):
        self.records = []

    def add(self, name, module, inputs, args=None, training=(True,), call_args=None, build_args=None, dtype=F64):
        """
        Adds one module and calls it once for each entry of `training`. `args` go to the record and to the constructor,
        unless `build_args` names other ones; the inputs of each call are drawn anew.
        """
        key = f"modules/{name}"
        net = module(**(build_args if build_args is not None else args or {})).to(dtype)
        set_state(net, key)
        record = {"name": name, "module": name.split("/")[0], "args": args or {}}
        record["state"] = [tensor(t, k) for k, t in net.state_dict().items()]
        record["parameters"] = [k for k, _ in net.named_parameters()]
        record["calls"] = [self._call(net, inputs, call_args or {}, mode, f"{key}/call{i}") for i, mode in enumerate(training)]
        self.records.append(record)

    @staticmethod
    def _call(net, inputs, call_args, mode, key) -> dict:
        net.train(mode)
        dtype = next((t.dtype for t in net.state_dict().values() if t.dtype.is_floating_point), F64)
        given = {k: s.to(dtype) if s.dtype == F64 else s for k, s in inputs.items()}
        tensors = {k: s.make(f"{key}/{k}").requires_grad_(s.dtype.is_floating_point) for k, s in given.items()}
        outputs = flatten(net(**tensors, **call_args))
        record = {"training": mode, "args": call_args, "inputs": [tensor(t, k) for k, t in tensors.items()]}
        record["outputs"] = [tensor(o) for o in outputs]
        record |= gradients(net, tensors, outputs, key)
        return record | {"buffers": [tensor(b, k) for k, b in net.named_buffers()]}


def gradients(net, tensors, outputs, key) -> dict:
    """Gradients of this one call with respect to its inputs and to every parameter."""
    directions = [cotangent(o, f"{key}/cotangent{i}") if o.requires_grad else None for i, o in enumerate(outputs)]
    sources = [t for t in tensors.values() if t.requires_grad]
    parameters = dict(net.named_parameters())
    active = [(o, d) for o, d in zip(outputs, directions) if d is not None]
    found = iter(torch.autograd.grad(
        [o for o, _ in active], sources + list(parameters.values()), [d for _, d in active], allow_unused=True))
    grads = [next(found) if t.requires_grad else None for t in tensors.values()]
    return {
        "cotangents": [tensor(d) if d is not None else None for d in directions],
        "grads": [tensor(g, k) if g is not None else None for k, g in zip(tensors, grads)],
        "parameterGrads": [tensor(g, k) if g is not None else None for k, g in zip(parameters, found)],
    }


def flatten(result) -> list:
    """The tensors of nested tuples in order; None (weights not asked for) is left out."""
    if isinstance(result, torch.Tensor):
        return [result]
    return [t for r in result or () for t in flatten(r)]


def set_state(net, key):
    """Short decimals in place of the random initial values; counters stay."""
    with torch.no_grad():
        for name, value in net.state_dict().items():
            if value.dtype.is_floating_point:
                value.copy_(state_spec(name, value).make(f"{key}/{name}"))


def state_spec(name, value) -> Spec:
    if name.endswith("running_var"):
        return positive(*value.shape, dtype=value.dtype)
    return uniform(*value.shape, low=-0.8, high=0.8, dtype=value.dtype)


def records() -> list:
    from .nets import attention, convolution, dense, normalization, recurrent

    suite = ModuleSuite()
    for family in (dense, convolution, normalization, recurrent, attention):
        family.build(suite)
    return suite.records

