using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>One dimension resampled to another size; images and volumes are resized one dimension after the other.</summary>
/// <param name="Dim">The dimension.</param>
/// <param name="Size">Its new size.</param>
/// <param name="Rule">How an output follows from its neighbours.</param>
/// <param name="AlignCorners">Whether first and last elements of both coincide.</param>
/// <param name="ScaleFactor">New size over old where the user gave it; 0 to take it from the sizes.</param>
internal sealed record Resize(int Dim, int Size, ResizeRule Rule, bool AlignCorners, double ScaleFactor) : LinearOp<Resize>, IOp<Resize>
{
    public override string Name => "Interpolate";

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        Shape x = inputs[0].Shape;
        int dim = x.Dim(Dim, Name);
        if (!inputs[0].DType.IsFloat())
        {
            throw Errors.FloatExpected(Name, inputs[0].DType);
        }

        if (x[dim] < 1 || Size < 1)
        {
            throw Errors.ResizeEmpty(Name, x, x[dim], Size);
        }

        int[] sizes = x.ToArray();
        sizes[dim] = Size;
        return new TensorSpec(Shape.Create(sizes), inputs[0].DType);
    }

    protected internal override void Forward(in KernelContext context)
    {
        if (context.InputSpec(0).DType == DType.Float32)
        {
            Run<float>(context, context.InputSpec(0).Shape, reverses: false);
        }
        else
        {
            Run<double>(context, context.InputSpec(0).Shape, reverses: false);
        }
    }

    /// <summary>Runs the kernel, or its reverse, for an input of the given shape.</summary>
    internal unsafe void Run<T>(in KernelContext context, Shape shape, bool reverses) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int dim = shape.Dim(Dim, Name), from = shape[dim], taps = ResizeTaps<T>.Count(Rule), outer = 1, inner = 1;
        for (int i = 0; i < shape.Rank; i++)
        {
            (outer, inner) = (i < dim ? outer * shape[i] : outer, i > dim ? inner * shape[i] : inner);
        }

        int* index = Scratch.Get<int>(Scratch.Purpose.Operand, (nint)Size * taps);
        T* weight = Scratch.Get<T>(Scratch.Purpose.Partials, (nint)Size * taps);
        ResizeTaps<T>.Fill(Rule, from, Size, AlignCorners, ScaleFactor, index, weight);
        fixed (T* source = context.Input<T>(0), target = context.Output<T>())
        {
            if (reverses)
            {
                ResizeKernel<T>.Scatter(source, target, outer, from, Size, inner, taps, index, weight);
            }
            else
            {
                ResizeKernel<T>.Gather(source, target, outer, from, Size, inner, taps, index, weight);
            }
        }
    }

    protected override Variable Pullback(Variable dy, Shape xShape) => new ResizeGrad(this, xShape).Apply(dy);

    public static IEnumerable<Sample> Samples(Sampler s)
    {
        int n = s.Int(1, s.Size), m = s.Int(1, 2 + s.Size);
        foreach (ResizeRule rule in Enum.GetValues<ResizeRule>())
        {
            yield return new Sample(new Resize(1, m, rule, false, 0), s.Uniform([2, n]));
            yield return new Sample(new Resize(-2, 3, rule, rule >= ResizeRule.Linear, 0), s.Uniform([1, n, 2]));
        }

        yield return new Sample(new Resize(0, 5, ResizeRule.Linear, false, 1.7), s.Uniform([3, 2]));
        yield return new Sample(new Resize(1, 5, ResizeRule.Linear, false, 0), s.Uniform([0, 2])) { Note = "empty batch" };
    }

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
    [
        new(() => new Resize(1, 0, ResizeRule.Linear, false, 0).Apply(Tensor.Zeros([1, 2])), typeof(ShapeException), "size 2 of [1, 2] cannot become 0"),
        new(() => new Resize(1, 2, ResizeRule.Linear, false, 0).Apply(Tensor.Zeros([1, 0])), typeof(ShapeException), "size 0 of [1, 0] cannot become 2"),
        new(() => new Resize(1, 2, ResizeRule.Linear, false, 0).Apply(Tensor.Zeros([1, 2], DType.UInt8)), typeof(DTypeException), "needs Float32 or Float64, got UInt8"),
    ];
}
