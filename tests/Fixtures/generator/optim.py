"""
Optimizers on a fixed sequence of gradients: two groups, ten steps, one parameter without gradient at one step; and clipping.
"""

import torch
from torch.nn.utils import clip_grad_norm_, clip_grad_value_

from .encoding import tensor
from .sampling import F32, F64, literal, uniform

STEPS = 10
SHAPES = {"a": (2,), "b": (1, 2), "c": (1,)}
GROUPS = (("a", "b"), ("c",))
SKIPPED = ("b", 4)  # at this step the parameter has no gradient: its state must not move

VARIANTS = {
    "SGD": [{"lr": 0.1}, {"lr": 0.1, "momentum": 0.9}, {"lr": 0.1, "momentum": 0.9, "dampening": 0.5}, {"lr": 0.1, "momentum": 0.9, "nesterov": True},
            {"lr": 0.1, "weight_decay": 0.2}, {"lr": 0.1, "momentum": 0.8, "weight_decay": 0.2, "maximize": True}],
    "Adam": [{}, {"lr": 0.1, "betas": (0.8, 0.99), "eps": 1e-4}, {"lr": 0.1, "weight_decay": 0.2}, {"lr": 0.1, "amsgrad": True},
             {"lr": 0.1, "amsgrad": True, "weight_decay": 0.1, "maximize": True}],
    "AdamW": [{}, {"lr": 0.1, "weight_decay": 0.3}, {"lr": 0.1, "amsgrad": True, "maximize": True}],
    "RMSprop": [{}, {"lr": 0.1, "alpha": 0.9, "eps": 1e-3}, {"lr": 0.1, "momentum": 0.7}, {"lr": 0.1, "centered": True},
                {"lr": 0.1, "centered": True, "momentum": 0.7, "weight_decay": 0.2}],
    "Adagrad": [{}, {"lr": 0.1, "lr_decay": 0.1}, {"lr": 0.1, "initial_accumulator_value": 0.5, "eps": 1e-3},
                {"lr": 0.1, "weight_decay": 0.2, "maximize": True}],
}
# What the second group overrides, where the optimizer has it.
SECOND_GROUP = {"lr": 0.05, "weight_decay": 0.01}


def records() -> list:
    return trajectories() + clipping()


def trajectories() -> list:
    found = []
    for name, variants in VARIANTS.items():
        for options in variants:
            found.append(trajectory(name, options, F64))
        found.append(trajectory(name, variants[-1], F32))
    return found


def label(options) -> str:
    return ",".join(f"{k}={v}" for k, v in options.items()).replace(" ", "") or "defaults"


def trajectory(name, options, dtype) -> dict:
    parameters = {k: uniform(*s, dtype=dtype).make(f"optim/{k}").requires_grad_() for k, s in SHAPES.items()}
    groups = [{"params": [parameters[k] for k in keys]} | (SECOND_GROUP if i else {}) for i, keys in enumerate(GROUPS)]
    optimizer = getattr(torch.optim, name)(groups, **options)
    record = {"name": f"{name}/{label(options)}" + ("/float32" if dtype == F32 else ""), "optimizer": name, "options": options}
    record["groups"] = [{"params": list(keys), "options": SECOND_GROUP if i else {}} for i, keys in enumerate(GROUPS)]
    record["initial"] = [tensor(p, k) for k, p in parameters.items()]
    taken = {k: ([], []) for k in parameters}
    for i in range(STEPS):
        step(optimizer, parameters, i, taken)
    record["skipped"] = {"param": SKIPPED[0], "step": SKIPPED[1]}
    record["gradients"] = [tensor(torch.stack(g), k) for k, (g, _) in taken.items()]
    record["trajectory"] = [tensor(torch.stack(p), k) for k, (_, p) in taken.items()]
    record["state"] = state(optimizer, parameters)
    record["paramGroups"] = [{k: v for k, v in g.items() if k != "params"} for g in optimizer.state_dict()["param_groups"]]
    return record


def step(optimizer, parameters, index, taken):
    """One step; notes the gradient it was given and the parameter after it, for each parameter."""
    for key, parameter in parameters.items():
        gradient = uniform(*parameter.shape, decimals=1, dtype=parameter.dtype).make(f"optim/{key}/gradient{index}")
        parameter.grad = None if (key, index) == SKIPPED else gradient
        taken[key][0].append(gradient)
    optimizer.step()
    for key, parameter in parameters.items():
        taken[key][1].append(parameter.detach().clone())


def state(optimizer, parameters) -> list:
    """state_dict()["state"] after the last step, by parameter; numbers and counters as 0-dim tensors; what is None is left out."""
    saved = optimizer.state_dict()["state"]
    return [{"param": key, "values": [tensor(torch.as_tensor(v), k) for k, v in saved.get(i, {}).items() if v is not None]}
            for i, key in enumerate(parameters)]


def clipping() -> list:
    found = []
    for norm_type in (2.0, 1.0, 3.0, 0.5, float("inf")):
        for max_norm in (1.5, 100.0):
            found.append(clipped(f"clip_grad_norm_/norm_type={norm_type},max_norm={max_norm}", {"max_norm": max_norm, "norm_type": norm_type}))
    found.append(clipped("clip_grad_norm_/float32", {"max_norm": 1.5, "norm_type": 2.0}, dtype=F32))
    found.append(clipped("clip_grad_norm_/zero", {"max_norm": 1.5, "norm_type": 2.0}, gradients=[literal([0.0, 0.0])]))
    found.append(clipped("clip_grad_norm_/nan", {"max_norm": 1.5, "norm_type": 2.0}, gradients=[literal([float("nan"), 1.0])]))
    found.append(clipped("clip_grad_norm_/infinite", {"max_norm": 1.5, "norm_type": 2.0}, gradients=[literal([float("inf"), 1.0])]))
    found.append(clipped("clip_grad_value_", {"clip_value": 0.7}, function=clip_grad_value_))
    return found


def clipped(name, args, function=clip_grad_norm_, gradients=None, dtype=F64) -> dict:
    specs = gradients or [uniform(*s, dtype=dtype) for s in SHAPES.values()]
    drawn = [s.make(f"optim/clip/{i}") for i, s in enumerate(specs)]
    parameters = [torch.zeros_like(g, requires_grad=True) for g in drawn]
    for parameter, gradient in zip(parameters, drawn):
        parameter.grad = gradient.clone()
    total = function(parameters, **args)
    return {"name": name, "clip": name.split("/")[0], "args": args, "gradients": [tensor(g) for g in drawn],
            "clipped": [tensor(p.grad) for p in parameters], "total": None if total is None else tensor(total)}
