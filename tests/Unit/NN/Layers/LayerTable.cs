using System.Text.Json;
using AutoGrad.NN;
using AutoGrad.Tests.Fixtures;

namespace AutoGrad.Tests.Unit.NN.Layers;

/// <summary>Builds our layer from PyTorch's class name and constructor arguments.</summary>
internal static class LayerTable
{
    /// <summary>The layer that stands for a PyTorch module.</summary>
    internal static Module Build(string module, FixtureArgs a, Generator? g = null)
    {
        double eps = a.Double("eps", 1e-5);
        bool bias = a.Bool("bias", true), affine = a.Bool("affine", true), track = a.Bool("track_running_stats", true), ceil = a.Bool("ceil_mode");
        double? momentum = a.Names.Contains("momentum") ? (a.Has("momentum") ? a.Double("momentum") : null) : 0.1;
        (int layers, bool first, bool both) = (a.Int("num_layers", 1), a.Bool("batch_first"), a.Bool("bidirectional"));
        return module switch
        {
            "Linear" => new Linear(a.Int("in_features"), a.Int("out_features"), bias, g),
            "Embedding" => new Embedding(a.Int("num_embeddings"), a.Int("embedding_dim"), a.Has("padding_idx") ? a.Int("padding_idx") : null, g),
            "Sequential" => new Sequential(new Linear(a.Int("in_features"), a.Int("hidden")), new Tanh(), new Linear(a.Int("hidden"), a.Int("out_features"))),
            "LeakyReLU" => new LeakyReLU(a.Double("negative_slope", 0.01)),
            "ELU" => new ELU(a.Double("alpha", 1)),
            "GELU" => new GELU(a.Text("approximate", "none") == "tanh" ? GeluApproximate.Tanh : GeluApproximate.None),
            "Softplus" => new Softplus(a.Double("beta", 1), a.Double("threshold", 20)),
            "PReLU" => new PReLU(a.Int("num_parameters", 1)),
            "Softmax" => new Softmax(a.Int("dim")),
            "LogSoftmax" => new LogSoftmax(a.Int("dim")),
            "Flatten" => new Flatten(a.Int("start_dim", 1), a.Int("end_dim", -1)),
            "Identity" => new Identity(),
            "Conv1d" => new Conv1d(
                a.Int("in_channels"), a.Int("out_channels"), a.Int("kernel_size"), a.Int("stride", 1), PaddingOf(a), a.Int("dilation", 1), a.Int("groups", 1), bias, Mode(a), g),
            "Conv2d" => new Conv2d(
                a.Int("in_channels"), a.Int("out_channels"), Pair(a, "kernel_size", 0), Pair(a, "stride", 1), PaddingOf(a), Pair(a, "dilation", 1), a.Int("groups", 1), bias, Mode(a), g),
            "ConvTranspose2d" => new ConvTranspose2d(
                a.Int("in_channels"), a.Int("out_channels"), Pair(a, "kernel_size", 0), Pair(a, "stride", 1), Pair(a, "padding", 0), Pair(a, "output_padding", 0), a.Int("groups", 1), bias,
                Pair(a, "dilation", 1), g),
            "MaxPool2d" => new MaxPool2d(Pair(a, "kernel_size", 0), Stride(a), Pair(a, "padding", 0), Pair(a, "dilation", 1), ceil),
            "AvgPool2d" => new AvgPool2d(Pair(a, "kernel_size", 0), Stride(a), Pair(a, "padding", 0), ceil, a.Bool("count_include_pad", true)),
            "AdaptiveAvgPool2d" => new AdaptiveAvgPool2d(Kept(a["output_size"])),
            "BatchNorm1d" => new BatchNorm1d(a.Int("num_features"), eps, momentum, affine, track),
            "BatchNorm2d" => new BatchNorm2d(a.Int("num_features"), eps, momentum, affine, track),
            "LayerNorm" => new LayerNorm(Shape.Create(a.Ints("normalized_shape")), eps, a.Bool("elementwise_affine", true)),
            "GroupNorm" => new GroupNorm(a.Int("num_groups"), a.Int("num_channels"), eps, affine),
            "RMSNorm" => new RMSNorm(Shape.Create(a.Ints("normalized_shape")), a.Has("eps") ? eps : null, a.Bool("elementwise_affine", true)),
            "RNN" => new RNN(
                a.Int("input_size"), a.Int("hidden_size"), layers, a.Text("nonlinearity", "tanh") == "relu" ? RnnNonlinearity.ReLU : RnnNonlinearity.Tanh, bias, first, 0, both, g),
            "LSTM" => new LSTM(a.Int("input_size"), a.Int("hidden_size"), layers, bias, first, 0, both, g),
            "GRU" => new GRU(a.Int("input_size"), a.Int("hidden_size"), layers, bias, first, 0, both, g),
            "MultiheadAttention" => new MultiheadAttention(
                a.Int("embed_dim"), a.Int("num_heads"), 0, bias, a.Bool("add_bias_kv"), a.Bool("add_zero_attn"), a.Has("kdim") ? a.Int("kdim") : null, a.Has("vdim") ? a.Int("vdim") : null, first, g),
            "TransformerEncoderLayer" => new TransformerEncoderLayer(
                a.Int("d_model"), a.Int("nhead"), a.Int("dim_feedforward", 2048), a.Double("dropout", 0.1),
                a.Text("activation", "relu") == "gelu" ? TransformerActivation.GELU : TransformerActivation.ReLU, eps, first, a.Bool("norm_first"), g),
            _ => throw new InvalidOperationException($"no layer for {module}"),
        };
    }

    private static Size2 Pair(FixtureArgs a, string name, int otherwise) => a.Ints(name, otherwise) is var v ? (v[0], v[^1]) : default;

    private static Size2? Stride(FixtureArgs a) => a.Has("stride") ? Pair(a, "stride", 0) : null;

    private static Padding PaddingOf(FixtureArgs a) =>
        a.Has("padding") && a["padding"].ValueKind == JsonValueKind.String ? (a.Text("padding") == "same" ? Padding.Same : Padding.Valid) : Pair(a, "padding", 0);

    private static PaddingMode Mode(FixtureArgs a) => Enum.Parse<PaddingMode>(a.Text("padding_mode", "zeros"), ignoreCase: true);

    /// <summary>null keeps the input's size, which is -1 here.</summary>
    private static Size2 Kept(JsonElement sizes)
    {
        int[] values = sizes.ValueKind == JsonValueKind.Array
            ? [.. sizes.EnumerateArray().Select(static s => s.ValueKind == JsonValueKind.Null ? -1 : s.GetInt32())]
            : [sizes.GetInt32()];
        return (values[0], values[^1]);
    }
}
