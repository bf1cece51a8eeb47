"""Linear, Embedding, containers, activations and losses that carry state."""

from torch import nn

from ..sampling import F32, I64, away, literal, uniform


def build(suite):
    linear(suite)
    embedding(suite)
    containers(suite)
    activations(suite)


def linear(suite):
    sizes = {"in_features": 3, "out_features": 4}
    suite.add("Linear", nn.Linear, {"input": uniform(2, 3)}, sizes)
    suite.add("Linear/float32", nn.Linear, {"input": uniform(2, 3)}, sizes, dtype=F32)
    suite.add("Linear/no-bias", nn.Linear, {"input": uniform(2, 3)}, sizes | {"bias": False})
    suite.add("Linear/vector", nn.Linear, {"input": uniform(3)}, sizes)
    suite.add("Linear/rank-3", nn.Linear, {"input": uniform(2, 2, 3)}, sizes)
    suite.add("Linear/empty-batch", nn.Linear, {"input": uniform(0, 3)}, sizes)


def embedding(suite):
    sizes = {"num_embeddings": 5, "embedding_dim": 3}
    repeated = literal([[1, 4, 1], [0, 2, 1]], I64)
    suite.add("Embedding", nn.Embedding, {"input": repeated}, sizes)
    suite.add("Embedding/padding_idx", nn.Embedding, {"input": repeated}, sizes | {"padding_idx": 1})
    suite.add("Embedding/negative-padding_idx", nn.Embedding, {"input": repeated}, sizes | {"padding_idx": -1})
    suite.add("Embedding/scalar-index", nn.Embedding, {"input": literal(3, I64)}, sizes)


def containers(suite):
    sizes = {"in_features": 3, "hidden": 4, "out_features": 2}

    def sequential(in_features, hidden, out_features):
        return nn.Sequential(nn.Linear(in_features, hidden), nn.Tanh(), nn.Linear(hidden, out_features))

    suite.add("Sequential/mlp", sequential, {"input": uniform(2, 3)}, sizes)


def activations(suite):
    """Those with parameters of the constructor; the functions themselves are in activations.json."""
    suite.add("LeakyReLU", nn.LeakyReLU, {"input": away(2, 3)}, {"negative_slope": 0.2})
    suite.add("ELU", nn.ELU, {"input": away(2, 3)}, {"alpha": 1.5})
    suite.add("GELU", nn.GELU, {"input": uniform(2, 3)}, {"approximate": "tanh"})
    suite.add("Softplus", nn.Softplus, {"input": uniform(2, 3)}, {"beta": 2, "threshold": 3})
    suite.add("Softmax", nn.Softmax, {"input": uniform(2, 3)}, {"dim": 1})
    suite.add("LogSoftmax", nn.LogSoftmax, {"input": uniform(2, 3)}, {"dim": 0})
    suite.add("Flatten", nn.Flatten, {"input": uniform(2, 3, 2)})
    suite.add("Flatten/dims", nn.Flatten, {"input": uniform(2, 3, 2)}, {"start_dim": 0, "end_dim": -2})
    suite.add("Identity", nn.Identity, {"input": uniform(2, 3)})
