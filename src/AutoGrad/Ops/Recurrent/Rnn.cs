using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>Elman's network over a sequence, h' = tanh or relu (share + h wᵀ): the states of every step, [T, N, H].</summary>
/// <param name="Relu">Whether the nonlinearity is relu instead of tanh.</param>
/// <param name="Reverse">Whether time runs backwards; states stand at their time all the same.</param>
/// <remarks>Inputs: the input's share with all biases [T, N, H], h0 [N, H], w [H, H].</remarks>
internal sealed record Rnn(bool Relu, bool Reverse) : FusedOp<Rnn>, IOp<Rnn>
{
    protected internal override Promotion Promotion => Promotion.None;

    protected internal override Saved Saves => Saved.Inputs | Saved.Output;

    protected internal override bool IsPiecewise => Relu;

    public override string? Subgradient => Relu ? "0 where share + h wᵀ is 0" : null;

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        RecurrentInputs.Check(Name, inputs, 1, 1, Reverse);
        return inputs[0];
    }

    protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder)
    {
        Variable first = inputs[1].Unsqueeze(0), others = output.Narrow(0, Reverse ? 1 : 0, output.Shape[0] - 1);
        Variable before = Variable.Cat(Reverse ? [others, first] : [first, others]);
        recorder.Threshold(Name, (inputs[0] + before.MatMul(inputs[2].Transpose(0, 1))).Data, 0);
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
        fixed (T* share = context.Input<T>(0), h0 = context.Input<T>(1), w = context.Input<T>(2), hidden = context.Output<T>())
        {
            RnnKernel<T>.Forward(new Sequence(y[0], y[1], y[2], Reverse), Relu, share, h0, w, hidden);
        }
    }

    protected internal override void PullbackKernel(in PullbackContext context)
    {
        Tensor[] d = new RnnGrad(Relu, Reverse).RunAll(context.Dy().Data, context.X(1).Data, context.X(2).Data, context.Y().Data);
        for (int i = 0; i < 3; i++)
        {
            context.Add(i, d[i]);
        }
    }

    public override Variable?[] Compose(ReadOnlySpan<Variable> inputs)
    {
        Variable w = inputs[2].Transpose(0, 1);
        return RecurrentInputs.Unroll(inputs[0], Reverse, [inputs[1]], (share, before) =>
        {
            Variable sum = share + before[0].MatMul(w);
            return [Relu ? sum.Relu() : sum.Tanh()];
        });
    }

    protected internal override long Flops(ReadOnlySpan<TensorSpec> inputs) => 2L * inputs[0].Shape.NumEl * inputs[1].Shape[1];

    public static IEnumerable<Sample> Samples(Sampler s)
    {
        int t = s.Int(1, s.Size), n = s.Dim(0), h = s.Int(1, s.Size);
        yield return new Sample(new Rnn(false, false), s.Uniform([t, n, h]), s.Uniform([n, h]), s.Uniform([h, h], -0.7, 0.7));
        yield return new Sample(new Rnn(false, true), s.Uniform([t, n, h]), s.Uniform([n, h]), s.Uniform([h, h], -0.7, 0.7));

        // Every sum is at least 1.4 in magnitude before the state's share of at most 0.9, so none comes near the kink; half of them are open.
        yield return new Sample(new Rnn(true, false), s.AwayFromZero([1, n, 3], 1.4, 2), s.Uniform([n, 3], -1, 1), s.Uniform([3, 3], -0.3, 0.3));
        yield return new Sample(new Rnn(true, true), s.Uniform([t, n, h], 1, 2), s.Uniform([n, h], 0, 1), s.Uniform([h, h], 0, 0.5));
    }

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s)
    {
        static Action Call(params Shape[] inputs) => () => new Rnn(false, false).ApplyAll([.. inputs.Select(i => (Variable)Tensor.Zeros(i))]);
        yield return new(Call([0, 3, 2], [3, 2], [2, 2]), typeof(ShapeException), "the sequence has no steps");
        yield return new(Call([2, 3], [3, 2], [2, 2]), typeof(ShapeException), "the input's share [2, 3] is not [steps, batch, 1 hidden]");
        yield return new(Call([2, 3, 2], [2, 2], [2, 2]), typeof(ShapeException), "h0 is [2, 2] and must be [3, 2]");
        yield return new(Call([2, 3, 2], [3, 2], [2, 3]), typeof(ShapeException), "weightHh is [2, 3] and must be [2, 2]");
    }
}
