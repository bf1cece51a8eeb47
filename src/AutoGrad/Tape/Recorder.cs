using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace AutoGrad;

/// <summary>Applies ops to variables: promotes, executes and, when an input requires a gradient and recording is on, makes the node.</summary>
internal static class Recorder
{
    /// <summary>An operand, which must not be null. The throw stays out of line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Variable Given([NotNull] Variable? operand, [CallerArgumentExpression(nameof(operand))] string? argument = null) => operand ?? Missing(argument);

    /// <summary>An operand that is null was mostly a Grad: w after <c>w -= 0.1 * w.Grad!</c> is a result, and the next pass leaves its Grad null.</summary>
    [DoesNotReturn]
    private static Variable Missing(string? argument) => throw new ArgumentNullException(
        argument,
        "A variable is null. If it is a Grad: that is null before Backward, after ZeroGrad, and of a variable that an operation computed, such as w after w -= ... " +
        "Change a leaf by w.Data.SubInPlace(...) or by an optimizer instead, or call RetainGrad() before Backward.");

    internal static Variable Apply(Op op, Variable x)
    {
        Given(x);
        if (!op.IsInline(1))
        {
            return ApplyMany(op, [x]);
        }

        x = Promoter.Bring(op, x);
        Tensor y = op.Run(x.Data);
        Mode mode = Mode.Current;
        if (mode.IsSpecial)
        {
            return Special(op, mode, y, x);
        }

        return mode.Grad && x.Node is not null && op.IsDifferentiable && y.DType.IsFloat() ? Record(op, x, y) : new Variable(y, node: null);
    }

    internal static Variable Apply(Op op, Variable a, Variable b)
    {
        Given(a);
        Given(b);
        if (!op.IsInline(2))
        {
            return ApplyMany(op, [a, b]); // an op of any number of inputs must know the shape of each, and inline nodes keep no shapes
        }

        Promoter.Bring(op, ref a, ref b);
        Tensor y = op.Run(a.Data, b.Data);
        Mode mode = Mode.Current;
        if (mode.IsSpecial)
        {
            return Special(op, mode, y, a, b);
        }

        return mode.Grad && (a.Node is not null || b.Node is not null) && op.IsDifferentiable && y.DType.IsFloat()
            ? Record(op, a, b, y)
            : new Variable(y, node: null);
    }

    internal static Variable Apply(Op op, ReadOnlySpan<Variable> inputs) => inputs.Length switch
    {
        1 => Apply(op, inputs[0]),
        2 => Apply(op, inputs[0], inputs[1]),
        _ => ApplyMany(op, inputs),
    };

    /// <summary>The first output of an op that has not one or two inputs, always, and one output.</summary>
    private static Variable ApplyMany(Op op, ReadOnlySpan<Variable> inputs)
    {
        if (op.OutputCount != 1)
        {
            return ApplyAll(op, inputs)[0];
        }

        CheckInputs(op, inputs);
        inputs = Promoter.Bring(op, inputs);
        var tensors = new DataBuffer();
        Tensor y = op.Run(tensors.Fill(inputs));
        Mode mode = Mode.Current;
        Variable output = mode.Grad && op.IsDifferentiable && y.DType.IsFloat() && inputs.ContainsAnyRecorded() ? Record(op, inputs, y) : new Variable(y, node: null);
        if (mode.IsSpecial)
        {
            Observe(op, mode, inputs.ToArray(), [output]);
        }

        return output;
    }

    internal static Variable[] ApplyAll(Op op, ReadOnlySpan<Variable> inputs)
    {
        if (op.OutputCount == 1)
        {
            return [Apply(op, inputs)];
        }

        CheckInputs(op, inputs);
        inputs = Promoter.Bring(op, inputs);
        var tensors = new DataBuffer();
        Tensor[] results = op.RunAll(tensors.Fill(inputs));
        Mode mode = Mode.Current;
        Variable[] outputs = mode.Grad && op.IsDifferentiable && inputs.ContainsAnyRecorded()
            ? Record(op, inputs, results)
            : Array.ConvertAll(results, static y => new Variable(y, node: null));
        if (mode.IsSpecial)
        {
            Observe(op, mode, inputs.ToArray(), outputs);
        }

        return outputs;
    }

    private static void CheckInputs(Op op, ReadOnlySpan<Variable> inputs)
    {
        foreach (Variable input in inputs)
        {
            ArgumentNullException.ThrowIfNull(input, nameof(inputs));
        }

        if (op.Arity != 0 && op.Arity != inputs.Length)
        {
            throw Errors.Autograd(op.Name, $"takes {(op.Arity == 1 ? "1 input" : "2 inputs")}, got {inputs.Length}. Pass what its rule is written for.");
        }
    }

    private static Variable Special(Op op, Mode mode, Tensor y, params ReadOnlySpan<Variable> inputs)
    {
        bool records = mode.Grad && op.IsDifferentiable && y.DType.IsFloat() && inputs.ContainsAnyRecorded();
        Variable output = !records ? new Variable(y, node: null)
            : inputs.Length == 1 ? Record(op, inputs[0], y)
            : Record(op, inputs[0], inputs[1], y);
        Observe(op, mode, inputs.ToArray(), [output]);
        return output;
    }

