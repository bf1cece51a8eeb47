"""The same kinds of fault, planted in torch.autograd.Function wrappers of PyTorch's own ops and judged by torch.autograd.gradcheck.

Each wrapper computes its gradient with PyTorch's own rule and then makes it wrong as tests/GradCheck/Mutation does. Slow and fast mode, at
their defaults (eps 1e-6, atol 1e-5, rtol 1e-3), on the same kinds of inputs: Float64, standard normal or in the op's domain, three shapes.
A mutant counts as caught if gradcheck rejects it for any of the three inputs. Writes nothing; prints a Markdown table.

    python3 eng/Mutation/compare.py
"""

import sys
import warnings

import torch
import torch.nn.functional as F
from torch.autograd import gradcheck

warnings.filterwarnings("ignore")


def positive(*shape):
    return torch.rand(*shape, dtype=torch.float64) + 0.5


def normal(*shape):
    return torch.randn(*shape, dtype=torch.float64)


def inside(*shape):
    return torch.rand(*shape, dtype=torch.float64) * 1.6 - 0.8


def away(*shape):
    x = normal(*shape)
    return x + torch.sign(x) * 0.2


def distinct(*shape):
    n = 1
    for s in shape:
        n *= s
    return (torch.randperm(n).double() * 0.3 - n * 0.15).reshape(shape)


def unary(f, make=normal):
    return [(f, [make(3, 3)]), (f, [make(2, 3, 3)]), (f, [make(5)])]


def binary(f, a=normal, b=normal):
    return [(f, [a(3, 3), b(3, 3)]), (f, [a(2, 3, 3), b(3)]), (f, [a(4, 3), b(1, 3)])]


OPS = {
    "tanh": unary(torch.tanh),
    "exp": unary(torch.exp),
    "log": unary(torch.log, positive),
    "sqrt": unary(torch.sqrt, positive),
    "sigmoid": unary(torch.sigmoid),
    "sin": unary(torch.sin),
    "erf": unary(torch.erf),
    "asin": unary(torch.asin, inside),
    "relu": unary(torch.relu, away),
    "abs": unary(torch.abs, away),
    "gelu": unary(F.gelu),
    "softplus": unary(F.softplus),
    "pow3": unary(lambda x: x**3),
    "sum": unary(lambda x: x.sum(-1)),
    "mean": unary(lambda x: x.mean(-1)),
    "amax": unary(lambda x: x.amax(-1), distinct),
    "prod": unary(lambda x: x.prod(-1), positive),
    "cumsum": unary(lambda x: x.cumsum(-1)),
    "softmax": unary(lambda x: x.softmax(-1)),
    "logsumexp": unary(lambda x: x.logsumexp(-1)),
    "add": binary(torch.add),
    "mul": binary(torch.mul),
    "div": binary(torch.div, normal, positive),
    "maximum": binary(torch.maximum, lambda *s: distinct(*s), lambda *s: distinct(*s) + 0.07),
    "matmul": [(torch.matmul, [normal(3, 3), normal(3, 3)]), (torch.matmul, [normal(2, 3, 4), normal(4, 3)]), (torch.matmul, [normal(3, 3), normal(3)])],
    "layer_norm": [(lambda x, w, b: F.layer_norm(x, (4,), w, b), [normal(3, 4), normal(4), normal(4)]), (lambda x, w, b: F.layer_norm(x, (3,), w, b), [normal(2, 3, 3), normal(3), normal(3)])],
    "conv2d": [(F.conv2d, [normal(1, 2, 4, 4), normal(2, 2, 2, 2)]), (lambda x, w: F.conv2d(x, w, stride=2, padding=1), [normal(2, 1, 3, 3), normal(1, 1, 2, 2)])],
}


def last(dx, value):
    factor = torch.ones_like(dx)
    factor.reshape(-1)[-1] = value
    return dx * factor


def shifted(x):
    for d in reversed(range(x.dim())):
        if x.shape[d] > 1:
            return x.roll(1, d)
    return None


def sliced(whole, shape):
    while whole.dim() > len(shape):
        whole = whole[0]
    for d, size in enumerate(shape):
        if whole.shape[d] != size:
            whole = whole.narrow(d, 0, 1)
    return whole


