using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>Long short-term memory over a sequence: hidden and cell states of every step, [T, N, H]; also the gates, which are not differentiated.</summary>
/// <param name="Reverse">Whether time runs backwards; states stand at their time all the same.</param>
/// <remarks>
/// Inputs: the input's share of the gates with all biases [T, N, 4H], h0 and c0 [N, H], w [4H, H]. Gate order: input, forget, cell, output.
/// Source: Hochreiter and Schmidhuber 1997, with the forget gate of Gers, Schmidhuber and Cummins 2000.
/// </remarks>
internal sealed record Lstm(bool Reverse) : FusedOp<Lstm>, IOp<Lstm>
{
    public override int OutputCount => 3;

    protected internal override Promotion Promotion => Promotion.None;

    protected internal override Saved Saves => Saved.Inputs | Saved.Output;

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        Sequence s = RecurrentInputs.Check(Name, inputs, 4, 2, Reverse);
        return new TensorSpec([s.T, s.N, s.H], inputs[0].DType);
    }

    protected internal override void InferAll(ReadOnlySpan<TensorSpec> inputs, Span<TensorSpec> outputs)
    {
        outputs[0] = outputs[1] = Infer(inputs);
        outputs[2] = inputs[0];
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
        Shape y = context.OutputSpec().Shape;
        fixed (T* share = context.Input<T>(0), h0 = context.Input<T>(1), c0 = context.Input<T>(2), w = context.Input<T>(3))
        fixed (T* hidden = context.Output<T>(), cell = context.Output<T>(1), gates = context.Output<T>(2))
        {
            LstmKernel<T>.Forward(new Sequence(y[0], y[1], y[2], Reverse), share, h0, c0, w, hidden, cell, gates);
        }
    }

    protected internal override void PullbackKernel(in PullbackContext context)
    {
        var op = new LstmGrad(Reverse, context.HasDy(1));
        Tensor h0 = context.X(1).Data, c0 = context.X(2).Data, w = context.X(3).Data;
        Tensor hidden = context.Y(0).Data, cell = context.Y(1).Data, gates = context.Y(2).Data, dhidden = context.Dy(0).Data;
        Tensor[] d = op.WithCell ? op.RunAll(dhidden, h0, c0, w, hidden, cell, gates, context.Dy(1).Data) : op.RunAll(dhidden, h0, c0, w, hidden, cell, gates);
        for (int i = 0; i < 4; i++)
        {
            context.Add(i, d[i]);
        }
    }

    public override Variable?[] Compose(ReadOnlySpan<Variable> inputs)
    {
        Variable w = inputs[3].Transpose(0, 1);
        Variable[] states = RecurrentInputs.Unroll(inputs[0], Reverse, [inputs[1], inputs[2]], (share, before) =>
        {
            Variable[] g = (share + before[0].MatMul(w)).Chunk(4, dim: 1);
            Variable cell = (g[1].Sigmoid() * before[1]) + (g[0].Sigmoid() * g[2].Tanh());
            return [g[3].Sigmoid() * cell.Tanh(), cell];
        });
        return [states[0], states[1], null];
    }

    protected internal override long Flops(ReadOnlySpan<TensorSpec> inputs)
    {
        Sequence s = RecurrentInputs.Check(Name, inputs, 4, 2, Reverse);
        return 8L * s.T * s.N * s.H * s.H;
    }

    public static IEnumerable<Sample> Samples(Sampler s)
    {
        int t = s.Int(1, s.Size), n = s.Dim(0), h = s.Int(1, s.Size);
        Tensor[] inputs = [s.Uniform([t, n, 4 * h]), s.Uniform([n, h]), s.Uniform([n, h]), s.Uniform([4 * h, h])];
        yield return new Sample(new Lstm(false), inputs);
        yield return new Sample(new Lstm(true), inputs);
    }

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s)
    {
        static Action Call(Shape share, Shape h0, Shape c0, Shape w) => () => new Lstm(false).ApplyAll(Tensor.Zeros(share), Tensor.Zeros(h0), Tensor.Zeros(c0), Tensor.Zeros(w));
        yield return new(Call([0, 3, 8], [3, 2], [3, 2], [8, 2]), typeof(ShapeException), "the sequence has no steps");
        yield return new(Call([2, 3, 7], [3, 2], [3, 2], [8, 2]), typeof(ShapeException), "the input's share [2, 3, 7] is not [steps, batch, 4 hidden]");
        yield return new(Call([2, 3, 8], [3, 1], [3, 2], [8, 2]), typeof(ShapeException), "h0 is [3, 1] and must be [3, 2]");
        yield return new(Call([2, 3, 8], [3, 2], [1, 2], [8, 2]), typeof(ShapeException), "c0 is [1, 2] and must be [3, 2]");
        yield return new(Call([2, 3, 8], [3, 2], [3, 2], [2, 8]), typeof(ShapeException), "weightHh is [2, 8] and must be [8, 2]");
    }
}
