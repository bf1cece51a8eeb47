using AutoGrad.Tests.Fixtures;
using F = AutoGrad.NN.Functional;

namespace AutoGrad.Tests.Unit.Ops.Normalization;

public class NormalizationTests
{
    private static readonly string[] Mine = ["batch_norm", "layer_norm", "group_norm", "rms_norm"];

    public static IEnumerable<object[]> Cases() => Fixture.Cases("norm").Where(c => Mine.Contains(c.Op)).Select(c => new object[] { c.Name });

    [Theory]
    [MemberData(nameof(Cases))]
    public void Norms_agree_with_pytorch_at_both_orders(string name)
    {
        FixtureCase c = Fixture.Case("norm", name);
        FixtureArgs a = c.Args;
        Recorded.Check(c, x =>
        {
            Variable? Input(string argument)
            {
                int i = Array.FindIndex(c.Inputs, t => t.Name == argument);
                return i < 0 ? null : x[i];
            }

            Variable? weight = Input("weight"), bias = Input("bias");
            double eps = a.Double("eps", 1e-5);
            switch (c.Op)
            {
                case "batch_norm":
                    Tensor? mean = Input("running_mean")?.Data.Clone(), variance = Input("running_var")?.Data.Clone();
                    Variable y = F.BatchNorm(x[0], mean, variance, weight, bias, a.Bool("training"), a.Double("momentum", 0.1), eps);
                    return mean is null ? [y] : [y, mean, variance!];
                case "layer_norm":
                    return [F.LayerNorm(x[0], Shape.Create(a.Ints("normalized_shape")), weight, bias, eps)];
                case "group_norm":
                    return [F.GroupNorm(x[0], a.Int("num_groups"), weight, bias, eps)];
                default:
                    return [F.RMSNorm(x[0], Shape.Create(a.Ints("normalized_shape")), weight, a.Has("eps") ? a.Double("eps") : null)];
            }
        });
    }

    [Fact]
    public void Instance_norm_agrees_with_pytorch_and_averages_the_statistics_of_the_images()
    {
        // x = torch.arange(12.).reshape(2, 2, 3) ** 2 / 10; m, v = torch.zeros(2), torch.ones(2)
        // torch.nn.functional.instance_norm(x, m, v, torch.tensor([1., 2.]), torch.tensor([0., 1.]), momentum=0.5)
        Tensor x = Tensor.From<double>([.. Enumerable.Range(0, 12).Select(i => i * i / 10.0)]).Reshape(2, 2, 3);
        Tensor mean = Tensor.Zeros([2], DType.Float64), variance = Tensor.Ones([2], DType.Float64);
        Variable y = F.InstanceNorm(x, mean, variance, Tensor.From<double>([1, 2]), Tensor.From<double>([0, 1]), momentum: 0.5);
        double[] expected = [-0.980411, -0.392164, 1.372575, -1.341311, 0.796408, 3.544903, -1.194564, -0.058271, 1.252836, -1.407657, 0.918384, 3.489273];
        double[] actual = y.Data.ToArray<double>(), means = mean.ToArray<double>(), variances = variance.ToArray<double>();
        Assert.All(Enumerable.Range(0, 12), i => Assert.Equal(expected[i], actual[i], 1e-6));
        Assert.Equal(1.283333333, means[0], 1e-9);
        Assert.Equal(2.933333333, means[1], 1e-9);
        Assert.Equal(1.001666667, variances[0], 1e-9);
        Assert.Equal(1.661666667, variances[1], 1e-9);
    }

    [Fact]
    public void Local_response_norm_agrees_with_pytorch_for_odd_and_even_windows()
    {
        // x = torch.arange(12., dtype=torch.float64) ** 2 / 10; torch.nn.functional.local_response_norm(x.reshape(2, 2, 3), 2, alpha=0.5, beta=0.5, k=2.), then x.reshape(1, 4, 3) with size 3
        Tensor x = Tensor.From<double>([.. Enumerable.Range(0, 12).Select(i => i * i / 10.0)]);
        double[] even = [0, 0.070666525, 0.280056017, 0.606435408, 0.984266003, 1.317158424, 1.572667302, 1.732140988, 1.829318242, 1.741130430, 1.740710625, 1.731356205];
        double[] odd = [0, 0.064172041, 0.228354052, 0.434271097, 0.630978405, 0.794752878, 0.922470633, 1.019617068, 1.093258649, 2.084819499, 2.100342909, 2.099090152];
        double[] a = F.LocalResponseNorm(x.Reshape(2, 2, 3), 2, 0.5, 0.5, 2).Data.ToArray<double>(), b = F.LocalResponseNorm(x.Reshape(1, 4, 3), 3, 0.5, 0.5, 2).Data.ToArray<double>();
        Assert.All(Enumerable.Range(0, 12), i => Assert.Equal(even[i], a[i], 1e-8));
        Assert.All(Enumerable.Range(0, 12), i => Assert.Equal(odd[i], b[i], 1e-8));
    }

