using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>y = x Wᵀ + b with the bias in the product's epilogue. Inputs: x [..., in], W [out, in] and perhaps b [out]. Linear in each, so it is its own tangent.</summary>
internal sealed record Linear : Op, IOp<Linear>
{
    internal static readonly Linear Instance = new();

    protected internal override Promotion Promotion => Promotion.None;

    protected internal override bool AcceptsStrides => true;

    protected internal override bool AcceptsAccumulate => true;

    protected internal override bool? IsBatchwise => null;

    protected internal override Saved Saves => Saved.A | Saved.B;

    protected internal override Saved SavesWhen(int needs) => ((needs & 1) != 0 ? Saved.B : Saved.None) | ((needs & 2) != 0 ? Saved.A : Saved.None);

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        (Shape x, Shape w, DType dtype) = (inputs[0].Shape, inputs[1].Shape, inputs[0].DType);
        if (w.Rank != 2 || x.Rank == 0 || x[^1] != w[1])
        {
            throw Errors.LinearShapes(x, w);
        }

        if (inputs.Length == 3 && (inputs[2].Shape.Rank != 1 || inputs[2].Shape[0] != w[0]))
        {
            throw Errors.LinearBias(inputs[2].Shape, w);
        }

        if (!dtype.IsFloat())
        {
            throw Errors.FloatExpected(Name, dtype);
        }

        for (int i = 1; i < inputs.Length; i++)
        {
            dtype = inputs[i].DType == dtype ? dtype : throw Errors.LayerTypes(Name, i == 2 ? "bias" : "weight", dtype, inputs[i].DType);
        }

