namespace AutoGrad;

/// <summary>Brings the inputs of an op to one dtype, as PyTorch promotes; conversions are recorded like any op.</summary>
internal static class Promoter
{
    internal static Variable Bring(Op op, Variable x) =>
        !x.DType.IsFloat() && op.Promotion == Promotion.Float ? Convert(x, DType.Float32) : x;

    internal static void Bring(Op op, ref Variable a, ref Variable b)
    {
        DType da = a.DType, db = b.DType;
        if (da == db && da.IsFloat())
        {
            return; // nothing to ask the op
        }

        if (op.Promotion == Promotion.None || (da == db && op.Promotion == Promotion.Common))
        {
            return;
        }

        DType common = Common(op, DTypes.Result(da, a.Rank == 0, db, b.Rank == 0));
        a = da == common ? a : Convert(a, common);
        b = db == common ? b : Convert(b, common);
    }

    /// <summary>Brings two of an op's inputs to their common dtype, for ops whose other inputs stay as they are.</summary>
    internal static void Bring(ref Variable a, ref Variable b)
    {
        DType common = DTypes.Result(a.DType, a.Rank == 0, b.DType, b.Rank == 0);
        a = a.To(common);
        b = b.To(common);
    }

    internal static ReadOnlySpan<Variable> Bring(Op op, ReadOnlySpan<Variable> inputs)
    {
        if (op.Promotion == Promotion.None || AreOneFloat(inputs))
        {
            return inputs;
        }

        Variable[] result = inputs.ToArray();
        DType common = Common(op, ResultOf(result, static v => v.DType, static v => v.Rank));
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = result[i].DType == common ? result[i] : Convert(result[i], common);
        }

        return result;
    }

    private static bool AreOneFloat(ReadOnlySpan<Variable> inputs)
    {
        foreach (Variable input in inputs)
        {
            if (input.DType != inputs[0].DType || !input.DType.IsFloat())
            {
                return false;
            }
        }

        return true; // there is nothing to convert among none either
    }

    /// <summary>The same for tensors, and then the op itself.</summary>
    internal static Tensor Run(Op op, ReadOnlySpan<Tensor> inputs)
    {
        foreach (Tensor input in inputs)
        {
            ArgumentNullException.ThrowIfNull(input, nameof(inputs));
        }

        if (op.Promotion == Promotion.None || inputs.IsEmpty)
        {
            return First(op, inputs);
        }

        bool same = true;
        DType first = inputs[0].DType;
        foreach (Tensor input in inputs)
        {
            same &= input.DType == first;
        }

        if (same && (first.IsFloat() || op.Promotion == Promotion.Common))
        {
            return First(op, inputs);
        }

        Tensor[] converted = inputs.ToArray();
        DType common = Common(op, ResultOf(converted, static t => t.DType, static t => t.Rank));
        for (int i = 0; i < converted.Length; i++)
        {
            converted[i] = converted[i].To(common);
        }

        return First(op, converted);
    }

    private static Tensor First(Op op, ReadOnlySpan<Tensor> inputs) => op.OutputCount == 1 ? op.Run(inputs) : op.RunAll(inputs)[0];

    private static DType Common(Op op, DType common) => op.Promotion == Promotion.Float && !common.IsFloat() ? DType.Float32 : common;

    private static DType ResultOf<T>(T[] inputs, Func<T, DType> dtype, Func<T, int> rank)
    {
        DType? dimensioned = null, scalar = null;
        foreach (T input in inputs)
        {
            ref DType? group = ref rank(input) == 0 ? ref scalar : ref dimensioned;
            group = group is { } other ? DTypes.Promote(other, dtype(input)) : dtype(input);
        }

        return dimensioned is { } d && scalar is { } s ? DTypes.Result(d, false, s, true) : (dimensioned ?? scalar)!.Value;
    }

    private static Variable Convert(Variable x, DType dtype) => Recorder.Apply(new Ops.Cast(dtype), x);
}
