"""Normalisation functions. batch_norm returns the new running statistics after the result, since the call updates them."""

from torch.nn import functional as F

from ..nets.normalization import RMSNorm
from ..sampling import literal, positive, uniform


def build(suite):
    batch_norm(suite)
    layer_and_group(suite)
    normalize(suite)
    rms_norm(suite)


def batch_norm(suite):
    statistics = {"running_mean": uniform(3), "running_var": positive(3)}
    affine = {"weight": uniform(3), "bias": uniform(3)}
    frozen = ("running_mean", "running_var")
    for label, shape in (("rank-2", (4, 3)), ("rank-3", (2, 3, 2)), ("rank-4", (2, 3, 2, 2))):
        inputs = {"input": uniform(*shape)} | statistics | affine
        suite.add(f"batch_norm/training-{label}", None, inputs, {"training": True}, call=updating(True), frozen=frozen, single=label == "rank-4")
        suite.add(f"batch_norm/evaluation-{label}", None, inputs, {"training": False}, call=updating(False), frozen=frozen)
    plain = {"input": uniform(4, 3)}
    suite.add("batch_norm/no-statistics", None, plain, {"training": True, "eps": 0.1}, call=lambda x: F.batch_norm(x, None, None, training=True, eps=0.1))
    suite.add("batch_norm/no-affine", None, plain | statistics, {"training": True, "momentum": 0.4}, call=updating(True, momentum=0.4), frozen=frozen)


def updating(training, **options):
    def call(x, mean, var, *affine):
        mean, var = mean.clone(), var.clone()
        return F.batch_norm(x, mean, var, *affine, training=training, **options), mean, var

    return call


def layer_and_group(suite):
    affine = {"weight": uniform(3), "bias": uniform(3)}
    shape = {"normalized_shape": [3]}
    suite.add("layer_norm", None, {"input": uniform(2, 3)} | affine, shape, call=lambda x, w, b: F.layer_norm(x, (3,), w, b), single=True)
    suite.add("layer_norm/no-affine", F.layer_norm, {"input": uniform(2, 2, 3)}, {"normalized_shape": [2, 3], "eps": 0.1})
    suite.add("layer_norm/constant", F.layer_norm, {"input": literal([[2.0, 2.0, 2.0]])}, shape, second=False)
    affine = {"weight": uniform(4), "bias": uniform(4)}
    suite.add("group_norm", None, {"input": uniform(2, 4, 2)} | affine, {"num_groups": 2}, call=lambda x, w, b: F.group_norm(x, 2, w, b), single=True)
    suite.add("group_norm/no-affine", F.group_norm, {"input": uniform(1, 4, 2, 2)}, {"num_groups": 4, "eps": 0.1})


def normalize(suite):
    suite.add("normalize", F.normalize, {"input": uniform(2, 3)}, single=True)
    suite.add("normalize/p=1", F.normalize, {"input": uniform(2, 3)}, {"p": 1.0, "dim": 0})
    suite.add("normalize/p=3", F.normalize, {"input": uniform(2, 3, 2)}, {"p": 3.0, "dim": -1})
    suite.add("normalize/p=inf", F.normalize, {"input": uniform(2, 3)}, {"p": float("inf")})
    suite.add("normalize/zero", F.normalize, {"input": literal([[0.0, 0.0], [3.0, 4.0]])}, second=False)
    suite.add("normalize/eps", F.normalize, {"input": literal([[0.3, 0.4], [3.0, 4.0]])}, {"eps": 1.0})


def rms_norm(suite):
    for label, shape, args in (("eps", (2, 3), {"normalized_shape": [3], "eps": 0.01}), ("default-eps", (2, 2, 3), {"normalized_shape": [2, 3]})):
        inputs = {"input": uniform(*shape), "weight": uniform(*args["normalized_shape"])}
        suite.add(f"rms_norm/{label}", None, inputs, args, call=weighted(args), single=True)
    suite.add("rms_norm/no-weight", None, {"input": uniform(2, 3)}, {"normalized_shape": [3], "eps": 0.5},
              call=lambda x: RMSNorm((3,), eps=0.5, elementwise_affine=False)(x))


def weighted(args):
    def call(x, weight):
        return RMSNorm(args["normalized_shape"], eps=args.get("eps"), elementwise_affine=False)(x) * weight

    return call
