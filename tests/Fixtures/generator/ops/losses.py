"""Losses: reductions, weights, ignored classes, smoothing, probability targets, logarithmic targets, edges."""

import math

import torch
from torch.nn import functional as F

from ..sampling import I64, literal, uniform

INF = math.inf
REDUCTIONS = ("mean", "sum", "none")


def build(suite):
    regression(suite)
    negative_log_likelihood(suite)
    class_index_targets(suite)
    probability_targets(suite)
    binary(suite)
    divergence(suite)
    lectures(suite)


def regression(suite):
    pair = {"input": uniform(2, 3), "target": uniform(2, 3)}
    # Differences of 0, of less than, exactly and more than beta or delta, of both signs.
    kinks = {"input": literal([1.0, 1.5, 2.0, 0.0, 3.5, -2.0]), "target": literal([1.0, 1.0, 1.0, 1.0, 1.0, 1.0])}
    for name, variants in (("mse_loss", [{}]), ("l1_loss", [{}]), ("smooth_l1_loss", [{}, {"beta": 0.5}, {"beta": 0.0}]), ("huber_loss", [{}, {"delta": 0.5}])):
        function = getattr(F, name)
        for reduction in REDUCTIONS:
            suite.add(f"{name}/{reduction}", function, pair, {"reduction": reduction}, single=reduction == "mean")
        for args in variants:
            label = "".join(f"-{k}={v}" for k, v in args.items())
            suite.add(f"{name}/kinks{label}", function, kinks, args | {"reduction": "none"}, second=False)
        suite.add(f"{name}/broadcast", function, {"input": uniform(2, 3), "target": uniform(3)}, {"reduction": "sum"})
        suite.add(f"{name}/empty", function, {"input": literal([]), "target": literal([])}, second=False)


def negative_log_likelihood(suite):
    labels = literal([2, 0, 1, 2], I64)
    scores = {"input": uniform(4, 3, low=-3, high=-0.1), "target": labels}
    weighted = scores | {"weight": literal([0.5, 2.0, 1.5])}
    for reduction in REDUCTIONS:
        args = {"reduction": reduction}
        suite.add(f"nll_loss/{reduction}", F.nll_loss, scores, args, single=reduction == "mean")
        suite.add(f"nll_loss/weight-{reduction}", F.nll_loss, weighted, args, frozen=("weight",))
        suite.add(f"nll_loss/ignore_index-{reduction}", F.nll_loss, weighted, args | {"ignore_index": 2}, frozen=("weight",))
    image = {"input": uniform(2, 3, 2, 2, low=-3, high=-0.1), "target": literal([[[0, 2], [-100, 1]], [[1, 1], [2, 0]]], I64)}
    suite.add("nll_loss/image", F.nll_loss, image)
    suite.add("nll_loss/image-none", F.nll_loss, image, {"reduction": "none"})
    suite.add("nll_loss/vector", F.nll_loss, {"input": uniform(3), "target": literal(1, I64)})
    everything = {"input": uniform(2, 3), "target": literal([-100, -100], I64)}
    suite.add("nll_loss/all-ignored", F.nll_loss, everything, second=False)


def class_index_targets(suite):
    scores = {"input": uniform(4, 3), "target": literal([2, 0, 1, 2], I64)}
    weighted = scores | {"weight": literal([0.5, 2.0, 1.5])}
    for reduction in REDUCTIONS:
        args = {"reduction": reduction}
        suite.add(f"cross_entropy/{reduction}", F.cross_entropy, scores, args, single=True)
        suite.add(f"cross_entropy/weight-{reduction}", F.cross_entropy, weighted, args, frozen=("weight",))
        suite.add(f"cross_entropy/ignore_index-{reduction}", F.cross_entropy, weighted, args | {"ignore_index": 2}, frozen=("weight",))
        smooth = args | {"label_smoothing": 0.1}
        suite.add(f"cross_entropy/label_smoothing-{reduction}", F.cross_entropy, scores, smooth)
        suite.add(f"cross_entropy/everything-{reduction}", F.cross_entropy, weighted, smooth | {"ignore_index": 0}, frozen=("weight",))
    image = {"input": uniform(1, 3, 2, 2), "target": literal([[[0, 2], [-100, 1]]], I64)}
    suite.add("cross_entropy/image", F.cross_entropy, image)
    suite.add("cross_entropy/image-smoothing-none", F.cross_entropy, image, {"label_smoothing": 0.2, "reduction": "none"})
    suite.add("cross_entropy/vector", F.cross_entropy, {"input": uniform(3), "target": literal(1, I64)})
    suite.add("cross_entropy/all-ignored", F.cross_entropy, {"input": uniform(2, 3), "target": literal([-100, -100], I64)}, second=False)
    large = {"input": literal([[1000.0, 0.0, -1000.0], [-INF, 0.0, 0.0]]), "target": literal([2, 1], I64)}
    suite.add("cross_entropy/large", F.cross_entropy, large, {"reduction": "none"}, second=False)
    suite.add("cross_entropy/empty-batch", F.cross_entropy, {"input": literal([], shape=(0, 3)), "target": literal([], I64)}, second=False)


