using System.Numerics;
using AutoGrad;

namespace CustomOp;

/// <summary>y = x / ‖x‖ along the last dimension: an operation that is not element by element.</summary>
internal sealed record UnitRows : Op, IOp<UnitRows>
{
    protected override int Arity => 1;

    protected override Saved Saves => Saved.X;

    // The result's shape and dtype, and what is refused: before anything is computed.
    protected override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) =>
        inputs[0].DType is not (DType.Float32 or DType.Float64) ? throw new DTypeException($"UnitRows: {inputs[0].DType} has no norm. Convert with To(DType.Float32).")
        : inputs[0].Shape.Rank == 0 ? throw new ShapeException("UnitRows: a scalar has no rows. Reshape it to [1].")
        : inputs[0];

    protected override void Forward(in KernelContext context)
    {
        int length = context.InputSpec(0).Shape[^1];
        if (context.InputSpec(0).DType == DType.Float32)
        {
            Rows(context.Input<float>(0), context.Output<float>(), length);
        }
        else
        {
            Rows(context.Input<double>(0), context.Output<double>(), length);
        }
    }

    // In differentiable operations, so that every order of derivative follows: dx = (dy - y ⟨dy, y⟩) / ‖x‖.
    protected override void Pullback(in PullbackContext context)
    {
        Variable x = context.X(0), dy = context.Dy();
        Variable norm = x.Square().Sum(-1, keepDim: true).Sqrt(), y = x / norm;
        context.Add(0, (dy - (y * (dy * y).Sum(-1, keepDim: true))) / norm);
    }

    private static void Rows<T>(ReadOnlySpan<T> x, Span<T> y, int length) where T : IRootFunctions<T>
    {
        for (int start = 0; start < x.Length; start += length)
        {
            T squares = T.Zero;
            foreach (T value in x.Slice(start, length))
            {
                squares += value * value;
            }

            for (int i = start; i < start + length; i++)
            {
                y[i] = x[i] / T.Sqrt(squares);
            }
        }
    }

    public static IEnumerable<Sample> Samples(Sampler sampler) => [new(new UnitRows(), sampler.AwayFromZero(sampler.Shape(1)))];
}
