using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>y = 0 with probability P, else x / (1 - P). Given its random bits it is linear and its own adjoint: the mask is drawn again instead of being kept.</summary>
/// <param name="P">Probability of zero.</param>
/// <param name="Bits">The random bits; an element's depend on its position alone.</param>
internal sealed record Dropout(double P, RandomBits Bits) : LinearOp<Dropout>, IOp<Dropout>
{
    /// <summary>An op that draws fresh bits for so many elements.</summary>
    internal static Dropout Of(double p, int elements, Generator? generator) =>
        new(p, (generator ?? Generator.Default).Reserve(RandomLoop.Blocks(elements, wordsPerElement: 1)));

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        CheckProbability(Name, P);
        return inputs[0].DType.IsFloat() ? inputs[0] : throw Errors.FloatExpected(Name, inputs[0].DType);
    }

    /// <summary>Refuses what is not a probability.</summary>
    internal static void CheckProbability(string op, double p)
    {
        if (!(p is >= 0 and <= 1))
        {
            throw Errors.Value(op, "p", p, $"p {p} is not a probability. Pass a number from 0 to 1.");
        }
    }

    protected internal override void Forward(in KernelContext context)
    {
        if (context.InputSpec(0).DType == DType.Float32)
        {
            Run<float>(context);
        }
        else
        {
            Run<double>(context);
        }
    }

    private unsafe void Run<T>(in KernelContext context) where T : unmanaged, INumber<T>
    {
        fixed (T* x = context.Input<T>(0), y = context.Output<T>())
        {
            RandomLoop.Run(Bits, new DropoutDraw<T>(x, y, P), (byte*)y, context.OutputSpec().Shape.NumEl);
        }
    }

    protected override Variable Pullback(Variable dy, Shape xShape) => Apply(dy);

    public static IEnumerable<Sample> Samples(Sampler s)
    {
        var bits = new RandomBits((ulong)s.Int(0, 1000), 7);
        yield return new Sample(new Dropout(0.4, bits), s.Uniform(s.Shape()));
        yield return new Sample(new Dropout(0, bits), s.Uniform(s.Shape()));
        yield return new Sample(new Dropout(1, bits), s.Uniform(s.Shape()));
        yield return new Sample(new Dropout(0.5, bits), s.Uniform([0, 2])) { Note = "empty" };
    }

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
    [
        new(() => new Dropout(1.5, default).Apply(Tensor.Zeros([2])), typeof(ArgumentOutOfRangeException), "p 1.5 is not a probability. Pass a number from 0 to 1."),
        new(() => new Dropout(double.NaN, default).Apply(Tensor.Zeros([2])), typeof(ArgumentOutOfRangeException), "p NaN is not a probability"),
        new(() => new Dropout(0.5, default).Apply(Tensor.Zeros([2], DType.Int64)), typeof(DTypeException), "needs Float32 or Float64, got Int64"),
    ];
}
