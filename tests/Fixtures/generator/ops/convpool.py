"""Convolutions, pools, padding and resizing: strides, paddings, dilations, groups, ceil_mode, both corner conventions."""

from torch.nn import functional as F

from ..sampling import F32, I64, distinct, integers, literal, uniform


def build(suite):
    conv1d(suite)
    conv2d(suite)
    transposed(suite)
    max_pools(suite)
    average_pools(suite)
    padding(suite)
    resizing(suite)


def conv(suite, name, label, shapes, args=None, **options):
    inputs = {k: uniform(*s) for k, s in zip(("input", "weight", "bias"), shapes)}
    function = getattr(F, name)
    suite.add(f"{name}/{label}", function, inputs, args or {}, **options)


def conv1d(suite):
    conv(suite, "conv1d", "plain", ((2, 2, 5), (3, 2, 3), (3,)), single=True)
    conv(suite, "conv1d", "no-bias", ((1, 2, 5), (2, 2, 2)))
    conv(suite, "conv1d", "stride-padding-dilation", ((1, 1, 7), (2, 1, 2), (2,)), {"stride": 2, "padding": 3, "dilation": 2})
    conv(suite, "conv1d", "groups", ((1, 4, 4), (2, 2, 3), (2,)), {"groups": 2, "padding": 1})
    conv(suite, "conv1d", "same", ((1, 1, 4), (1, 1, 4)), {"padding": "same"})
    conv(suite, "conv1d", "same-dilated", ((1, 1, 5), (1, 1, 2)), {"padding": "same", "dilation": 3})
    conv(suite, "conv1d", "valid", ((1, 1, 4), (1, 1, 2)), {"padding": "valid"})
    conv(suite, "conv1d", "unbatched", ((2, 4), (1, 2, 3), (1,)))


def conv2d(suite):
    conv(suite, "conv2d", "plain", ((2, 2, 4, 3), (3, 2, 3, 2), (3,)), single=True)
    conv(suite, "conv2d", "no-bias", ((1, 2, 3, 3), (1, 2, 2, 2)))
    conv(suite, "conv2d", "stride", ((1, 1, 5, 4), (1, 1, 2, 2), (1,)), {"stride": [2, 3]})
    conv(suite, "conv2d", "padding", ((1, 1, 3, 2), (1, 1, 3, 2), (1,)), {"padding": [1, 2]})
    conv(suite, "conv2d", "dilation", ((1, 1, 5, 4), (1, 1, 2, 2), (1,)), {"dilation": [3, 2]})
    conv(suite, "conv2d", "groups", ((1, 4, 3, 3), (2, 2, 2, 2), (2,)), {"groups": 2})
    conv(suite, "conv2d", "depthwise", ((1, 2, 3, 3), (4, 1, 2, 2)), {"groups": 2, "padding": 1})
    conv(suite, "conv2d", "pointwise", ((2, 3, 2, 2), (2, 3, 1, 1), (2,)))
    everything = {"stride": [2, 1], "padding": [2, 1], "dilation": [1, 2], "groups": 2}
    conv(suite, "conv2d", "everything", ((1, 2, 4, 5), (2, 1, 3, 2), (2,)), everything)
    conv(suite, "conv2d", "same", ((1, 1, 3, 4), (1, 1, 2, 3)), {"padding": "same"})
    conv(suite, "conv2d", "unbatched", ((1, 3, 3), (2, 1, 2, 2), (2,)))
    conv(suite, "conv2d", "empty-batch", ((0, 1, 3, 3), (2, 1, 2, 2), (2,)), second=False)
    lecture = {"input": literal([[[[5.0, 2, 6], [4, 3, 4], [3, 9, 2]]]]), "weight": literal([[[[-1.0, 0, 1], [2, 1, 2], [1, -2, 0]]]])}
    suite.add("conv2d/lecture", F.conv2d, lecture)


