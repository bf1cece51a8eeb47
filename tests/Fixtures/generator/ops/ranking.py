"""Losses on margins and distances, and negative log-likelihoods of distributions."""

import math

import torch
from torch.nn import functional as F

from ..sampling import I64, literal, uniform

REDUCTIONS = ("mean", "sum", "none")


def build(suite):
    margins(suite)
    vectors(suite)
    distributions(suite)
    distances(suite)


def margins(suite):
    signs = literal([[1.0, -1.0, 1.0], [-1.0, 1.0, -1.0]])
    pair = {"input": uniform(2, 3), "target": signs}
    ranked = {"input1": uniform(2, 3), "input2": uniform(2, 3), "target": signs}
    for reduction in REDUCTIONS:
        args = {"reduction": reduction}
        suite.add(f"hinge_embedding_loss/{reduction}", F.hinge_embedding_loss, pair, args | {"margin": 0.7}, frozen=("target",))
        suite.add(f"margin_ranking_loss/{reduction}", F.margin_ranking_loss, ranked, args | {"margin": 0.3}, frozen=("target",))
        suite.add(f"soft_margin_loss/{reduction}", F.soft_margin_loss, pair, args, frozen=("target",))
        flags = {"input": uniform(2, 3), "target": literal([[1.0, 0.0, 1.0], [0.0, 0.0, 1.0]])}
        suite.add(f"multilabel_soft_margin_loss/{reduction}", F.multilabel_soft_margin_loss, flags, args, frozen=("target",))
    weighted = {"input": uniform(2, 3), "target": literal([[1.0, 0.0, 1.0], [0.0, 0.0, 1.0]]), "weight": literal([0.5, 2.0, 1.5])}
    suite.add("multilabel_soft_margin_loss/weight", F.multilabel_soft_margin_loss, weighted, frozen=("target", "weight"))
    scores = {"input": uniform(4, 3), "target": literal([2, 0, 1, 2], I64)}
    for p in (1, 2):
        for reduction in REDUCTIONS:
            args = {"p": p, "margin": 0.8, "reduction": reduction}
            suite.add(f"multi_margin_loss/p={p}-{reduction}", F.multi_margin_loss, scores, args, second=False)
        call = lambda x, t, w, p=p: F.multi_margin_loss(x, t, p=p, weight=w)
        suite.add(f"multi_margin_loss/p={p}-weight", None, scores | {"weight": literal([0.5, 2.0, 1.5])}, {"p": p}, call=call, second=False, frozen=("weight",))
    suite.add("multi_margin_loss/vector", F.multi_margin_loss, {"input": uniform(3), "target": literal(1, I64)}, second=False)


def vectors(suite):
    pairs = {"input1": uniform(2, 3), "input2": uniform(2, 3), "target": literal([1.0, -1.0])}
    triples = {"anchor": uniform(2, 3), "positive": uniform(2, 3), "negative": uniform(2, 3)}
    for reduction in REDUCTIONS:
        args = {"reduction": reduction}
        suite.add(f"cosine_embedding_loss/{reduction}", F.cosine_embedding_loss, pairs, args | {"margin": -0.9}, frozen=("target",))
        suite.add(f"triplet_margin_loss/{reduction}", F.triplet_margin_loss, triples, args | {"margin": 2.0})
    suite.add("triplet_margin_loss/p=1-swap", F.triplet_margin_loss, triples, {"p": 1, "swap": True, "margin": 3.0})


def distributions(suite):
    gaussian = {"input": uniform(2, 3), "target": uniform(2, 3), "var": uniform(2, 3, low=0.3, high=2)}
    poisson = {"input": uniform(2, 3), "target": literal([[0.0, 1.0, 2.0], [5.0, 3.0, 1.0]])}
    rates = poisson | {"input": uniform(2, 3, low=0.2, high=3)}
    for reduction in REDUCTIONS:
        args = {"reduction": reduction}
        suite.add(f"gaussian_nll_loss/{reduction}", F.gaussian_nll_loss, gaussian, args)
        suite.add(f"poisson_nll_loss/{reduction}", F.poisson_nll_loss, poisson, args, frozen=("target",))
    suite.add("gaussian_nll_loss/full", F.gaussian_nll_loss, gaussian, {"full": True})
    suite.add("gaussian_nll_loss/one-variance", F.gaussian_nll_loss, gaussian | {"var": uniform(2, low=0.3, high=2)})
    small = gaussian | {"var": literal([[0.001, 0.5, 0.2], [0.0, 1.0, 2.0]])}
    suite.add("gaussian_nll_loss/eps", F.gaussian_nll_loss, small, {"eps": 0.3}, second=False)
    suite.add("poisson_nll_loss/full", F.poisson_nll_loss, poisson, {"full": True}, frozen=("target",))
    suite.add("poisson_nll_loss/rates", F.poisson_nll_loss, rates, {"log_input": False, "eps": 0.01}, frozen=("target",))


def distances(suite):
    pair = {"x1": uniform(2, 3), "x2": uniform(2, 3)}
    suite.add("cosine_similarity", F.cosine_similarity, pair, single=True)
    suite.add("cosine_similarity/dim", F.cosine_similarity, {"x1": uniform(2, 3, 2), "x2": uniform(3, 1)}, {"dim": 1})
    suite.add("cosine_similarity/zero", F.cosine_similarity, {"x1": literal([[0.0, 0.0], [3.0, 4.0]]), "x2": uniform(2, 2)}, {"dim": 1}, second=False)
    for p in (1.0, 2.0, 3.0, math.inf):
        suite.add(f"pairwise_distance/p={p}", F.pairwise_distance, pair, {"p": p})
    suite.add("pairwise_distance/keepdim", F.pairwise_distance, pair, {"keepdim": True})
    suite.add("pairwise_distance/equal", F.pairwise_distance, {"x1": literal([[1.0, 2.0]]), "x2": literal([[1.0, 2.0]])}, second=False)
