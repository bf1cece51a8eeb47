"""Convolutions and pools as modules."""

from torch import nn

from ..sampling import F32, distinct, uniform



def build(suite):
    conv1d(suite)
    conv2d(suite)
    transposed(suite)
    pools(suite)


def conv1d(suite):
    sizes = {"in_channels": 2, "out_channels": 3, "kernel_size": 3}
    suite.add("Conv1d", nn.Conv1d, {"input": uniform(2, 2, 6)}, sizes)
    further = sizes | {"out_channels": 4, "stride": 2, "padding": 2, "dilation": 2, "groups": 2, "bias": False}
    suite.add("Conv1d/stride-padding-dilation-groups", nn.Conv1d, {"input": uniform(1, 2, 7)}, further)
    suite.add("Conv1d/same", nn.Conv1d, {"input": uniform(1, 2, 5)}, sizes | {"padding": "same"})
    suite.add("Conv1d/circular", nn.Conv1d, {"input": uniform(1, 2, 5)}, sizes | {"padding": 1, "padding_mode": "circular"})
    suite.add("Conv1d/unbatched", nn.Conv1d, {"input": uniform(2, 5)}, sizes)


def conv2d(suite):
    sizes = {"in_channels": 2, "out_channels": 3, "kernel_size": 3}
    suite.add("Conv2d", nn.Conv2d, {"input": uniform(2, 2, 4, 5)}, sizes)
    suite.add("Conv2d/float32", nn.Conv2d, {"input": uniform(1, 2, 4, 4)}, sizes, dtype=F32)
    further = {"in_channels": 2, "out_channels": 4, "kernel_size": (2, 3), "stride": (2, 1), "padding": (1, 2), "dilation": (1, 2), "groups": 2}
    suite.add("Conv2d/stride-padding-dilation-groups", nn.Conv2d, {"input": uniform(1, 2, 4, 5)}, further)
    for mode in ("reflect", "replicate", "circular"):
        suite.add(f"Conv2d/{mode}", nn.Conv2d, {"input": uniform(1, 2, 3, 3)}, sizes | {"out_channels": 1, "padding": 1, "padding_mode": mode})
    depthwise = {"in_channels": 3, "out_channels": 6, "kernel_size": 3, "groups": 3, "bias": False}
    suite.add("Conv2d/depthwise", nn.Conv2d, {"input": uniform(1, 3, 4, 4)}, depthwise)
    suite.add("Conv2d/pointwise", nn.Conv2d, {"input": uniform(1, 3, 2, 2)}, {"in_channels": 3, "out_channels": 2, "kernel_size": 1})
    dilated = sizes | {"out_channels": 1, "kernel_size": (2, 3), "padding": "same", "dilation": (1, 2)}
    suite.add("Conv2d/same-dilated", nn.Conv2d, {"input": uniform(1, 2, 3, 3)}, dilated)


def transposed(suite):
    sizes = {"in_channels": 2, "out_channels": 3, "kernel_size": 3}
    suite.add("ConvTranspose2d", nn.ConvTranspose2d, {"input": uniform(2, 2, 3, 2)}, sizes)
    further = {"in_channels": 4, "out_channels": 2, "kernel_size": (3, 2), "stride": 2, "padding": 1, "output_padding": (1, 0), "groups": 2, "dilation": (1, 2)}
    suite.add("ConvTranspose2d/stride-padding-groups", nn.ConvTranspose2d, {"input": uniform(1, 4, 3, 3)}, further)
    suite.add("ConvTranspose2d/no-bias", nn.ConvTranspose2d, {"input": uniform(1, 2, 2, 2)}, sizes | {"stride": 2, "bias": False})


def pools(suite):
    image = {"input": distinct(1, 2, 5, 4)}
    suite.add("MaxPool2d", nn.MaxPool2d, image, {"kernel_size": 2})
    suite.add("MaxPool2d/ceil", nn.MaxPool2d, image, {"kernel_size": 3, "stride": 2, "padding": 1, "ceil_mode": True})
    suite.add("MaxPool2d/dilation", nn.MaxPool2d, image, {"kernel_size": (2, 2), "stride": (1, 2), "dilation": (2, 1)})
    suite.add("AvgPool2d", nn.AvgPool2d, image, {"kernel_size": 2})
    suite.add("AvgPool2d/padding", nn.AvgPool2d, image, {"kernel_size": 3, "stride": 2, "padding": 1, "count_include_pad": False})
    suite.add("AdaptiveAvgPool2d", nn.AdaptiveAvgPool2d, image, {"output_size": (3, 2)})
    suite.add("AdaptiveAvgPool2d/one", nn.AdaptiveAvgPool2d, image, {"output_size": 1})
    suite.add("AdaptiveAvgPool2d/keep-width", nn.AdaptiveAvgPool2d, image, {"output_size": (2, None)})