def transposed(suite):
    conv(suite, "conv_transpose2d", "plain", ((2, 2, 2, 3), (2, 3, 2, 2), (3,)), single=True)
    conv(suite, "conv_transpose2d", "no-bias", ((1, 2, 2, 2), (2, 1, 3, 3)))
    conv(suite, "conv_transpose2d", "stride", ((1, 1, 2, 2), (1, 2, 3, 2), (2,)), {"stride": [2, 3]})
    conv(suite, "conv_transpose2d", "padding", ((1, 1, 3, 3), (1, 1, 3, 3), (1,)), {"padding": [1, 2]})
    conv(suite, "conv_transpose2d", "output_padding", ((1, 1, 2, 2), (1, 1, 3, 3), (1,)), {"stride": 2, "padding": 1, "output_padding": [1, 0]})
    conv(suite, "conv_transpose2d", "dilation", ((1, 1, 2, 2), (1, 1, 2, 2), (1,)), {"dilation": [2, 3]})
    conv(suite, "conv_transpose2d", "groups", ((1, 4, 2, 2), (4, 1, 2, 2), (2,)), {"groups": 2, "stride": 2})
    conv(suite, "conv_transpose2d", "unbatched", ((2, 2, 2), (2, 1, 2, 2), (1,)))
    conv(suite, "conv_transpose1d", "plain", ((1, 2, 3), (2, 2, 2), (2,)))
    conv(suite, "conv_transpose1d", "stride-output_padding", ((1, 1, 3), (1, 1, 3), (1,)), {"stride": 2, "padding": 1, "output_padding": 1})


def max_pools(suite):
    line, image = {"input": distinct(2, 2, 7)}, {"input": distinct(1, 2, 5, 4)}
    suite.add("max_pool1d", F.max_pool1d, line, {"kernel_size": 3}, single=True)
    suite.add("max_pool1d/all-options", F.max_pool1d, line, {"kernel_size": 3, "stride": 2, "padding": 1, "dilation": 2, "ceil_mode": True})
    suite.add("max_pool1d/unbatched", F.max_pool1d, {"input": distinct(2, 5)}, {"kernel_size": 2, "stride": 1})
    suite.add("max_pool2d", F.max_pool2d, image, {"kernel_size": 2}, single=True)
    for label, args in {
        "stride": {"kernel_size": 2, "stride": 1},
        "padding": {"kernel_size": [3, 2], "stride": [2, 1], "padding": 1},
        "dilation": {"kernel_size": 2, "stride": 1, "dilation": [2, 3]},
        "ceil_mode": {"kernel_size": 2, "ceil_mode": True},
        "ceil_mode-padding": {"kernel_size": 3, "stride": 2, "padding": 1, "ceil_mode": True},
        "ceil_mode-window-starts-in-padding": {"kernel_size": 2, "stride": 3, "padding": 1, "ceil_mode": True},
    }.items():
        suite.add(f"max_pool2d/{label}", F.max_pool2d, image, args)
    suite.add("max_pool2d/indices", None, image, {"kernel_size": 2, "return_indices": True}, call=lambda x: F.max_pool2d(x, 2, return_indices=True))
    padded = {"kernel_size": 3, "stride": 2, "padding": 1, "return_indices": True}
    suite.add("max_pool2d/padded-indices", None, image, padded, call=lambda x: F.max_pool2d(x, 3, 2, 1, return_indices=True))
    ties = literal([[[[1.0, 1.0, 0.0], [1.0, 1.0, 2.0], [0.0, 2.0, 2.0]]]])
    suite.add("max_pool2d/ties", F.max_pool2d, {"input": ties}, {"kernel_size": 2, "stride": 1}, second=False)
    special = literal([[[[float("nan"), 1.0, -float("inf"), -float("inf")]]]])
    suite.add("max_pool2d/nan", F.max_pool2d, {"input": special}, {"kernel_size": [1, 2]}, second=False)
    lecture = literal([[[[4.0, 1, 5, 0], [7, 8, 9, 8], [3, 5, 6, 5], [2, 4, 1, 0]]]])
    suite.add("max_pool2d/lecture", F.max_pool2d, {"input": lecture}, {"kernel_size": 2})
    suite.add("max_pool2d/unbatched", F.max_pool2d, {"input": distinct(2, 3, 4)}, {"kernel_size": 2})


