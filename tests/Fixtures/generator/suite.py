"""Runs one call on PyTorch and records inputs, outputs, gradients and, where wanted, second-order gradients."""

import torch

from .encoding import tensor
from .sampling import F32, F64, Spec, cotangent


class Suite:
    """The cases of one file, in the order in which they are added."""

    def __init__(self, name: str):
        self.name = name
        self.records = []
        self._names = set()

    def add(self, name, function, inputs, args=None, call=None, single=False, second=True, frozen=()):
        """
        Adds one case. `inputs` maps argument names to Specs; floating ones get gradients unless named in `frozen`.
        `call` replaces function(*inputs, **args) where the recorded args are not keywords. `single` repeats in Float32.
        """
        run = call or (lambda *tensors: function(*tensors, **(args or {})))
        self._record(name, args or {}, run, inputs, second, frozen)
        if single:
            narrow = {k: s.to(F32) if s.dtype == F64 else s for k, s in inputs.items()}
            self._record(name + "/float32", args or {}, run, narrow, False, frozen, key=name)

    def _record(self, name, args, run, inputs, second, frozen, key=None):
        if name in self._names:
            raise ValueError(f"{self.name}: two cases are called {name}")
        self._names.add(name)
        key = f"{self.name}/{key or name}"
        tensors = {k: self._materialise(s, f"{key}/{k}", k in frozen) for k, s in inputs.items()}
        record = {"name": name, "op": name.split("/")[0], "args": args, "inputs": [tensor(t, k) for k, t in tensors.items()]}
        record |= differentiate(run, list(tensors.values()), list(tensors), key, second)
        self.records.append(record)

    @staticmethod
    def _materialise(spec: Spec, key: str, frozen: bool) -> torch.Tensor:
        return spec.make(key).requires_grad_(spec.dtype.is_floating_point and not frozen)


def as_tensors(result) -> list:
    """What a call returned, as tensors: Python's bool and int results become 0-dim tensors."""
    results = result if isinstance(result, (tuple, list)) else [result]
    return [r if isinstance(r, torch.Tensor) else torch.tensor(r) for r in results]


def differentiate(run, tensors, names, key, second) -> dict:
    """Outputs, one cotangent for each differentiable output, gradients, and the second order along random directions."""
    outputs = as_tensors(run(*tensors))
    record = {"outputs": [tensor(o) for o in outputs]}
    active = [i for i, o in enumerate(outputs) if o.requires_grad]
    wanted = [i for i, t in enumerate(tensors) if t.requires_grad]
    if not active or not wanted:
        return record
    directions = {i: cotangent(outputs[i], f"{key}/cotangent{i}").requires_grad_(second) for i in active}
    grads = torch.autograd.grad(
        [outputs[i] for i in active], [tensors[i] for i in wanted], [directions[i] for i in active],
        create_graph=second, allow_unused=True)
    record["cotangents"] = [tensor(directions[i]) if i in directions else None for i in range(len(outputs))]
    record["grads"] = spread(grads, wanted, names)
    if second and any(g is not None and g.requires_grad for g in grads):
        record["second"] = second_order(grads, wanted, tensors, names, directions, len(outputs), key)
    return record


def second_order(grads, wanted, tensors, names, directions, output_count, key) -> dict:
    """
    With s = sum of v * grad: ds/dinput is the second order, and ds/dcotangent is the forward-mode derivative J v.
    """
    along = [cotangent(tensors[i], f"{key}/v/{names[i]}") for i in wanted]
    s = sum((g * v).sum() for g, v in zip(grads, along) if g is not None and g.requires_grad)
    active = list(directions)
    found = torch.autograd.grad(s, [tensors[i] for i in wanted] + [directions[i] for i in active], allow_unused=True)
    twice, forward = found[: len(wanted)], dict(zip(active, found[len(wanted):]))
    return {
        "v": spread(along, wanted, names),
        "grads": spread(twice, wanted, names),
        "jvp": [tensor(forward[i]) if forward.get(i) is not None else None for i in range(output_count)],
    }


def spread(values, positions, names) -> list:
    """One entry for each input, null where there is nothing."""
    by_position = dict(zip(positions, values))
    return [tensor(by_position[i], name) if by_position.get(i) is not None else None for i, name in enumerate(names)]
