using F = AutoGrad.NN.Functional;

namespace AutoGrad.Tests.Unit.NN;

/// <summary>What losses refuse, before anything is computed: silent broadcasts, bad labels, NaN, wrong dtypes and options.</summary>
public sealed class LossRefusalTests
{
    private static readonly Variable Scores = new(Tensor.Zeros([2, 3]), requiresGrad: true);

    [Fact]
    public void A_column_against_a_vector_is_refused_with_the_remedy()
    {
        foreach (Func<Variable, Variable, Variable> loss in (Func<Variable, Variable, Variable>[])
            [(x, t) => F.MseLoss(x, t), (x, t) => F.L1Loss(x, t), (x, t) => F.SmoothL1Loss(x, t), (x, t) => F.HuberLoss(x, t), (x, t) => F.BinaryCrossEntropy(x, t),
             (x, t) => F.BinaryCrossEntropyWithLogits(x, t), (x, t) => F.KlDiv(x, t), (x, t) => F.MsleLoss(x, t), (x, t) => F.HingeLoss(x, t)])
        {
            var error = Assert.Throws<ShapeException>(() => loss(Tensor.Ones([4, 1]), Tensor.Ones([4])));
            Assert.Contains("input [4, 1] and target [4] differ and would broadcast silently. Reshape one side", error.Message, StringComparison.Ordinal);
            Assert.Equal([4, 1], error.Left!.Value.ToArray());
            Assert.Equal([4], error.Right!.Value.ToArray());
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    public void The_first_label_out_of_range_is_named(long label)
    {
        // One kind of exception and one form of text wherever a number says which: labels here, indices below.
        Tensor target = Tensor.From<long>([0, label]);
        foreach ((string op, Action call) in (ReadOnlySpan<(string, Action)>)[
            ("CrossEntropy", () => F.CrossEntropy(Scores, target)), ("NllLoss", () => F.NllLoss(Scores, target)), ("MultiMarginLoss", () => F.MultiMarginLoss(Scores, target))])
        {
            Assert.StartsWith($"{op}: target[1] is {label}, outside [0, 2] for 3 classes.", Assert.Throws<ShapeException>(call).Message, StringComparison.Ordinal);
        }

        foreach ((string op, Action call) in (ReadOnlySpan<(string, Action)>)[
            ("Embedding", () => F.Embedding(target, Tensor.Ones([3, 2]))), ("IndexSelect", () => Tensor.Ones([3]).IndexSelect(0, target)),
            ("Gather", () => Tensor.Ones([3]).Gather(0, target)), ("OneHot", () => F.OneHot(target, 3))])
        {
            Assert.StartsWith($"{op}: index[1] is {label}, outside [0, 2] for a dimension of size 3.", Assert.Throws<ShapeException>(call).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_NaN_among_target_probabilities_is_named()
    {
        Tensor target = Tensor.From<double>([0.5, 0.5, 0, 1, double.NaN, 0]).Reshape(2, 3).To(DType.Float32);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => F.CrossEntropy(Scores, target));
        Assert.Contains("target is NaN at position 4", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(-0.25)]
    [InlineData(double.NaN)]
    public void The_first_number_that_is_no_probability_is_named(double value)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => F.BinaryCrossEntropy(Tensor.From([0.5, value, 7]), Tensor.Zeros([3], DType.Float64)));
        Assert.Contains("at position 1, outside [0, 1]. Apply Sigmoid first", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_of_another_shape_or_dtype_are_refused_with_what_would_fit()
    {
        Assert.Contains("labels have shape [2]", Assert.Throws<ShapeException>(() => F.CrossEntropy(Scores, Tensor.Zeros([2, 1], DType.Int64))).Message, StringComparison.Ordinal);
        Assert.Contains("labels are integers, got Float32", Assert.Throws<DTypeException>(() => F.CrossEntropy(Scores, Tensor.Zeros([2]))).Message, StringComparison.Ordinal);
        Assert.Contains(
            "class weights [2] do not fit", Assert.Throws<ShapeException>(() => F.CrossEntropy(Scores, Tensor.Zeros([2], DType.Int64), weight: Tensor.Ones([2]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_out_of_range_are_refused_by_name()
    {
        Tensor t = Tensor.Zeros([2, 3]);
        Assert.Contains("reduction BatchMean is not defined here", Assert.Throws<ArgumentOutOfRangeException>(() => F.MseLoss(t, t, Reduction.BatchMean)).Message, StringComparison.Ordinal);
        Assert.Contains("delta is 0", Assert.Throws<ArgumentOutOfRangeException>(() => F.HuberLoss(t, t, delta: 0)).Message, StringComparison.Ordinal);
        Assert.Contains("beta is -1", Assert.Throws<ArgumentOutOfRangeException>(() => F.SmoothL1Loss(t, t, beta: -1)).Message, StringComparison.Ordinal);
        Assert.Contains("p is 3", Assert.Throws<ArgumentOutOfRangeException>(() => F.MultiMarginLoss(t, Tensor.Zeros([2], DType.Int64), p: 3)).Message, StringComparison.Ordinal);
        Assert.Contains("labelSmoothing", Assert.Throws<ArgumentOutOfRangeException>(() => F.CrossEntropy(t, t, labelSmoothing: 1.5)).Message, StringComparison.Ordinal);
        Assert.Contains("weight [4, 1, 1] does not expand to input [2, 3]", Message(() => F.BinaryCrossEntropyWithLogits(t, t, Tensor.Ones([4, 1, 1]))), StringComparison.Ordinal);
        Assert.Contains("Pass variances of 0 or more", Assert.Throws<ArgumentOutOfRangeException>(() => F.GaussianNllLoss(t, t, t - 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_slope_of_smooth_l1_without_a_quadratic_part_is_0_at_the_kink()
    {
        var x = new Variable(Tensor.From(1.0, 2, 0), requiresGrad: true);
        Variable loss = F.SmoothL1Loss(x, Tensor.From(1.0, 1, 1), Reduction.Sum, beta: 0);
        Assert.Equal([0.0, 1, -1], Autodiff.Grad(loss, x).Data.ToArray<double>());
    }

    [Fact]
    public void Integer_labels_of_any_width_count()
    {
        var x = new Variable(Tensor.From(1.0, 2, 3, 4, 5, 6.5).Reshape(2, 3), requiresGrad: true);
        Tensor labels = Tensor.From<long>([2, 0]);
        double expected = F.CrossEntropy(x, labels).Item();
        Assert.Equal(expected, F.CrossEntropy(x, labels.To(DType.Int32)).Item());
        Assert.Equal(expected, F.CrossEntropy(x, labels.To(DType.UInt8)).Item());
    }

    private static string Message(Action call) => Assert.Throws<ShapeException>(call).Message;
}