def average_pools(suite):
    line, image = {"input": uniform(2, 2, 7)}, {"input": uniform(1, 2, 5, 4)}
    suite.add("avg_pool1d", F.avg_pool1d, line, {"kernel_size": 3}, single=True)
    for count in (True, False):
        args = {"kernel_size": 3, "stride": 2, "padding": 1, "ceil_mode": True, "count_include_pad": count}
        suite.add(f"avg_pool1d/count_include_pad={count}", F.avg_pool1d, line, args)
        suite.add(f"avg_pool2d/ceil-count_include_pad={count}", F.avg_pool2d, image, args)
        args = {"kernel_size": [3, 2], "stride": [1, 2], "padding": [1, 1], "count_include_pad": count}
        suite.add(f"avg_pool2d/padding-count_include_pad={count}", F.avg_pool2d, image, args)
    suite.add("avg_pool2d", F.avg_pool2d, image, {"kernel_size": 2}, single=True)
    suite.add("avg_pool2d/ceil_mode", F.avg_pool2d, image, {"kernel_size": 2, "ceil_mode": True})
    suite.add("avg_pool2d/divisor_override", F.avg_pool2d, image, {"kernel_size": 2, "divisor_override": 3})
    suite.add("avg_pool2d/unbatched", F.avg_pool2d, {"input": uniform(2, 3, 4)}, {"kernel_size": 2, "stride": 1})
    for size in (1, 3, 7, 10):
        suite.add(f"adaptive_avg_pool1d/output_size={size}", F.adaptive_avg_pool1d, line, {"output_size": size})
    for size in ([1, 1], [2, 3], [5, 4], [7, 2]):
        suite.add(f"adaptive_avg_pool2d/output_size={size}", F.adaptive_avg_pool2d, image, {"output_size": size}, single=size == [2, 3])
    suite.add("adaptive_avg_pool2d/keep-width", F.adaptive_avg_pool2d, image, {"output_size": [2, None]})


def padding(suite):
    image, line = {"input": uniform(1, 2, 3, 4)}, {"input": uniform(1, 2, 4)}
    suite.add("pad/constant", F.pad, image, {"pad": [1, 2]}, single=True)
    suite.add("pad/constant-value", F.pad, image, {"pad": [1, 0, 2, 1], "mode": "constant", "value": 1.5})
    suite.add("pad/constant-all-dims", F.pad, {"input": uniform(1, 2, 2)}, {"pad": [0, 1, 1, 0, 1, 1]})
    suite.add("pad/negative", F.pad, image, {"pad": [-1, 1, 0, -1]})
    suite.add("pad/int64", F.pad, {"input": integers(2, 2, dtype=I64)}, {"pad": [1, 1], "value": 7})
    for mode in ("reflect", "replicate", "circular"):
        suite.add(f"pad/{mode}-1d", F.pad, line, {"pad": [2, 1], "mode": mode})
        suite.add(f"pad/{mode}-2d", F.pad, image, {"pad": [1, 3, 2, 0], "mode": mode}, single=mode == "reflect")
    suite.add("pad/replicate-wide", F.pad, line, {"pad": [5, 6], "mode": "replicate"})
    suite.add("pad/circular-whole", F.pad, line, {"pad": [4, 4], "mode": "circular"})


def resizing(suite):
    image = {"input": uniform(1, 2, 2, 3)}
    for label, args in {
        "nearest-size": {"size": [4, 5], "mode": "nearest"},
        "nearest-scale": {"scale_factor": 2, "mode": "nearest"},
        "nearest-fraction": {"scale_factor": 1.7, "mode": "nearest"},
        "nearest-shrink": {"size": [1, 2], "mode": "nearest"},
        "bilinear": {"size": [4, 5], "mode": "bilinear", "align_corners": False},
        "bilinear-corners": {"size": [4, 5], "mode": "bilinear", "align_corners": True},
        "bilinear-scale": {"scale_factor": [2, 1.5], "mode": "bilinear", "align_corners": False},
        "bilinear-scale-recomputed": {"scale_factor": 1.7, "mode": "bilinear", "align_corners": False, "recompute_scale_factor": True},
        "bilinear-fraction": {"scale_factor": 1.7, "mode": "bilinear", "align_corners": False},
        "bilinear-shrink": {"size": [1, 2], "mode": "bilinear", "align_corners": False},
        "bilinear-shrink-corners": {"size": [1, 2], "mode": "bilinear", "align_corners": True},
    }.items():
        suite.add(f"interpolate/{label}", F.interpolate, image, args)
    suite.add("interpolate/nearest-1d", F.interpolate, {"input": uniform(1, 1, 3)}, {"size": 7, "mode": "nearest"})
    suite.add("interpolate/linear-1d", F.interpolate, {"input": uniform(1, 1, 3)}, {"size": 5, "mode": "linear", "align_corners": False})
    suite.add("interpolate/float32", F.interpolate, {"input": uniform(1, 1, 3, 3, dtype=F32)}, {"size": [5, 7], "mode": "bilinear"}, second=False)
    suite.add("max_pool2d/large-float32", F.max_pool2d, {"input": distinct(1, 1, 6, 6, dtype=F32)}, {"kernel_size": 2}, second=False)