    [Fact]
    public void A_large_mean_does_not_swallow_the_variance_in_float32()
    {
        Tensor x = Tensor.From<float>([.. Enumerable.Range(0, 3000).Select(i => 10000f + (i % 7))]).Reshape(1000, 1, 3);
        Tensor mean = Tensor.Zeros([1]), variance = Tensor.Zeros([1]);
        F.BatchNorm(x, mean, variance, training: true, momentum: 1);
        double[] values = [.. Enumerable.Range(0, 3000).Select(i => (double)(i % 7))];
        double average = values.Average(), square = values.Sum(v => (v - average) * (v - average));
        Assert.Equal(10000 + average, mean.Item(), 1e-3);
        Assert.Equal(square / 2999, variance.Item(), 1e-4);
    }

    /// <summary>Statistics are summed about the mean of the first image, which here says nothing about the others.</summary>
    [Theory]
    [InlineData(50_000, 1)]
    [InlineData(50_000, 2)]
    [InlineData(9_000, 9)]
    [InlineData(3_000, 700)]
    [InlineData(1, 5000)]
    [Trait("Category", Kernels.VectorWidthTests.Trait)]
    public void A_first_image_far_from_the_others_takes_no_digits_from_the_statistics(int images, int size)
    {
        var random = new Random(images);
        float[] x = [.. Enumerable.Range(0, images * size).Select(i => (i < size ? 1000 : 0) + (0.1f * random.Next(7)))];
        double average = x.Average(v => (double)v), square = x.Sum(v => (v - average) * (v - average)) / (x.Length - 1);
        foreach (DType dtype in (DType[])[DType.Float32, DType.Float64])
        {
            Tensor mean = Tensor.Zeros([1], dtype), variance = Tensor.Zeros([1], dtype);
            F.BatchNorm(Tensor.From<float>(x).Reshape(images, 1, size).To(dtype), mean, variance, training: true, momentum: 1);
            Assert.Equal(average, mean.Item(), 2e-7 * average);
            Assert.Equal(square, variance.Item(), 1e-6 * square);
        }
    }

    [Fact]
    public void A_refused_call_leaves_the_running_statistics_alone()
    {
        Tensor mean = Tensor.Zeros([3]), variance = Tensor.Ones([2]);
        Assert.Throws<ShapeException>(() => F.BatchNorm(Tensor.Ones([4, 3]), mean, variance, training: true));
        Assert.Throws<ShapeException>(() => F.BatchNorm(Tensor.Ones([1, 3]), mean, null, training: true));
        Assert.Equal(0, mean.Version);
        Assert.Contains("needs runningMean and runningVar", Assert.Throws<ShapeException>(() => F.BatchNorm(Tensor.Ones([4, 3]), mean, null)).Message, StringComparison.Ordinal);
    }

    /// <summary>Rows of several vectors and a tail, and longer than a block of sums, with each choice of weights.</summary>
    [Theory]
    [InlineData(7)]
    [InlineData(16)]
    [InlineData(45)]
    [InlineData(600)]
    [InlineData(1031)]
    [Trait("Category", Kernels.VectorWidthTests.Trait)]
    public void Gradients_of_rows_agree_with_the_composition_at_every_length(int n)
    {
        var random = new Random(n);
        foreach (DType dtype in (DType[])[DType.Float32, DType.Float64])
        {
            Tensor Draw(Shape shape) => Tensor.From<float>([.. Enumerable.Range(0, shape.NumEl).Select(_ => (float)random.NextDouble() - 0.3f)]).Reshape(shape).To(dtype);
            Tensor x = Draw([40, n]), dy = Draw([40, n]);
            foreach (Func<Variable, Variable, Variable, Variable> norm in (Func<Variable, Variable, Variable, Variable>[])
            [
                (v, s, t) => F.LayerNorm(v, [n], s, t),
                (v, s, t) => F.LayerNorm(v, [n], s),
                (v, s, t) => F.LayerNorm(v, [n], null, t),
                (v, s, t) => F.LayerNorm(v, [n]),
                (v, s, t) => F.RMSNorm(v, [n], s),
            ])
            {
                Variable[] inputs = [new(x, requiresGrad: true), new(Draw([n]), requiresGrad: true), new(Draw([n]), requiresGrad: true)];
                Variable y = norm(inputs[0], inputs[1], inputs[2]);
                Variable?[] kernel = Autodiff.Grad([y], inputs, [dy], retainGraph: true, allowUnused: true), rule = Autodiff.Grad([y], inputs, [dy], createGraph: true, allowUnused: true);
                for (int i = 0; i < 3; i++)
                {
                    double[]? k = kernel[i]?.Data.To(DType.Float64).ToArray<double>(), r = rule[i]?.Data.To(DType.Float64).ToArray<double>();
                    Assert.Equal(r is null, k is null);
                    double near = (dtype == DType.Float32 ? 1e-5 : 1e-13) * (r?.Max(Math.Abs) ?? 0);
                    Assert.All(Enumerable.Range(0, k?.Length ?? 0), j => Assert.True(Math.Abs(k![j] - r![j]) <= near, $"{dtype}, seed {n}: {i}[{j}]: {k[j]} against {r[j]}"));
                }
            }
        }
    }

