"""Normalisation layers; BatchNorm is called twice in training and once in evaluation, so that the running statistics show."""

import torch
from torch import nn

from ..sampling import F32, uniform

TWICE_THEN_EVAL = (True, True, False)


class RMSNorm(nn.Module):
    """Written out, for 1.13 has none: y = x / sqrt(mean(x^2) + eps) * weight, eps None meaning the machine epsilon."""

    def __init__(self, normalized_shape, eps=None, elementwise_affine=True):
        super().__init__()
        shape = (normalized_shape,) if isinstance(normalized_shape, int) else tuple(normalized_shape)
        self.dims, self.eps = tuple(range(-len(shape), 0)), eps
        self.weight = nn.Parameter(torch.ones(shape)) if elementwise_affine else None

    def forward(self, input):
        eps = torch.finfo(input.dtype).eps if self.eps is None else self.eps
        y = input * torch.rsqrt(input.pow(2).mean(self.dims, keepdim=True) + eps)
        return y if self.weight is None else y * self.weight


def build(suite):
    batch_norm(suite)
    layer_norm(suite)
    group_norm(suite)
    rms_norm(suite)


def batch_norm(suite):
    suite.add("BatchNorm1d", nn.BatchNorm1d, {"input": uniform(4, 3)}, {"num_features": 3}, TWICE_THEN_EVAL)
    suite.add("BatchNorm1d/rank-3", nn.BatchNorm1d, {"input": uniform(2, 3, 2)}, {"num_features": 3}, TWICE_THEN_EVAL)
    suite.add("BatchNorm1d/cumulative", nn.BatchNorm1d, {"input": uniform(3, 2)}, {"num_features": 2, "momentum": None}, TWICE_THEN_EVAL)
    suite.add("BatchNorm1d/no-affine", nn.BatchNorm1d, {"input": uniform(3, 2)}, {"num_features": 2, "affine": False, "eps": 0.01}, TWICE_THEN_EVAL)
    suite.add("BatchNorm1d/no-statistics", nn.BatchNorm1d, {"input": uniform(3, 2)}, {"num_features": 2, "track_running_stats": False}, TWICE_THEN_EVAL)
    suite.add("BatchNorm2d", nn.BatchNorm2d, {"input": uniform(2, 2, 2, 3)}, {"num_features": 2, "momentum": 0.3}, TWICE_THEN_EVAL)
    suite.add("BatchNorm2d/float32", nn.BatchNorm2d, {"input": uniform(2, 2, 2, 2)}, {"num_features": 2}, TWICE_THEN_EVAL, dtype=F32)


def layer_norm(suite):
    suite.add("LayerNorm", nn.LayerNorm, {"input": uniform(2, 4)}, {"normalized_shape": 4})
    suite.add("LayerNorm/two-dims", nn.LayerNorm, {"input": uniform(2, 2, 3)}, {"normalized_shape": (2, 3), "eps": 0.01})
    suite.add("LayerNorm/no-affine", nn.LayerNorm, {"input": uniform(2, 2, 3)}, {"normalized_shape": 3, "elementwise_affine": False})
    suite.add("LayerNorm/float32", nn.LayerNorm, {"input": uniform(2, 4)}, {"normalized_shape": 4}, dtype=F32)


def group_norm(suite):
    suite.add("GroupNorm", nn.GroupNorm, {"input": uniform(2, 4, 2, 2)}, {"num_groups": 2, "num_channels": 4})
    suite.add("GroupNorm/rank-2", nn.GroupNorm, {"input": uniform(2, 6)}, {"num_groups": 3, "num_channels": 6, "eps": 0.001})
    suite.add("GroupNorm/no-affine", nn.GroupNorm, {"input": uniform(1, 4, 3)}, {"num_groups": 1, "num_channels": 4, "affine": False})


def rms_norm(suite):
    suite.add("RMSNorm", RMSNorm, {"input": uniform(2, 4)}, {"normalized_shape": 4})
    suite.add("RMSNorm/eps", RMSNorm, {"input": uniform(2, 2, 3)}, {"normalized_shape": (2, 3), "eps": 0.01})
    suite.add("RMSNorm/no-affine", RMSNorm, {"input": uniform(2, 3)}, {"normalized_shape": 3, "elementwise_affine": False})