CHANGES = {
    "no fault": lambda dx: dx,
    "Drop": lambda dx: torch.zeros_like(dx),
    "Negate": lambda dx: -dx,
    "Scale 1e-2": lambda dx: dx * (1 + 1e-2),
    "Scale 1e-3": lambda dx: dx * (1 + 1e-3),
    "Scale 1e-4": lambda dx: dx * (1 + 1e-4),
    "Scale 1e-6": lambda dx: dx * (1 + 1e-6),
    "Transpose": lambda dx: dx.transpose(-1, -2) if dx.dim() > 1 and dx.shape[-1] == dx.shape[-2] > 1 else None,
    "ZeroElement": lambda dx: last(dx, 0),
    "ScaleElement 1e-6": lambda dx: last(dx, 1 + 1e-6),
}


def mutant(f, kind, slot):
    """The function with a fault, and whether the fault ever changed a gradient."""
    seen = {"changed": False}

    class Wrapper(torch.autograd.Function):
        @staticmethod
        def forward(ctx, *inputs):
            ctx.save_for_backward(*inputs)
            return f(*inputs)

        @staticmethod
        def backward(ctx, dy):
            right = list(grads(ctx.saved_tensors, dy))
            wrong = list(right)
            if kind in CHANGES:
                changed = CHANGES[kind](right[slot])
                wrong[slot] = right[slot] if changed is None else changed
            elif kind == "Extra 1e-6":
                wrong[slot] = right[slot] + 1e-6 * dy.sum()
            elif kind == "SwapOperands" and len(right) == 2 and right[0].shape == right[1].shape:
                wrong.reverse()
            elif kind == "StaleSaved" and shifted(ctx.saved_tensors[slot]) is not None:
                saved = list(ctx.saved_tensors)
                saved[slot] = shifted(saved[slot])
                wrong = list(grads(saved, dy))
            elif kind in ("SliceForSum", "CountForSum") and right[slot].shape != dy.shape and right[slot].numel() < dy.numel():
                try:
                    expanded = [x.expand(dy.shape) if i == slot else x for i, x in enumerate(ctx.saved_tensors)]
                    whole = grads(expanded, dy)[slot]
                    count = whole.numel() / right[slot].numel() if kind == "CountForSum" else 1
                    wrong[slot] = sliced(whole, right[slot].shape) * count
                except RuntimeError:
                    pass
            seen["changed"] |= any(not torch.equal(a, b) for a, b in zip(right, wrong))
            return tuple(wrong)

    def grads(saved, dy):
        with torch.enable_grad():
            inputs = [x.detach().requires_grad_() for x in saved]
            return torch.autograd.grad(f(*inputs), inputs, dy)

    return Wrapper.apply, seen


def rejected(f, inputs, kind, slot, fast):
    fn, seen = mutant(f, kind, slot)
    leaves = [x.clone().requires_grad_() for x in inputs]
    fn(*leaves).backward(torch.randn_like(fn(*leaves)))
    if not seen["changed"] and kind != "no fault":
        return None
    try:
        return not gradcheck(fn, leaves, fast_mode=fast, raise_exception=False, check_undefined_grad=False, check_grad_dtypes=False)
    except RuntimeError:
        return True


def main():
    torch.manual_seed(0)
    torch.set_num_threads(1)
    kinds = list(CHANGES) + ["Extra 1e-6", "SwapOperands", "StaleSaved", "SliceForSum", "CountForSum"]
    print("| Fault | Mutants | caught, slow | caught, fast | Checks | rejected, slow | rejected, fast |")
    print("|---|---|---|---|---|---|---|")
    total = [0] * 6
    for kind in kinds:
        count = [0] * 6
        for calls in OPS.values():
            for slot in range(len(calls[0][1])):
                slow, fast = ([v for v in (rejected(f, x, kind, slot, mode) for f, x in calls) if v is not None] for mode in (False, True))
                if slow:
                    count = [a + b for a, b in zip(count, [1, any(slow), any(fast), len(slow), sum(slow), sum(fast)])]
        total = [a + b * (kind != "no fault") for a, b in zip(total, count)]
        print(f"| {kind} | " + " | ".join(map(str, count)) + " |")
        sys.stdout.flush()
    print("| **all faults** | " + " | ".join(map(str, total)) + " |")
    print(f"\nPyTorch {torch.__version__}, {len(OPS)} ops.")


if __name__ == "__main__":
    main()
