using AutoGrad.Testing;

namespace AutoGrad.Tests.Testing.Checks;

/// <summary>One line asks of an operation outside the library what the library asks of its own: each fault is right in its gradients and found by a law.</summary>
public sealed class OpLawsTests
{
    [Fact]
    public void What_is_saved_for_nothing_is_found() => AssertBroken<SavesTooMuch>(OpLaws.SavedIsRead, "the output is saved, but no rule reads it");

    [Fact]
    public void A_claim_to_add_that_overwrites_is_found() => AssertBroken<Overwrites>(OpLaws.AccumulateAddsToWrite, "added to 0.5");

    [Fact]
    public void A_composition_that_is_another_function_is_found() => AssertBroken<OtherComposition>(OpLaws.ForwardEqualsCompose, "output 0");

    [Fact]
    public void A_kink_that_is_not_reported_is_found() => AssertBroken<SilentKink>(OpLaws.KinksAreReported, "that Pieces does not report");

    [Fact]
    public void A_size_of_zero_that_crashes_is_found() => AssertBroken<NeedsAnElement>(OpLaws.EmptyShapesWork, "cut to 0: IndexOutOfRangeException");

    [Fact]
    public void Parameters_that_are_no_values_are_found() => AssertBroken<ArrayParameter>(OpLaws.EqualOpsAreEqual, "two ops made alike differ");

    [Fact]
    public void A_law_that_is_left_out_is_not_asked()
    {
        GradCheck.ForAll<SavesTooMuch>(new ForAllOptions { Laws = OpLaws.All & ~OpLaws.SavedIsRead });
        GradCheck.ForAll<SavesTooMuch>(new ForAllOptions { Laws = OpLaws.None });
        Assert.Throws<PropertyException>(() => GradCheck.ForAll<SavesTooMuch>(new ForAllOptions { Laws = OpLaws.SavedIsRead }));
    }

    [Fact]
    public void Under_NoGrad_the_laws_are_asked_all_the_same()
    {
        using (GradientTape.NoGrad())
        {
            AssertBroken<SavesTooMuch>(OpLaws.SavedIsRead, "the output is saved");
        }
    }

    [Fact]
    public void Right_operations_pass_mixed_dtypes_and_statistics_included()
    {
        GradCheck.ForAll<Powered>();
        GradCheck.ForAll<Centred>();
    }

    private static void AssertBroken<TOp>(OpLaws law, string violation) where TOp : Op, IOp<TOp>
    {
        var error = Assert.Throws<PropertyException>(() => GradCheck.ForAll<TOp>());
        Assert.Contains($"It breaks the law {law}, ", error.Message, StringComparison.Ordinal);
        Assert.Contains($"  in new {typeof(TOp).Name}(", error.Message, StringComparison.Ordinal);
        Assert.Contains(violation, error.Message, StringComparison.Ordinal);
        Assert.Contains($"Laws = OpLaws.All & ~OpLaws.{law} }}", error.Message, StringComparison.Ordinal);
        Assert.Contains("repeat this case with: new ForAllOptions {", error.Message, StringComparison.Ordinal);
        Assert.Null(error.Report);
        GradCheck.ForAll<TOp>(new ForAllOptions { Laws = OpLaws.All & ~law, Check = new GradCheckOptions { Order = law == OpLaws.ForwardEqualsCompose ? 1 : 2 } });
    }

    private sealed record SavesTooMuch : UnaryOp<SavesTooMuch>, IOp<SavesTooMuch>
    {
        protected override Saved Saves => Saved.X | Saved.Output;

        protected override void Kernel<T>(ReadOnlySpan<T> x, Span<T> y) => SwishKernel.Run(x, y);

        protected override Variable Pullback(Variable dy, Variable x, Variable y) => SwishKernel.Rule(dy, x);

        public static IEnumerable<Sample> Samples(Sampler sampler) => [new(new SavesTooMuch(), sampler.Uniform(sampler.Shape()))];
    }

    /// <summary>y = 3 x.</summary>
    private sealed record Overwrites : Op, IOp<Overwrites>
    {
        protected override bool AcceptsAccumulate => true;

        protected override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0];

        protected override void Forward(in KernelContext context) => Triple.Run(context);

        protected override void Pullback(in PullbackContext context) => context.Add(0, context.Dy() * 3.0);

