"""Learning rates of two groups after construction (entry 0) and after each step."""

import torch
from torch.optim import lr_scheduler as schedules

BASES = (0.1, 0.02)
# Lambdas by name; the C# side writes the same formula.
LAMBDAS = {
    "0.95**epoch": lambda epoch: 0.95**epoch,
    "1/(1+epoch)": lambda epoch: 1 / (1 + epoch),
    "epoch//3": lambda epoch: epoch // 3,
}
IMPROVING = [1.0, 0.9, 0.9, 0.9, 0.9, 0.9, 0.5, 0.5, 0.5, 0.5, 0.5, 0.49, 0.48, 0.48, 0.48, 0.48]
SLOWLY = [1.0, 0.99995, 0.9999, 0.99985, 0.9998, 0.99975, 0.9997, 0.5, 0.49995, 0.4999, float("nan"), 0.4, 0.4]
ONE_CYCLE = {"max_lr": [0.5, 0.2], "total_steps": 10}

PLAIN = {
    "StepLR": [{"step_size": 3}, {"step_size": 2, "gamma": 0.5}],
    "MultiStepLR": [{"milestones": [2, 5]}, {"milestones": [3, 3, 4], "gamma": 0.5}],
    "ExponentialLR": [{"gamma": 0.9}],
    "ConstantLR": [{}, {"factor": 0.5, "total_iters": 3}],
    "LinearLR": [{}, {"start_factor": 0.25, "end_factor": 0.75, "total_iters": 4}],
    "CosineAnnealingLR": [{"T_max": 6}, {"T_max": 5, "eta_min": 0.01}],
    "PolynomialLR": [{"total_iters": 4, "power": 2.0}],
    "CosineAnnealingWarmRestarts": [{"T_0": 3, "T_mult": 2, "eta_min": 0.001}],
    "OneCycleLR": [ONE_CYCLE, ONE_CYCLE | {"pct_start": 0.4, "anneal_strategy": "linear", "div_factor": 10.0, "final_div_factor": 100.0},
                   ONE_CYCLE | {"three_phase": True}],
}
PLATEAU = {
    "rel": (IMPROVING, {"patience": 2}),
    "abs": (IMPROVING, {"patience": 1, "threshold": 0.05, "threshold_mode": "abs", "factor": 0.5}),
    "cooldown": (IMPROVING, {"patience": 0, "cooldown": 2, "factor": 0.5}),
    "small-improvements": (SLOWLY, {"patience": 2}),
    "max": ([-m for m in IMPROVING], {"mode": "max", "patience": 1, "threshold": 0.0, "threshold_mode": "abs"}),
    "max-rel": ([1 - m / 2 for m in IMPROVING], {"mode": "max", "patience": 1, "threshold": 0.1}),
    "min_lr": (IMPROVING, {"patience": 0, "min_lr": [0.01, 0.005]}),
    "eps": (IMPROVING, {"patience": 0, "factor": 0.9999, "eps": 1e-5}),
}


def optimizer():
    """SGD with momentum, which OneCycleLR moves too; nothing is ever stepped with gradients."""
    groups = [{"params": [torch.zeros(1, requires_grad=True)], "lr": lr} for lr in BASES]
    return torch.optim.SGD(groups, lr=1.0, momentum=0.9)


def rates(opt, key="lr") -> list:
    return [float(g[key]) for g in opt.param_groups]


def run(name, args, build, metrics=None, steps=14, momentum=False) -> dict:
    opt = optimizer()
    scheduler = build(opt)
    lrs, momenta = [rates(opt)], [rates(opt, "momentum")]
    for value in metrics or [None] * steps:
        opt.step()
        scheduler.step() if metrics is None else scheduler.step(value)
        lrs.append(rates(opt))
        momenta.append(rates(opt, "momentum"))
    record = {"name": name, "scheduler": name.split("/")[0], "args": args, "baseLrs": list(BASES)}
    return record | ({"metrics": metrics} if metrics else {}) | {"lrs": lrs} | ({"momenta": momenta} if momentum else {})


def records() -> list:
    found = []
    for name, variants in PLAIN.items():
        for i, args in enumerate(variants):
            steps = 9 if name == "OneCycleLR" else 14
            found.append(run(f"{name}/{i}", args, lambda o, n=name, a=args: getattr(schedules, n)(o, **a), steps=steps, momentum=name == "OneCycleLR"))
    found += lambdas() + plateaus() + resumed() + composed()
    return found


def lambdas() -> list:
    found = [run(f"LambdaLR/{f}", {"lr_lambda": f}, lambda o, f=f: schedules.LambdaLR(o, LAMBDAS[f])) for f in LAMBDAS]
    both = ["0.95**epoch", "1/(1+epoch)"]
    found.append(run("LambdaLR/by-group", {"lr_lambda": both}, lambda o: schedules.LambdaLR(o, [LAMBDAS[f] for f in both])))
    found.append(run("MultiplicativeLR/1-(1+epoch)", {"lr_lambda": "1/(1+epoch)"}, lambda o: schedules.MultiplicativeLR(o, LAMBDAS["1/(1+epoch)"])))
    return found


def plateaus() -> list:
    return [run(f"ReduceLROnPlateau/{label}", args, lambda o, a=args: schedules.ReduceLROnPlateau(o, **a), metrics=metrics)
            for label, (metrics, args) in PLATEAU.items()]


def resumed() -> list:
    """last_epoch = 3 with initial_lr set in the groups: the rate starts from what the groups hold, that is the base."""
    found = []
    for name, args in (("StepLR", {"step_size": 2, "gamma": 0.5}), ("CosineAnnealingLR", {"T_max": 6}), ("ExponentialLR", {"gamma": 0.9})):

        def build(opt, name=name, args=args):
            for group in opt.param_groups:
                group["initial_lr"] = group["lr"]
            return getattr(schedules, name)(opt, last_epoch=3, **args)

        found.append(run(f"{name}/last_epoch", args | {"last_epoch": 3}, build))
    return found


def composed() -> list:
    def sequential(opt):
        parts = [schedules.LinearLR(opt, start_factor=0.1, total_iters=4), schedules.CosineAnnealingLR(opt, T_max=5),
                 schedules.ConstantLR(opt, factor=0.1, total_iters=2)]
        return schedules.SequentialLR(opt, parts, milestones=[4, 9])

    def chained(opt):
        return schedules.ChainedScheduler([schedules.ConstantLR(opt, factor=0.1, total_iters=2), schedules.ExponentialLR(opt, gamma=0.9)])

    linear, constant = {"LinearLR": {"start_factor": 0.1, "total_iters": 4}}, {"ConstantLR": {"factor": 0.1, "total_iters": 2}}
    warmup = {"schedulers": [linear, {"CosineAnnealingLR": {"T_max": 5}}, constant], "milestones": [4, 9]}
    chain = {"schedulers": [constant, {"ExponentialLR": {"gamma": 0.9}}]}
    return [run("SequentialLR/warmup-cosine-constant", warmup, sequential), run("ChainedScheduler/constant-exponential", chain, chained)]
