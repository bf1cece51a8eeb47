namespace AutoGrad.Checking;

/// <summary>What is checked: code, where, and with respect to what.</summary>
/// <param name="Code">The function.</param>
/// <param name="Inputs">The point, in the dtypes and layouts given.</param>
/// <param name="Active">Which inputs are differentiated.</param>
internal sealed record Subject(ProbedFunction.Code Code, Tensor[] Inputs, int[] Active)
{
    private const long MostLeafElements = 2_000;

    /// <summary>The largest Float32 over 100: sums of a few cotangents stay below it.</summary>
    private const double Float32Brim = 3.4e36;

    private const double Float64Brim = 1.8e306;

    /// <summary>Variables that the code reads by itself, such as a module's parameters; null when it gets its inputs passed.</summary>
    internal Variable[]? Leaves { get; init; }

    /// <summary>What the inputs are called, such as a module's parameters; null for numbers.</summary>
    internal string[]? Names { get; init; }

    /// <summary>Code that puts a module into the state in which it was checked, for the test to paste: the name it goes by, and the lines.</summary>
    internal Func<(string Name, string[] Lines)>? Setup { get; init; }

    /// <summary>Whether the function takes its inputs as one array.</summary>
    internal bool TakesArray { get; init; }

    /// <summary>Inputs that are passed: those behind the leaves.</summary>
    internal ReadOnlySpan<Tensor> Passed => Inputs.AsSpan(Leaves?.Length ?? 0);

    /// <summary>Whether a failing point is made smaller: what is passed can be, leaves stay what they are, and with many of them each attempt takes too long.</summary>
    internal bool IsShrinkable => !Passed.IsEmpty && (Leaves is null || Leaves.Sum(static l => (long)l.NumEl) <= MostLeafElements);

    /// <summary>The same with other tensors in place of the passed ones.</summary>
    internal Subject At(Tensor[] passed) => this with { Inputs = [.. Inputs.AsSpan(0, Leaves?.Length ?? 0), .. passed] };

    /// <summary>The function as the caller wrote it.</summary>
    internal string Expression { get; init; } = "f";

    /// <summary>Whether an input is differentiated in Float32: differences then run in Float64 and the gradients of both are compared.</summary>
    internal bool IsFloat32 => Array.Exists(Active, i => Inputs[i].DType == DType.Float32);

    /// <summary>The same memory in a tensor that graphs may keep, also where it was made in inference mode.</summary>
    internal static Tensor Recordable(Tensor t)
    {
        if (!t.IsInference)
        {
            return t;
        }

        Tensor view = t.ViewOf(t.Shape, t.Strides(), t.Offset);
        view.IsInference = false;
        return view;
    }

    /// <summary>The same with every floating-point input in Float64.</summary>
    internal Subject InFloat64() => this with { Inputs = Array.ConvertAll(Inputs, static t => t.DType == DType.Float32 ? t.To(DType.Float64) : t) };

    internal ProbedFunction Probe() => new(Code, InFloat64().Inputs, Active, Leaves) { Names = Names };

    /// <summary>How far rounding moves the values and the gradients, in the subject's own dtype: cancellation makes this more than a rounding of the result.</summary>
    internal (double Values, double Gradients) Noise(Random random)
    {
        ProbedFunction f = Probe();
        double unit = IsFloat32 ? Math.ScaleB(1, 29) : 1; // Float32 has 29 binary digits less
        ProbedFunction gradient = f.Gradient(Directions.Random(random, 1, f.Center.Values.Length)[0]);
        double values = Math.Max(Directions.Largest(f.Noise), Directions.Largest(f.Stairs)), gradients = Math.Max(Directions.Largest(gradient.Noise), Directions.Largest(gradient.Stairs));
        return (unit * values, unit * gradients);
    }

    /// <summary>Whether what Float64 makes of the inputs is too large for the inputs' dtype: then infinities and NaN are no fault of a rule.</summary>
    internal bool LeavesRange(Random random)
    {
        double brim = IsFloat32 ? Float32Brim : Float64Brim;
        Subject exact = InFloat64();
        Variable[] x = exact.Variables(), y = exact.Run(x);
        return Array.Exists(y, t => Directions.Largest(t.Data.ToDoubles()) > brim)
            || Array.Exists(exact.Gradients(y, Cotangents(y, random), x), g => Directions.Largest(g) > brim);
    }

    /// <summary>Variables to run the code on; those that require gradients are the active ones the filter lets through.</summary>
    internal Variable[] Variables(Func<int, bool>? requiresGrad = null)
    {
        int leaves = Leaves?.Length ?? 0;
        return [.. Leaves ?? [], .. Enumerable.Range(leaves, Inputs.Length - leaves).Select(i => IsWanted(i) ? new Variable(Inputs[i], requiresGrad: true) : new Variable(Inputs[i], node: null))];

        bool IsWanted(int i) => Active.Contains(i) && (requiresGrad is null || requiresGrad(i));
    }

    /// <summary>The outputs that can be differentiated.</summary>
    internal Variable[] Run(Variable[] variables) => [.. Code(variables, true).OfType<Variable>().Where(static y => y.DType.IsFloat())];

    /// <summary>The gradients of the active inputs along cotangents; zeros where nothing arrives.</summary>
    internal double[][] Gradients(Variable[] outputs, Variable[] cotangents, Variable[] inputs, bool retainGraph = true)
    {
        Variable[] wanted = [.. Active.Select(i => inputs[i])];
        int[] reached = [.. Enumerable.Range(0, outputs.Length).Where(k => outputs[k].RequiresGrad)];
        Variable?[] found = reached.Length == 0
            ? new Variable?[wanted.Length]
            : Autodiff.Grad([.. reached.Select(k => outputs[k])], wanted, [.. reached.Select(k => cotangents[k])], retainGraph: retainGraph, allowUnused: true);
        return [.. found.Select((g, k) => g?.Data.ToDoubles() ?? new double[wanted[k].NumEl])];
    }

    /// <summary>Random cotangents for outputs, without small components.</summary>
    internal static Variable[] Cotangents(Variable[] outputs, Random random) => Array.ConvertAll(
        outputs, y => new Variable(Tensor.From<double>(Directions.Random(random, 1, y.NumEl)[0]).Reshape(y.Shape).To(y.DType), node: null));
}
