using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>softmax(Scale · q kᵀ + mask) v for q [N, H, L, E], k [N, H, S, E], v [N, H, S, D]; also the logarithm of each row's sum of exponentials, [N, H, L] in Float64.</summary>
/// <param name="Scale">Factor of the scores.</param>
/// <param name="IsCausal">Whether query i sees keys 0 to i only.</param>
/// <remarks>A mask may follow: Bool, true where a query may see a key, or floating point, added to the scores; it broadcasts to [N, H, L, S].</remarks>
internal sealed record ScaledDotProductAttention(double Scale, bool IsCausal) : FusedOp<ScaledDotProductAttention>, IOp<ScaledDotProductAttention>
{
    public override int OutputCount => 2;

    internal override bool OthersAreStatistics => true;

    protected internal override Promotion Promotion => Promotion.None;

    protected internal override Saved Saves => Saved.Inputs | Saved.Output;

    protected internal override int SavedOutputs => 0b10; // the logarithms

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        AttentionSizes s = Sizes(Name, inputs, Scale, IsCausal);
        return new TensorSpec([s.N, s.H, s.L, s.D], inputs[0].DType);
    }

    protected internal override void InferAll(ReadOnlySpan<TensorSpec> inputs, Span<TensorSpec> outputs)
    {
        outputs[0] = Infer(inputs);
        outputs[1] = new TensorSpec(Shape.Create(inputs[0].Shape.AsSpan()[..3]), DType.Float64);
    }

    /// <summary>The numbers of the kernel, with everything validated.</summary>
    internal static AttentionSizes Sizes(string op, ReadOnlySpan<TensorSpec> inputs, double scale, bool isCausal)
    {
        (Shape q, Shape k, Shape v) = (inputs[0].Shape, inputs[1].Shape, inputs[2].Shape);
        bool fits = q.Rank == 4 && k.Rank == 4 && v.Rank == 4 && q[3] == k[3] && k[2] == v[2] && q[0] == k[0] && q[1] == k[1] && v[0] == k[0] && v[1] == k[1];
        if (!fits)
        {
            throw Errors.AttentionSizes(op, q, k, v);
        }

        DType dtype = inputs[0].DType;
        if (!dtype.IsFloat() || inputs[1].DType != dtype || inputs[2].DType != dtype)
        {
            throw Errors.AttentionTypes(op, dtype, inputs[1].DType, inputs[2].DType);
        }

        var s = new AttentionSizes { N = q[0], H = q[1], L = q[2], S = k[2], E = q[3], D = v[3], Scale = scale, IsCausal = isCausal };
        if (inputs.Length > 3)
        {
            Shape mask = inputs[3].Shape, scores = [s.N, s.H, s.L, s.S];
            if (mask.Rank != 4 || !Enumerable.Range(0, 4).All(i => mask[i] == scores[i] || mask[i] == 1))
            {
                throw Errors.AttentionMask(op, mask, scores);
            }

            if (inputs[3].DType != DType.Bool && inputs[3].DType != dtype)
            {
                throw Errors.AttentionMaskType(op, inputs[3].DType, dtype);
            }

            s.MaskS = mask[3] == 1 ? 0 : 1;
            s.MaskL = mask[2] == 1 ? 0 : mask[3];
            s.MaskH = mask[1] == 1 ? 0 : mask[2] * mask[3];
            s.MaskN = mask[0] == 1 ? 0 : mask[1] * mask[2] * mask[3];
        }

        return s;
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

    private unsafe void Run<T>(in KernelContext context) where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        AttentionSizes s = context.InputCount > 3
            ? Sizes(Name, [context.InputSpec(0), context.InputSpec(1), context.InputSpec(2), context.InputSpec(3)], Scale, IsCausal)
            : Sizes(Name, [context.InputSpec(0), context.InputSpec(1), context.InputSpec(2)], Scale, IsCausal);
        fixed (T* q = context.Input<T>(0), k = context.Input<T>(1), v = context.Input<T>(2), y = context.Output<T>())
        fixed (double* lse = context.Output<double>(1))
        fixed (byte* allowed = Allowed(context, 3))
        fixed (T* added = Added<T>(context, 3))
        {
            AttentionKernel<T>.Forward(s, new AttentionMask<T> { Allowed = allowed, Added = added }, q, k, v, y, lse);
        }
    }

    /// <summary>The mask at a position of the inputs if it is there and Bool.</summary>
    internal static ReadOnlySpan<byte> Allowed(in KernelContext context, int index) =>
        context.InputCount > index && context.InputSpec(index).DType == DType.Bool ? context.Input<byte>(index) : default;

    /// <summary>The mask at a position of the inputs if it is there and floating point.</summary>
    internal static ReadOnlySpan<T> Added<T>(in KernelContext context, int index) where T : unmanaged =>
        context.InputCount > index && context.InputSpec(index).DType != DType.Bool ? context.Input<T>(index) : default;

    protected internal override void PullbackKernel(in PullbackContext context)
    {
        bool hasMask = context.InputCount > 3;
        var op = new ScaledDotProductAttentionGrad(Scale, IsCausal, hasMask && context.Needs(3));
        Tensor q = context.X(0).Data, k = context.X(1).Data, v = context.X(2).Data, lse = context.Y(1).Data, dy = context.Dy().Data;
        Tensor[] d = hasMask ? op.RunAll(q, k, v, lse, dy, context.X(3).Data) : op.RunAll(q, k, v, lse, dy);
        for (int i = 0; i < context.InputCount; i++)
        {
            context.Add(i, d[i]);
        }
    }

    public override Variable?[] Compose(ReadOnlySpan<Variable> inputs) =>
        [Weights(inputs[0], inputs[1], inputs.Length > 3 ? inputs[3] : null, Scale, IsCausal).MatMul(inputs[2]), null];

    /// <summary>softmax(scale · q kᵀ + mask) in plain ops; zeros for a query that may see no key.</summary>
    internal static Variable Weights(Variable q, Variable k, Variable? mask, double scale, bool isCausal)
    {
        Variable scores = (q * scale).MatMul(k.Transpose(-2, -1)); // q is smaller than the scores where there are more keys than features
        if (isCausal)
        {
            scores = scores.MaskedFill(Tensor.Ones([q.Shape[^2], k.Shape[^2]], DType.Bool).Tril().LogicalNot(), double.NegativeInfinity);
        }

        if (mask is not null)
        {
            scores = mask.DType == DType.Bool ? scores.MaskedFill(mask.Data.LogicalNot(), double.NegativeInfinity) : scores + mask;
        }

        if (!isCausal && mask is null)
        {
            return scores.Softmax(-1);
        }

        // Rows without a key are taken out before the softmax, whose gradient would be NaN there, and again after it.
        Tensor blind = scores.Data.IsNegInf().All(-1, keepDim: true);
        return scores.MaskedFill(blind, 0).Softmax(-1).MaskedFill(blind, 0);
    }

    protected internal override long Flops(ReadOnlySpan<TensorSpec> inputs)
    {
        AttentionSizes s = Sizes(Name, inputs, Scale, IsCausal);
        return 2L * s.N * s.H * s.L * s.S * (s.E + s.D);
    }

    public static IEnumerable<Sample> Samples(Sampler s)
    {
        int n = s.Int(1, Math.Min(2, s.Size)), l = s.Dim(0), k = s.Dim(-1), e = s.Int(1, 2), d = s.Int(1, 2);
        Tensor[] three = [s.Uniform([n, 2, l, e]), s.Uniform([n, 2, k, e]), s.Uniform([n, 2, k, d])];
        yield return new Sample(new ScaledDotProductAttention(0.7, false), three);
        yield return new Sample(new ScaledDotProductAttention(0.7, true), three);
        yield return new Sample(new ScaledDotProductAttention(0.7, false), [.. three, s.Uniform([1, 2, l, k])]) { Note = "added mask" };
        yield return new Sample(new ScaledDotProductAttention(0.7, false), [.. three, s.Uniform([n, 1, 1, k])]) { Note = "mask of keys" };
        yield return new Sample(new ScaledDotProductAttention(0.7, false), [.. three, s.Mask([n, 1, l, k])]) { Note = "some queries may see no key" };
    }

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s)
    {
        static Action Call(params Tensor[] inputs) => () => new ScaledDotProductAttention(1, false).Apply(inputs);
        Tensor q = Tensor.Zeros([1, 2, 3, 4]);
        yield return new(Call(q, Tensor.Zeros([1, 2, 3, 5]), q), typeof(ShapeException), "query [1, 2, 3, 4], key [1, 2, 3, 5] and value [1, 2, 3, 4] do not fit");
        yield return new(Call(q, q, Tensor.Zeros([1, 2, 4, 4])), typeof(ShapeException), "do not fit");
        yield return new(Call(q, q, q, Tensor.Zeros([1, 1, 3, 4], DType.Bool)), typeof(ShapeException), "attnMask [1, 1, 3, 4] does not broadcast to the scores [1, 2, 3, 3]");
        yield return new(Call(q, q, q, Tensor.Zeros([1, 1, 3, 3], DType.Int64)), typeof(DTypeException), "attnMask is Int64 and the query Float32");
        yield return new(Call(q, q, Tensor.Zeros([1, 2, 3, 4], DType.Float64)), typeof(DTypeException), "are Float32, Float32 and Float64");
    }
}
