namespace AutoGrad.Ops;

/// <summary>The adjoint of <see cref="Resize"/>: each dy in its weights to the elements it was made of.</summary>
/// <param name="Of">The resampling.</param>
/// <param name="XShape">Shape of what was resampled.</param>
internal sealed record ResizeGrad(Resize Of, Shape XShape) : LinearOp<ResizeGrad>, IOp<ResizeGrad>
{
    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        var x = new TensorSpec(XShape, inputs[0].DType);
        Shape y = Of.Infer(new ReadOnlySpan<TensorSpec>(in x)).Shape;
        return y == inputs[0].Shape ? x : throw Errors.Shapes(Name, inputs[0].Shape, y, $"the cotangent has shape {inputs[0].Shape}, the output {y}. Pass the gradient of this output.");
    }

    protected internal override void Forward(in KernelContext context)
    {
        if (context.InputSpec(0).DType == DType.Float32)
        {
            Of.Run<float>(context, XShape, reverses: true);
        }
        else
        {
            Of.Run<double>(context, XShape, reverses: true);
        }
    }

    protected override Variable Pullback(Variable dy, Shape xShape) => Of.Apply(dy);

    public static IEnumerable<Sample> Samples(Sampler s)
    {
        foreach (Kernels.ResizeRule rule in Enum.GetValues<Kernels.ResizeRule>())
        {
            int n = s.Int(1, s.Size), m = s.Int(1, 2 + s.Size);
            yield return new Sample(new ResizeGrad(new Resize(1, m, rule, false, 0), [2, n, 2]), s.Uniform([2, m, 2]));
        }
    }

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
    [
        new(() => new ResizeGrad(new Resize(0, 3, default, false, 0), [2]).Apply(Tensor.Zeros([2])), typeof(ShapeException), "the cotangent has shape [2], the output [3]"),
    ];
}
