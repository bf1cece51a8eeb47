"""RNN, LSTM and GRU: layers, directions, layouts, initial states. An initial state is passed as separate inputs h_0 and c_0."""

from torch import nn

from ..sampling import F32, uniform

IN, HIDDEN, TIME, BATCH = 2, 3, 3, 2


class Separate(nn.Module):
    """Calls an LSTM with h_0 and c_0 as two arguments; state names stay those of the LSTM."""

    def __new__(cls, **args):
        lstm = nn.LSTM(**args)
        lstm.forward = lambda input, h_0, c_0: nn.LSTM.forward(lstm, input, (h_0, c_0))
        return lstm


class Initial(nn.Module):
    """Calls an RNN or GRU with the argument name h_0 of the documentation in place of hx."""

    def __new__(cls, kind, **args):
        net = kind(**args)
        net.forward = lambda input, h_0: kind.forward(net, input, h_0)
        return net


def build(suite):
    for name, kind in (("RNN", nn.RNN), ("LSTM", nn.LSTM), ("GRU", nn.GRU)):
        plain(suite, name, kind)
        initial_state(suite, name, kind)
    relu = {"input_size": IN, "hidden_size": HIDDEN, "nonlinearity": "relu"}
    suite.add("RNN/relu", nn.RNN, {"input": uniform(TIME, BATCH, IN)}, relu)


def plain(suite, name, kind):
    sizes = {"input_size": IN, "hidden_size": HIDDEN}
    sequence = {"input": uniform(TIME, BATCH, IN)}
    suite.add(name, kind, sequence, sizes)
    suite.add(f"{name}/float32", kind, sequence, sizes, dtype=F32)
    suite.add(f"{name}/two-layers", kind, sequence, sizes | {"num_layers": 2})
    suite.add(f"{name}/bidirectional", kind, sequence, sizes | {"bidirectional": True})
    both = {"input_size": IN, "hidden_size": 2, "num_layers": 2, "bidirectional": True}
    suite.add(f"{name}/two-layers-bidirectional", kind, {"input": uniform(2, 1, IN)}, both)
    suite.add(f"{name}/batch-first-no-bias", kind, {"input": uniform(BATCH, TIME, IN)}, sizes | {"batch_first": True, "bias": False})
    suite.add(f"{name}/unbatched", kind, {"input": uniform(TIME, IN)}, sizes)


def initial_state(suite, name, kind):
    args = {"input_size": IN, "hidden_size": HIDDEN, "batch_first": True, "num_layers": 2}
    inputs = {"input": uniform(BATCH, TIME, IN), "h_0": uniform(2, BATCH, HIDDEN)}
    if kind is nn.LSTM:
        suite.add(f"{name}/initial-state", Separate, inputs | {"c_0": uniform(2, BATCH, HIDDEN)}, args)
    else:
        suite.add(f"{name}/initial-state", Initial, inputs, args, build_args={"kind": kind} | args)