        return new TensorSpec(Axes.With(x, x.Rank - 1, w[0]), dtype);
    }

    protected internal override void Forward(in KernelContext context)
    {
        Tensor y = context.Out();
        if (y.NumEl == 0)
        {
            return;
        }

        Tensor rows = y.IsContiguous ? y : Backend.Cpu.Allocate(y.Spec);
        Tensor x = context.In(0), w = context.In(1);
        Tensor? bias = context.InputCount == 3 ? context.In(2).Contiguous() : null;
        var weight = new Matrix(w.Shape[1], w.Shape[0], w.Stride(1), w.Stride(0));
        Multiply(AsRows(ref x), x, weight, w, rows, context.Accumulates && ReferenceEquals(rows, y), bias);
        if (!ReferenceEquals(rows, y))
        {
            Elementwise.Copy(y, rows, context.Accumulates);
        }
    }

    /// <summary>The last dimension as columns, all others as rows; x becomes a copy only where its strides allow no such view.</summary>
    internal static Matrix AsRows(ref Tensor x)
    {
        int columns = x.Shape[^1], rows = Axes.Product(x.Shape.AsSpan()[..^1]);
        x = x.IsContiguous || x.Rank == 2 ? x : new Reshape([rows, columns]).View(x);
        return x.Rank == 2 ? new(rows, columns, x.Stride(0), x.Stride(1)) : new(rows, columns, columns, 1);
    }

    /// <summary>c = a b + bias, or c += a b + bias, into the dense rows of c.</summary>
    internal static unsafe void Multiply(Matrix a, Tensor memoryA, Matrix b, Tensor memoryB, Tensor c, bool accumulates, Tensor? bias = null)
    {
        fixed (byte* pa = &memoryA.FirstByte(), pb = &memoryB.FirstByte(), pc = &c.FirstByte(), pd = &(bias ?? c).FirstByte())
        {
            (int m, int n, int k) = (a.Rows, b.Columns, a.Columns);
            if (c.DType == DType.Float32)
            {
                Gemm.Run((float*)pa, a.Row, a.Column, (float*)pb, b.Row, b.Column, (float*)pc, n, m, n, k, accumulates, bias is null ? null : (float*)pd);
            }
            else
            {
                Gemm.Run((double*)pa, a.Row, a.Column, (double*)pb, b.Row, b.Column, (double*)pc, n, m, n, k, accumulates, bias is null ? null : (double*)pd);
            }
        }

        GC.KeepAlive(memoryA);
        GC.KeepAlive(memoryB);
        GC.KeepAlive(bias);
    }

    /// <summary>Sizes and strides, in elements, of a matrix in some tensor's memory.</summary>
    internal readonly record struct Matrix(int Rows, int Columns, int Row, int Column)
    {
        internal Matrix Transposed => new(Columns, Rows, Column, Row);
    }

    protected internal override void Pullback(in PullbackContext context)
    {
        Variable dy = context.Dy();
        if (context.Needs(0))
        {
            context.Add(0, MatMul.Instance.Apply(dy, context.X(1)));
        }

        if (context.Needs(1))
        {
            Variable x = context.X(0);
            int outputs = dy.Shape[^1], inputs = x.Shape[^1], rows = 1;
            foreach (int size in x.Shape.AsSpan()[..^1])
            {
                rows *= size; // dy may have no elements to count them by
            }

            context.Add(1, MatMul.Instance.Apply(dy.Reshape(rows, outputs).Transpose(0, 1), x.Reshape(rows, inputs)));
        }

        if (context.InputCount == 3)
        {
            context.Add(2, dy);
        }
    }

    protected internal override bool HasPullbackKernel => true;

    /// <summary>The same on tensors: a step of training would else make five objects more for each layer.</summary>
    protected internal override void PullbackKernel(in PullbackContext context)
    {
        Tensor dy = context.Dy().Data;
        if (context.Needs(0))
        {
            context.Add(0, MatMul.Instance.Run(dy, context.X(1).Data));
        }

        if (context.Needs(1))
        {
            context.Add(1, LinearWeightGrad.Instance.Run(dy, context.X(0).Data));
        }

        if (context.InputCount == 3)
        {
            context.Add(2, context.Dy());
        }
    }

    protected internal override Variable?[]? Tangent(in TangentContext context)
    {
        Variable? sum = TangentContext.Sum(
            context.Tx(0) is { } tx ? Apply(tx, context.X(1)) : null,
            context.Tx(1) is { } tw ? Apply(context.X(0), tw) : null);
        Variable? tb = context.InputCount == 3 ? context.Tx(2) : null;
        return [TangentContext.Sum(sum, sum is null && tb is not null ? new Expand(context.Y().Shape).Apply(tb) : tb)];
    }

    protected internal override long Flops(ReadOnlySpan<TensorSpec> inputs) => Infer(inputs).Shape.NumEl * ((2L * inputs[1].Shape[1]) + (inputs.Length - 2));

    public static IEnumerable<Sample> Samples(Sampler s)
    {
        int m = s.Dim(0), n = s.Dim(-2), k = s.Dim(-1);
        yield return new Sample(Instance, s.Uniform([m, k]), s.Uniform([n, k]), s.Uniform([n]));
        yield return new Sample(Instance, s.Uniform([m, k]), s.Uniform([n, k])) { Note = "without bias" };
        yield return new Sample(Instance, s.Uniform([k]), s.Uniform([n, k]), s.Uniform([n])) { Note = "one row" };
        yield return new Sample(Instance, s.Uniform([2, m, k]), s.Uniform([n, k]), s.Uniform([n])) { Note = "rows in two dimensions" };
        yield return new Sample(Instance, s.Uniform([0, k]), s.Uniform([n, k]), s.Uniform([n])) { Note = "empty batch" };
        yield return new Sample(Instance, s.Uniform([m, 0]), s.Uniform([n, 0]), s.Uniform([n])) { Note = "no features" };
    }

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
    [
        new(() => Instance.Apply(Tensor.Zeros([32, 784]), Tensor.Zeros([10, 512])), typeof(ShapeException),
            "Linear: input [32, 784] and weight [10, 512]: the last sizes 784 and 512 differ."),
        new(() => Instance.Apply(Tensor.Zeros([2, 3]), Tensor.Zeros([4, 3]), Tensor.Zeros([3])), typeof(ShapeException), "Linear: bias [3] does not fit weight [4, 3]."),
        new(() => Instance.Apply(Tensor.Zeros([2, 3]), Tensor.Zeros([4, 3], DType.Float64)), typeof(DTypeException),
            "Linear: the input is Float32 and the weight is Float64. Convert the input with To(DType.Float64), or the weight with To(DType.Float32)."),
    ];
}