def probability_targets(suite):
    targets = literal([[0.2, 0.3, 0.5], [1.0, 0.0, 0.0]])
    scores = {"input": uniform(2, 3), "target": targets}
    weighted = scores | {"weight": literal([0.5, 2.0, 1.5])}
    for reduction in REDUCTIONS:
        suite.add(f"cross_entropy/probabilities-{reduction}", F.cross_entropy, scores, {"reduction": reduction})
        args = {"reduction": reduction, "label_smoothing": 0.1}
        suite.add(f"cross_entropy/probabilities-everything-{reduction}", F.cross_entropy, weighted, args, frozen=("weight",))
    image = {"input": uniform(1, 2, 2, 2), "target": uniform(1, 2, 2, 2, low=0, high=1)}
    suite.add("cross_entropy/probabilities-image", F.cross_entropy, image)


def binary(suite):
    chances = {"input": uniform(2, 3, low=0.05, high=0.95), "target": uniform(2, 3, low=0, high=1)}
    logits = {"input": uniform(2, 3), "target": uniform(2, 3, low=0, high=1)}
    weight = {"weight": uniform(3, low=0.5, high=2)}
    logit_loss = F.binary_cross_entropy_with_logits
    for reduction in REDUCTIONS:
        args = {"reduction": reduction}
        suite.add(f"binary_cross_entropy/{reduction}", F.binary_cross_entropy, chances, args, single=reduction == "mean")
        suite.add(f"binary_cross_entropy/weight-{reduction}", F.binary_cross_entropy, chances | weight, args, frozen=("weight",))
        suite.add(f"binary_cross_entropy_with_logits/{reduction}", logit_loss, logits, args, single=reduction == "mean")
        suite.add(f"binary_cross_entropy_with_logits/pos_weight-{reduction}", None, logits | weight | {"pos_weight": literal([0.5, 1.0, 3.0])}, args,
                  call=lambda x, t, w, p, a=args: logit_loss(x, t, w, pos_weight=p, **a), frozen=("weight", "pos_weight"))
    certain = {"input": literal([0.0, 1.0, 0.0, 1.0, 0.5]), "target": literal([0.0, 1.0, 1.0, 0.0, 0.5])}
    suite.add("binary_cross_entropy/certain", F.binary_cross_entropy, certain, {"reduction": "none"}, second=False, frozen=("target",))
    far = {"input": literal([0.0, -0.0, 100.0, -100.0, 1000.0, -1000.0, INF, -INF]), "target": literal([1.0, 0.0, 1.0, 1.0, 0.0, 0.0, 1.0, 0.0])}
    suite.add("binary_cross_entropy_with_logits/far", logit_loss, far, {"reduction": "none"}, second=False, frozen=("target",))


def divergence(suite):
    plain = {"input": uniform(2, 3, low=-3, high=-0.1), "target": literal([[0.2, 0.3, 0.5], [0.1, 0.6, 0.3]])}
    logs = plain | {"target": uniform(2, 3, low=-3, high=-0.1)}
    for reduction in REDUCTIONS + ("batchmean",):
        suite.add(f"kl_div/{reduction}", F.kl_div, plain, {"reduction": reduction}, single=reduction == "batchmean")
        suite.add(f"kl_div/log_target-{reduction}", F.kl_div, logs, {"reduction": reduction, "log_target": True})
    zeros = {"input": literal([-1.0, -2.0, -INF]), "target": literal([0.0, 1.0, 0.0])}
    suite.add("kl_div/zero-target", F.kl_div, zeros, {"reduction": "none"}, second=False, frozen=("target",))


def lectures(suite):
    """Losses of the lectures that PyTorch lacks, by formula, as a mean."""
    positive = {"input": uniform(4, low=0.1, high=3), "target": uniform(4, low=0.1, high=3)}
    suite.add("msle_loss", None, positive, call=lambda y, t: (torch.log1p(y) - torch.log1p(t)).square().mean())
    signs = {"input": literal([0.3, -0.8, 1.7, 1.0, -0.2]), "target": literal([1.0, 1.0, 1.0, 1.0, -1.0])}
    suite.add("hinge_loss", None, signs, call=lambda y, t: torch.relu(1 - t * y).mean(), frozen=("target",))