    [Fact]
    public void Gradients_of_large_float32_inputs_agree_with_the_composition()
    {
        var random = new Random(3);
        Tensor Draw(Shape shape) => Tensor.From<float>([.. Enumerable.Range(0, shape.NumEl).Select(_ => (float)random.NextDouble() - 0.3f)]).Reshape(shape);
        Tensor x = Draw([16, 6, 40, 40]), dy = Draw([16, 6, 40, 40]), w = Draw([6]), b = Draw([6]);
        foreach (Func<Variable, Variable, Variable, Variable> norm in new Func<Variable, Variable, Variable, Variable>[]
        {
            (v, s, t) => F.BatchNorm(v, null, null, s, t, training: true),
            (v, s, t) => F.GroupNorm(v, 3, s, t),
            (v, s, t) => F.LayerNorm(v.Permute(0, 2, 3, 1), [6], s, t).Permute(0, 3, 1, 2),
        })
        {
            Variable[] inputs = [new(x, requiresGrad: true), new(w, requiresGrad: true), new(b, requiresGrad: true)];
            Variable y = norm(inputs[0], inputs[1], inputs[2]);
            Variable?[] kernel = Autodiff.Grad([y], inputs, [dy], retainGraph: true), rule = Autodiff.Grad([y], inputs, [dy], createGraph: true);
            for (int i = 0; i < 3; i++)
            {
                float[] k = kernel[i]!.Data.ToArray<float>(), r = rule[i]!.Data.ToArray<float>();
                float scale = r.Max(Math.Abs);
                Assert.All(Enumerable.Range(0, k.Length), j => Assert.True(Math.Abs(k[j] - r[j]) <= 1e-4f * scale, $"{i}[{j}]: {k[j]} against {r[j]}"));
            }
        }
    }

    /// <summary>Results that are written past the caches: of odd length, so that no run but the first begins at a vector.</summary>
    [Theory]
    [InlineData(4)]
    [InlineData(2)]
    [Trait("Category", Kernels.VectorWidthTests.Trait)]
    public void Results_that_fit_no_cache_agree_with_the_composition(int groups)
    {
        Shape shape = [3, 4, 601, 599];
        var generator = new Generator();
        generator.ManualSeed(5);
        Tensor x = Tensor.Randn(shape, generator: generator) + 0.3f, dy = Tensor.Randn(shape, generator: generator);
        Tensor w = Tensor.From<float>([1, 2, 0.5f, -1]), b = Tensor.From<float>([0, 1, -1, 3]);
        Assert.True(shape.NumEl * 4L > AutoGrad.Kernels.Caches.StreamBytes);
        Variable Norm(Variable v, Variable s, Variable t) => groups == 4 ? F.BatchNorm(v, null, null, s, t, training: true) : F.GroupNorm(v, groups, s, t);
        Variable Composed(Variable v, Variable s, Variable t)
        {
            Variable grouped = groups == 4 ? v.Permute(1, 0, 2, 3).Flatten(1) : v.Reshape(3 * groups, -1);
            Variable centred = grouped - grouped.Mean(1, keepDim: true), scaled = centred / ((centred * centred).Mean(1, keepDim: true) + 1e-5).Sqrt();
            Variable back = groups == 4 ? scaled.Reshape(4, 3, 601, 599).Permute(1, 0, 2, 3) : scaled.Reshape(shape);
            return (back * s.Reshape(1, 4, 1, 1)) + t.Reshape(1, 4, 1, 1);
        }

        List<Tensor> Results(Func<Variable, Variable, Variable, Variable> norm)
        {
            Variable[] inputs = [new(x, requiresGrad: true), new(w, requiresGrad: true), new(b, requiresGrad: true)];
            Variable y = norm(inputs[0], inputs[1], inputs[2]);
            return [y.Data, .. Autodiff.Grad([y], inputs, [dy]).Select(g => g!.Data)];
        }

        foreach ((Tensor kernel, Tensor composed) in Results(Norm).Zip(Results(Composed)))
        {
            float off = (kernel - composed).Abs().Max().Item<float>(), scale = composed.Abs().Max().Item<float>();
            Assert.True(off <= 2e-5f * scale, $"{kernel.Shape}: off by {off}, of up to {scale}");
        }
    }
}
