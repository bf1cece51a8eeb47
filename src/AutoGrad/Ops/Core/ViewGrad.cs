namespace AutoGrad.Ops;

/// <summary>The adjoint of a view: zeros of the viewed shape, with dy added through the view. Serves slices, selections and diagonals alike.</summary>
/// <param name="Of">The view.</param>
/// <param name="XShape">Shape of what was viewed.</param>
internal sealed record ViewGrad(Op Of, Shape XShape) : LinearOp<ViewGrad>, IOp<ViewGrad>
{
    protected internal override bool AcceptsStrides => true;

    protected internal override bool AcceptsAccumulate => true;

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => Adjoint.Infer(Name, Of, XShape, inputs);

    protected internal override void Forward(in KernelContext context)
    {
        Tensor dx = context.Out();
        if (!context.Accumulates)
        {
            Elementwise.Copy(dx, Tensor.Zeros(Shape.Scalar, dx.DType), accumulate: false);
        }

        // The view must show each element once, since threads share the work; windows that overlap have UnfoldGrad.
        Elementwise.Copy(Of.Run(dx), context.In(0), accumulate: true);
    }

    protected override Variable Pullback(Variable dy, Shape xShape) => Of.Apply(dy);

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [new(() => new ViewGrad(new Slice(0, 0, 1, 1), [3]).Apply(Tensor.Zeros([2])), typeof(ShapeException), "ViewGrad")];

    public static IEnumerable<Sample> Samples(Sampler s)
    {
        Shape shape = s.Shape(1, 3);
        var slice = new Slice(0, 0, shape[0], 1);
        yield return new Sample(new ViewGrad(slice, shape), s.Uniform(shape));
    }
}
