using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>Gated recurrent units over a sequence: the states of every step, [T, N, H]; also the gates, which are not differentiated.</summary>
/// <param name="Reverse">Whether time runs backwards; states stand at their time all the same.</param>
/// <remarks>
/// Inputs: the input's share of the gates with its bias [T, N, 3H], h0 [N, H], w [3H, H] and perhaps the state's bias [3H]. Gate order: reset, update, new;
/// n = tanh(share + r (h wᵀ + bias)), h' = (1 - z) n + z h, as PyTorch and cuDNN have it. Source: Cho et al. 2014, arXiv:1406.1078.
/// </remarks>
internal sealed record Gru(bool Reverse) : FusedOp<Gru>, IOp<Gru>
{
    public override int OutputCount => 2;

    protected internal override Promotion Promotion => Promotion.None;

    protected internal override Saved Saves => Saved.Inputs | Saved.Output;

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        Sequence s = RecurrentInputs.Check(Name, inputs, 3, 1, Reverse);
        return new TensorSpec([s.T, s.N, s.H], inputs[0].DType);
    }

    protected internal override void InferAll(ReadOnlySpan<TensorSpec> inputs, Span<TensorSpec> outputs)
    {
        outputs[0] = Infer(inputs);
        Shape y = outputs[0].Shape;
        outputs[1] = new TensorSpec([y[0], y[1], 4 * y[2]], inputs[0].DType);
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
        fixed (T* share = context.Input<T>(0), h0 = context.Input<T>(1), w = context.Input<T>(2), bias = context.InputCount > 3 ? context.Input<T>(3) : default)
        fixed (T* hidden = context.Output<T>(), gates = context.Output<T>(1))
        {
            GruKernel<T>.Forward(new Sequence(y[0], y[1], y[2], Reverse), share, h0, w, bias, hidden, gates);
        }
    }

    protected internal override void PullbackKernel(in PullbackContext context)
    {
        Tensor[] d = new GruGrad(Reverse).RunAll(context.Dy().Data, context.X(1).Data, context.X(2).Data, context.Y(0).Data, context.Y(1).Data);
        for (int i = 0; i < context.InputCount; i++)
        {
            context.Add(i, d[i]);
        }
    }

    public override Variable?[] Compose(ReadOnlySpan<Variable> inputs)
    {
        Variable w = inputs[2].Transpose(0, 1);
        Variable? bias = inputs.Length > 3 ? inputs[3] : null;
        Variable[] states = RecurrentInputs.Unroll(inputs[0], Reverse, [inputs[1]], (share, before) =>
        {
            Variable state = before[0].MatMul(w);
            Variable[] x = share.Chunk(3, dim: 1), h = (bias is null ? state : state + bias).Chunk(3, dim: 1);
            Variable r = (x[0] + h[0]).Sigmoid(), z = (x[1] + h[1]).Sigmoid(), n = (x[2] + (r * h[2])).Tanh();
            return [n + (z * (before[0] - n))];
        });
        return [states[0], null];
    }

    protected internal override long Flops(ReadOnlySpan<TensorSpec> inputs)
    {
        Sequence s = RecurrentInputs.Check(Name, inputs, 3, 1, Reverse);
        return 6L * s.T * s.N * s.H * s.H;
    }

    public static IEnumerable<Sample> Samples(Sampler s)
    {
        int t = s.Int(1, s.Size), n = s.Dim(0), h = s.Int(1, s.Size);
        Tensor[] inputs = [s.Uniform([t, n, 3 * h]), s.Uniform([n, h]), s.Uniform([3 * h, h])];
        yield return new Sample(new Gru(false), [.. inputs, s.Uniform([3 * h])]);
        yield return new Sample(new Gru(true), inputs);
    }

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s)
    {
        static Action Call(params Shape[] inputs) => () => new Gru(false).ApplyAll([.. inputs.Select(i => (Variable)Tensor.Zeros(i))]);
        yield return new(Call([0, 3, 6], [3, 2], [6, 2]), typeof(ShapeException), "the sequence has no steps");
        yield return new(Call([2, 3, 7], [3, 2], [6, 2]), typeof(ShapeException), "the input's share [2, 3, 7] is not [steps, batch, 3 hidden]");
        yield return new(Call([2, 3, 6], [1, 2], [6, 2]), typeof(ShapeException), "h0 is [1, 2] and must be [3, 2]");
        yield return new(Call([2, 3, 6], [3, 2], [2, 2]), typeof(ShapeException), "weightHh is [2, 2] and must be [6, 2]");
        yield return new(Call([2, 3, 6], [3, 2], [6, 2], [2]), typeof(ShapeException), "biasHh is [2] and must be [6]");
    }
}
