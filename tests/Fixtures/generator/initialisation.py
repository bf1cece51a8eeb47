"""
Initialisation: gains, fans, and the distribution that each initialiser draws from. The calls to Tensor.uniform_ and
normal_ are watched, so the bounds and deviations are those that PyTorch itself computes.
"""

from contextlib import contextmanager

import torch
from torch import nn

GAINS = [("linear", None), ("conv2d", None), ("conv_transpose2d", None), ("sigmoid", None), ("tanh", None), ("relu", None),
         ("leaky_relu", None), ("leaky_relu", 0.2), ("leaky_relu", -1.0), ("selu", None)]
SHAPES = [(4, 3), (6, 2, 3), (8, 4, 3, 3), (4, 8, 3, 2), (2, 3, 2, 2, 2)]
INITIALISERS = {
    "xavier_uniform_": [{}, {"gain": 2.0}],
    "xavier_normal_": [{}, {"gain": 2.0}],
    "kaiming_uniform_": [{}, {"a": 5**0.5}, {"mode": "fan_out", "nonlinearity": "relu"}, {"nonlinearity": "tanh"}],
    "kaiming_normal_": [{}, {"a": 0.2}, {"mode": "fan_out", "nonlinearity": "relu"}, {"nonlinearity": "linear"}],
}
MODULES = {
    "Linear": (nn.Linear, {"in_features": 5, "out_features": 7}),
    "Conv1d": (nn.Conv1d, {"in_channels": 4, "out_channels": 6, "kernel_size": 3, "groups": 2}),
    "Conv2d": (nn.Conv2d, {"in_channels": 3, "out_channels": 6, "kernel_size": (2, 3)}),
    "ConvTranspose2d": (nn.ConvTranspose2d, {"in_channels": 4, "out_channels": 6, "kernel_size": (2, 3), "groups": 2}),
    "BatchNorm2d": (nn.BatchNorm2d, {"num_features": 4}),
    "LayerNorm": (nn.LayerNorm, {"normalized_shape": 4}),
    "GroupNorm": (nn.GroupNorm, {"num_groups": 2, "num_channels": 4}),
    "Embedding": (nn.Embedding, {"num_embeddings": 5, "embedding_dim": 3}),
    "Embedding/padding_idx": (nn.Embedding, {"num_embeddings": 5, "embedding_dim": 3, "padding_idx": 2}),
    "RNN": (nn.RNN, {"input_size": 3, "hidden_size": 5}),
    "LSTM": (nn.LSTM, {"input_size": 3, "hidden_size": 5, "num_layers": 2, "bidirectional": True}),
    "GRU": (nn.GRU, {"input_size": 3, "hidden_size": 5}),
    "MultiheadAttention": (nn.MultiheadAttention, {"embed_dim": 4, "num_heads": 2}),
    "MultiheadAttention/kdim-vdim-bias_kv": (nn.MultiheadAttention, {"embed_dim": 4, "num_heads": 2, "kdim": 3, "vdim": 5, "add_bias_kv": True}),
    "TransformerEncoderLayer": (nn.TransformerEncoderLayer, {"d_model": 4, "nhead": 2, "dim_feedforward": 6}),
    "PReLU": (nn.PReLU, {"num_parameters": 2}),
}
DRAWS = 400


@contextmanager
def watched():
    """Yields a dictionary from data address to the last distribution drawn into that tensor."""
    drawn, originals = {}, {name: getattr(torch.Tensor, name) for name in ("uniform_", "normal_")}

    def wrap(name, original):
        def draw(self, *args, **kwargs):
            drawn[self.data_ptr()] = {"distribution": name[:-1], "arguments": [float(a) for a in args] or defaults[name]}
            return original(self, *args, **kwargs)

        return draw

    defaults = {"uniform_": [0.0, 1.0], "normal_": [0.0, 1.0]}
    for name, original in originals.items():
        setattr(torch.Tensor, name, wrap(name, original))
    try:
        yield drawn
    finally:
        for name, original in originals.items():
            setattr(torch.Tensor, name, original)


def records() -> list:
    gains = [{"name": f"calculate_gain/{n}" + ("" if p is None else f"={p}"), "nonlinearity": n, "param": p, "gain": nn.init.calculate_gain(n, p)}
             for n, p in GAINS]
    fans = [{"name": f"fans/{'x'.join(map(str, s))}", "shape": s, "fanIn": f[0], "fanOut": f[1]}
            for s in SHAPES for f in [nn.init._calculate_fan_in_and_fan_out(torch.empty(s))]]
    return gains + fans + initialisers() + [defaults(name, *made) for name, made in MODULES.items()]


def initialisers() -> list:
    found = []
    for name, variants in INITIALISERS.items():
        for args in variants:
            for shape in SHAPES[:4]:
                target = torch.empty(shape)
                with watched() as drawn:
                    getattr(nn.init, name)(target, **args)
                label = ",".join(f"{k}={v}" for k, v in args.items()) or "defaults"
                found.append({"name": f"{name}/{label}/{'x'.join(map(str, shape))}", "init": name, "args": args, "shape": shape} | drawn[target.data_ptr()])
    return found


def defaults(name, module, args) -> dict:
    """How each entry of a new module's state_dict begins; uniform ones with the extremes seen in DRAWS modules."""
    torch.manual_seed(0)
    with watched() as drawn:
        first = module(**args)
        origin = {k: drawn.get(v.data_ptr()) for k, v in first.state_dict().items()}
    values = {k: [v.clone()] for k, v in first.state_dict().items()}
    for _ in range(DRAWS):
        for key, value in module(**args).state_dict().items():
            values[key].append(value.clone())
    entries = [describe(key, torch.stack(seen), origin[key]) for key, seen in values.items()]
    return {"name": f"default/{name}", "module": name.split("/")[0], "args": args, "entries": entries}


def describe(key, seen, origin) -> dict:
    """A tensor whose values never vary is constant, whatever was drawn into it before."""
    record = {"key": key, "shape": list(seen.shape[1:])}
    low, high = float(seen.min()), float(seen.max())
    if low == high:
        return record | {"distribution": "constant", "value": low}
    if origin["distribution"] == "uniform" and not origin["arguments"][0] <= low <= high <= origin["arguments"][1]:
        raise ValueError(f"{key}: {low}..{high} leaves {origin}")
    fixed = (seen == 0).flatten(1).all(0).nonzero().flatten().tolist()
    observed = {"seenMin": short(low), "seenMax": short(high), "seenStd": short(float(seen.double().std()))}
    return record | origin | observed | ({"alwaysZero": fixed} if fixed else {})


def short(value) -> float:
    """Four digits: what was observed is a plausibility figure, and must not depend on the machine."""
    return float(f"{value:.4g}")