        public static IEnumerable<Sample> Samples(Sampler sampler) => [new(new Overwrites(), sampler.Uniform(sampler.Shape()))];
    }

    /// <summary>y = 3 x, with a composition that adds a constant.</summary>
    private sealed record OtherComposition : FusedOp<OtherComposition>, IOp<OtherComposition>
    {
        public override Variable?[] Compose(ReadOnlySpan<Variable> inputs) => [(inputs[0] * 3.0) + 1e-6];

        protected override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0];

        protected override void Forward(in KernelContext context) => Triple.Run(context);

        protected override void PullbackKernel(in PullbackContext context) => context.Add(0, context.Dy() * 3.0);

        public static IEnumerable<Sample> Samples(Sampler sampler) => [new(new OtherComposition(), sampler.Uniform(sampler.Shape()))];
    }

    /// <summary>y = |x|, and samples that never touch the kink.</summary>
    private sealed record SilentKink : UnaryOp<SilentKink>, IOp<SilentKink>
    {
        protected override Saved Saves => Saved.X;

        protected override void Kernel<T>(ReadOnlySpan<T> x, Span<T> y)
        {
            for (int i = 0; i < x.Length; i++)
            {
                y[i] = T.Abs(x[i]);
            }
        }

        protected override Variable Pullback(Variable dy, Variable x, Variable y) => dy * x.Sign();

        public static IEnumerable<Sample> Samples(Sampler sampler) => [new(new SilentKink(), sampler.AwayFromZero(sampler.Shape(1)))];
    }

    /// <summary>y = x times the first element of data.</summary>
    private sealed record NeedsAnElement : UnaryOp<NeedsAnElement>, IOp<NeedsAnElement>
    {
        protected override Saved Saves => Saved.X;

        protected override void Kernel<T>(ReadOnlySpan<T> x, Span<T> y)
        {
            _ = x[0];
            SwishKernel.Run(x, y);
        }

        protected override Variable Pullback(Variable dy, Variable x, Variable y) => SwishKernel.Rule(dy, x);

        public static IEnumerable<Sample> Samples(Sampler sampler) => [new(new NeedsAnElement(), sampler.Uniform(sampler.Shape()))];
    }

    /// <summary>y = c x.</summary>
    private sealed record ArrayParameter(double[] Factors) : UnaryOp<ArrayParameter>, IOp<ArrayParameter>
    {
        protected override void Kernel<T>(ReadOnlySpan<T> x, Span<T> y)
        {
            for (int i = 0; i < x.Length; i++)
            {
                y[i] = x[i] * T.CreateTruncating(Factors[0]);
            }
        }

        protected override Variable Pullback(Variable dy, Variable x, Variable y) => dy * Factors[0];

        public static IEnumerable<Sample> Samples(Sampler sampler) => [new(new ArrayParameter([2]), sampler.Uniform(sampler.Shape()))];
    }

    /// <summary>y = a · k for whole numbers k, which the engine brings to the dtype of a.</summary>
    private sealed record Powered : BinaryOp<Powered>, IOp<Powered>
    {
        protected override Saved Saves => Saved.A | Saved.B;

        protected override Saved SavesWhen(int needs) => ((needs & 1) != 0 ? Saved.B : Saved.None) | ((needs & 2) != 0 ? Saved.A : Saved.None);

        protected override void Kernel<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
        {
            for (int i = 0; i < y.Length; i++)
            {
                y[i] = a[i] * b[i];
            }
        }

        protected override Variable PullbackA(Variable dy, Variable a, Variable b, Variable y) => dy * b;

        protected override Variable PullbackB(Variable dy, Variable a, Variable b, Variable y) => dy * a;

        public static IEnumerable<Sample> Samples(Sampler sampler)
        {
            Shape shape = sampler.Shape();
            return [new(new Powered(), sampler.Uniform(shape), sampler.Integers(sampler.Broadcastable(shape), 1, 4))];
        }
    }

    /// <summary>3 x, and beside it a statistic that carries no gradient.</summary>
    private sealed record Centred : FusedOp<Centred>, IOp<Centred>
    {
        public override int OutputCount => 2;

        public override Variable?[] Compose(ReadOnlySpan<Variable> inputs) => [inputs[0] * 3.0, null];

        protected override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0];

        protected override void InferAll(ReadOnlySpan<TensorSpec> inputs, Span<TensorSpec> outputs) => outputs.Fill(inputs[0]);

        protected override void Forward(in KernelContext context)
        {
            Triple.Run(context);
            if (context.InputSpec(0).DType == DType.Float32)
            {
                Triple.Scale(context.Input<float>(0), context.Output<float>(1), 5);
            }
            else
            {
                Triple.Scale(context.Input<double>(0), context.Output<double>(1), 5);
            }
        }

        protected override void PullbackKernel(in PullbackContext context) => context.Add(0, context.Dy() * 3.0);

        public static IEnumerable<Sample> Samples(Sampler sampler) => [new(new Centred(), sampler.Uniform(sampler.Shape()))];
    }

    private static class Triple
    {
        internal static void Run(in KernelContext context)
        {
            if (context.InputSpec(0).DType == DType.Float32)
            {
                Scale(context.Input<float>(0), context.Output<float>(), 3);
            }
            else
            {
                Scale(context.Input<double>(0), context.Output<double>(), 3);
            }
        }

        internal static void Scale<T>(ReadOnlySpan<T> x, Span<T> y, T factor) where T : unmanaged, System.Numerics.INumber<T>
        {
            for (int i = 0; i < x.Length; i++)
            {
                y[i] = x[i] * factor;
            }
        }
    }
}
