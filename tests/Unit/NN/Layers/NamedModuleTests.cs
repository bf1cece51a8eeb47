using AutoGrad.NN;

namespace AutoGrad.Tests.Unit.NN.Layers;

/// <summary>Modules that only name a function: each against the numbers of PyTorch 1.13's module of the same name, on the same inputs.</summary>
public sealed class NamedModuleTests
{
    private static readonly Tensor A = Wave(0.3, 2, 3), B = Wave(0.7, 2, 3), C = Wave(1.1, 2, 3), Order = Tensor.From(1.0, -1.0);
    private static readonly Tensor X = Tensor.Arange(8, DType.Float64).Reshape(1, 4, 1, 2);

    [Fact]
    public void Losses_give_PyTorchs_numbers()
    {
        Close([0.5195285932283649], new TripletMarginLoss(margin: 0.5, swap: true).Call(A, B, C));
        Close([0.22175652012832064], new CosineEmbeddingLoss(margin: 0.1).Call(A, B, Order));
        Close([0.1600587714893047], new MarginRankingLoss(margin: 0.2).Call(A[.., 0], B[.., 0], Order));
        Close([1.5183451940436887], new PoissonNLLLoss(full: true).Call(A, Tensor.Arange(6, DType.Float64).Reshape(2, 3)));
        Close([0.8789172362975926], new GaussianNLLLoss(full: true).Call(A, B, C.Abs() + 0.1));
        Close([0.999956946223108, 0.7801551703286421, 0.31216392565340806], new CosineSimilarity(dim: 0).Call(A, B));
    }

    [Fact]
    public void Layers_that_move_and_resize_pixels_give_PyTorchs_numbers()
    {
        Variable shuffled = new PixelShuffle(2).Call(X);
        Close([0, 2, 1, 3, 4, 6, 5, 7], shuffled, 1, 1, 2, 4);
        Close(X.ToDoubles(), new PixelUnshuffle(2).Call(shuffled), 1, 4, 1, 2);
        Close(X.ToDoubles(), new Unflatten(1, 2, 2).Call(X), 1, 2, 2, 1, 2);
        Tensor plane = X[.., 0..1];
        Close([0, 0, 1, 0, 0, 0], new ZeroPad2d(1, 0, 0, 1).Call(plane), 1, 1, 2, 3);
        Close([0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0], new ZeroPad2d(1).Call(plane), 1, 1, 3, 4);
        Close([0, 0.25, 0.75, 1, 0, 0.25, 0.75, 1], new Upsample(2, InterpolateMode.Bilinear).Call(plane), 1, 1, 2, 4);
        Close([0, 0, 1, 1], new Upsample([1, 4]).Call(plane), 1, 1, 1, 4);
        Close([0.3624739629187161, 0.3804103883265947, 0.637526037081284, 0.6195896116734053], new Softmax2d().Call(Wave(0.3, 1, 2, 1, 2)), 1, 2, 1, 2);
    }

    [Fact]
    public void Arguments_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => new Upsample(double.NaN));
        Assert.Throws<ArgumentNullException>(static () => new Unflatten(1, null!));
        Assert.Contains("Softmax2d", Assert.Throws<ShapeException>(static () => new Softmax2d().Call(Tensor.Ones(2, 3))).Message, StringComparison.Ordinal);
    }

    /// <summary>sin(i · step) + 0.1.</summary>
    private static Tensor Wave(double step, params int[] shape) => (Tensor.Arange(Tensor.Zeros(shape).NumEl, DType.Float64) * step).Sin().Add(0.1).Reshape(shape);

    private static void Close(double[] expected, Variable actual, params int[] shape)
    {
        Assert.Equal(expected, actual.Data.ToDoubles(), static (x, y) => Math.Abs(x - y) < 1e-12);
        Assert.True(shape.Length == 0 || actual.Shape == Shape.Create(shape), $"shape {actual.Shape}");
    }
}