    private static Variable Record(Op op, Variable x, Tensor y)
    {
        var node = new Node(op, y.Spec, x.Node, null);
        var output = new Variable(y, node);
        Saved saves = op.SavesWhen(1);
        if ((saves & Saved.X) != 0)
        {
            node.Saved0 = Savable(op, x);
            node.Version0 = x.Data.Version;
        }

        if ((saves & Saved.Output) != 0)
        {
            node.SavedOutput = Savable(op, output);
            node.VersionOutput = y.Version;
        }

        return output;
    }

    private static Variable Record(Op op, Variable a, Variable b, Tensor y)
    {
        var node = new Node(op, y.Spec, a.Node, b.Node);
        var output = new Variable(y, node);
        Saved saves = op.SavesWhen((a.Node is null ? 0 : 1) | (b.Node is null ? 0 : 2));
        if ((saves & Saved.A) != 0)
        {
            node.Saved0 = Savable(op, a);
            node.Version0 = a.Data.Version;
        }

        if ((saves & Saved.B) != 0)
        {
            node.Saved1 = Savable(op, b);
            node.Version1 = b.Data.Version;
        }

        if ((saves & Saved.Output) != 0)
        {
            node.SavedOutput = Savable(op, output);
            node.VersionOutput = y.Version;
        }

        return output;
    }

    private static Variable Record(Op op, ReadOnlySpan<Variable> inputs, Tensor y)
    {
        Node node = NodeOf(op, inputs, y, out Saved saves);
        var output = new Variable(y, node);
        if ((saves & Saved.Output) != 0)
        {
            node.SavedOutput = Savable(op, output);
            node.VersionOutput = y.Version;
        }

        return output;
    }

    private static Variable[] Record(Op op, ReadOnlySpan<Variable> inputs, Tensor[] results)
    {
        Node node = NodeOf(op, inputs, results[0], out Saved saves);
        MoreInputs more = node.More!;
        bool single = op.OthersAreStatistics;
        var outputs = new Variable[results.Length];
        for (int k = 0; k < outputs.Length; k++)
        {
            Tensor y = results[k];
            outputs[k] = new Variable(y, single ? (k == 0 ? node : null) : y.DType.IsFloat() ? new OutputNode(node, k, y.Spec) : null);
        }

        more.OutputSpecs = single ? null : Array.ConvertAll(results, static y => y.Spec);
        more.Outputs = (saves & Saved.Output) != 0 ? KeptOutputs(op, outputs) : null;
        return outputs;
    }

    /// <summary>A node that keeps each input's edge, shape and, where the rule reads it, value.</summary>
    private static Node NodeOf(Op op, ReadOnlySpan<Variable> inputs, Tensor output, out Saved saves)
    {
        var more = new MoreInputs(inputs.Length);
        int needs = 0;
        for (int i = 0; i < inputs.Length; i++)
        {
            more.Inputs[i].Edge = inputs[i].Node;
            more.Inputs[i].Shape = inputs[i].Data.Shape;
            needs |= inputs[i].Node is null ? 0 : 1 << Math.Min(i, 29);
        }

        saves = op.SavesWhen(needs);
        for (int i = 0; i < inputs.Length; i++)
        {
            if (((int)saves & (1 << Math.Min(i, 29))) != 0)
            {
                more.Inputs[i].Saved = Savable(op, inputs[i]);
                more.Inputs[i].Version = inputs[i].Data.Version;
            }
        }

        return new Node(op, output.Spec, more);
    }

    /// <summary>What the fast path leaves out: branch bits, tangents, the open tape, forward traces.</summary>
    private static void Observe(Op op, Mode mode, Variable[] inputs, Variable[] outputs)
    {
        mode.Pieces?.Observe(op, inputs, outputs[0]);
        mode.Forward?.Propagate(op, inputs, outputs);
        Node? node = outputs[0].Node is OutputNode output ? output.E0 : outputs[0].Node;
        if (node is not null && (mode.Anomaly || mode.Tape is not null))
        {
            node.Extras ??= new NodeExtras();
            node.Extras.ModulePath = ModulePath.Current;
            node.Extras.ForwardTrace = mode.Anomaly ? new StackTrace(fNeedFileInfo: true).ToString() : null; // no frame is skipped: which of ours are left depends on what was inlined
            mode.Tape?.Add(node, inputs, outputs);
        }
    }

    private static Variable?[] KeptOutputs(Op op, Variable[] outputs)
    {
        var kept = new Variable?[outputs.Length];
        for (int k = 0; k < kept.Length; k++)
        {
            kept[k] = (op.SavedOutputs >> k & 1) != 0 ? Savable(op, outputs[k]) : null;
        }

        return kept;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Variable Savable(Op op, Variable value) =>
        value.Data.IsInference ? throw Errors.InferenceSaved(op.Name) : value;

    private static bool ContainsAnyRecorded(this ReadOnlySpan<Variable> inputs)
    {
        foreach (Variable input in inputs)
        {
            if (input.Node is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The inputs' values without an allocation for up to eight.</summary>
    [InlineArray(8)]
    private struct DataBuffer
    {
        private Tensor _first;

        [UnscopedRef]
        public ReadOnlySpan<Tensor> Fill(ReadOnlySpan<Variable> inputs)
        {
            Span<Tensor> data = inputs.Length <= 8 ? this : new Tensor[inputs.Length];
            for (int i = 0; i < inputs.Length; i++)
            {
                data[i] = inputs[i].Data;
            }

            return data[..inputs.Length];
        }
    }
}
