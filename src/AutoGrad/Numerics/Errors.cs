namespace AutoGrad;

/// <summary>Builds every typed exception of the core: what is wrong, both sides, and what to do.</summary>
/// <remarks>Each method returns the exception, so that callers write <c>throw Errors.X(...)</c> and the compiler sees the flow end.</remarks>
internal static partial class Errors
{
    internal static ShapeException NotBroadcastable(string op, Shape a, Shape b, int dim)
    {
        int rank = Math.Max(a.Rank, b.Rank);
        int x = dim - (rank - a.Rank), y = dim - (rank - b.Rank);
        return Shapes(op, a, b, $"shapes {a} and {b} do not broadcast: dim {dim} is {a[x]} against {b[y]}. Reshape or slice one side.");
    }

    internal static ShapeException Shape(string op, Shape shape, string problem) =>
        new($"{op}: {problem}{Where()}") { Op = op, Left = shape, ModulePath = ModulePath.Current };

    internal static ShapeException Shapes(string op, Shape left, Shape right, string problem) =>
        new($"{op}: {problem}{Where()}") { Op = op, Left = left, Right = right, ModulePath = ModulePath.Current };

    internal static DTypeException DType(string op, DType given, DType? expected, string problem) =>
        new($"{op}: {problem}{Where()}") { Op = op, Given = given, Expected = expected, ModulePath = ModulePath.Current };

    internal static AutogradException Autograd(string op, string problem) =>
        new($"{op}: {problem}{Where()}") { Op = op, ModulePath = ModulePath.Current };

    internal static DTypeException FloatExpected(string op, DType given) =>
        DType(op, given, AutoGrad.DType.Float32, $"needs Float32 or Float64, got {given}. Convert with To(DType.Float32).");

    /// <summary>Two sides have to be of one dtype: which has which, and both ways out. Nobody is sent from floating point to integers.</summary>
    /// <param name="op">The operation.</param>
    /// <param name="left">The side whose dtype counts as expected.</param>
    /// <param name="a">Its dtype.</param>
    /// <param name="right">The side that does not fit.</param>
    /// <param name="b">Its dtype.</param>
    /// <param name="owner">What to convert in place of the right side. Default that side.</param>
    internal static DTypeException SidesDiffer(string op, string left, DType a, string right, DType b, string? owner = null)
    {
        string toRight = $"{left} with To(DType.{b})", toLeft = $"{owner ?? right} with To(DType.{a})";
        string ways = a.IsFloat() && !b.IsFloat() ? toLeft : b.IsFloat() && !a.IsFloat() ? toRight : $"{toRight}, or {toLeft}";
        return DType(op, b, a, $"{left} is {a} and {right} is {b}. Convert {ways}.");
    }

    /// <summary>An input and what a layer brings; where a layer is running, all of it is converted at once.</summary>
    internal static DTypeException LayerTypes(string op, string what, DType input, DType given) =>
        SidesDiffer(op, "the input", input, $"the {what}", given, ModulePath.Innermost is null ? null : "the layer");

    internal static DTypeException UndefinedDType(DType dtype) =>
        DType("Tensor", dtype, null, $"{(byte)dtype} is not a dtype. Use a named value of DType.");

    internal static DTypeException UnsupportedElementType(Type type) =>
        new($"Tensor: elements of type {type.Name} cannot be stored. Use float, double, long, int, byte or bool.");

    internal static ShapeException DimOutOfRange(string op, int dim, Shape shape, int range) =>
        Shape(op, shape, $"dim {dim} is outside [{-range}, {range - 1}] for shape {shape}. Pass a dim the tensor has.");

    internal static ShapeException NoSuchDim(Shape shape, int index) =>
        Shape("Shape", shape, $"index {index} is outside 0..{shape.Rank - 1} for shape {shape} of {shape.Rank} dimensions. Count from the end with ^1, or ask Size(dim).");

    internal static ShapeException DuplicateDim(string op, int dim, Shape shape) =>
        Shape(op, shape, $"dim {dim} is listed twice for shape {shape}. List each dim once.");

    internal static ShapeException RankTooHigh(string op, Shape shape) =>
        Shape(op, shape, $"shape {shape} has {shape.Rank} dimensions; at most 63 are supported. Flatten some.");

    internal static ShapeException NegativeSize(ReadOnlySpan<int> sizes) =>
        new($"Shape: [{string.Join(", ", sizes.ToArray())}] has a negative size. Sizes are 0 or more; only Reshape and View accept one -1.");

    internal static ShapeException TooManyElements(ReadOnlySpan<int> sizes) =>
        new($"Shape: [{string.Join(", ", sizes.ToArray())}] has more than {int.MaxValue} elements, the limit of one tensor. Split it along a dimension.");

    internal static ShapeException TooManyBytes(Shape shape, DType dtype, long bytes) =>
        Shape("Tensor", shape, $"{dtype} {shape} takes {bytes:N0} bytes; one tensor holds at most {Array.MaxLength - 64:N0}. Split it along a dimension.");

    internal static AutogradException NotSaved(string? what) =>
        new($"the rule reads {what}, which was not saved. Name it in Saves.") { Unsaved = what };

    internal static AutogradException RuleReadsUnsaved(string op, string what) =>
        Autograd(op, $"the rule reads {what}, which was not saved. Name it in Saves{(what.StartsWith('X') ? $", such as Saved.{(what == "X(0)" ? "X" : what == "X(1)" ? "B" : "Inputs")}" : what.StartsWith('Y') ? ", as Saved.Output" : "")}.");

    internal static AutogradException NoSuchValue(string op, string what, int index, int count) =>
        Autograd(op, $"the rule asks for {what}({index}), and there {(count == 1 ? "is 1" : $"are {count}")}. Count from 0.");

    internal static AutogradException CotangentMissing(string op, int index) =>
        Autograd(op, $"the rule adds null as the cotangent of input {index}. Add nothing where there is no gradient.");

    internal static ShapeException CotangentShape(string op, int index, Shape dx, Shape x) => Shapes(
        op, dx, x, $"the rule adds a cotangent of shape {dx} to input {index} of shape {x}. It must have the input's shape, or one the input broadcasts to: the engine sums what broadcasting repeated.");

    internal static AutogradException SavedWasChanged(string op, Shape shape, int saved, int now, string? path) => new(
        $"{op}: a value of shape {shape} saved for the backward pass was changed in place (version {saved} when saved, {now} now){In(path)}. " +
        "Change a Clone() of it, or change it after Backward.")
    { Op = op, ModulePath = path };

    internal static AutogradException GraphReleased(string op, string? path) => new(
        $"{op}: Backward a second time through a graph whose saved values were released{In(path)}. " +
        "Pass retainGraph: true to the first Backward, or compute the output again.")
    { Op = op, ModulePath = path };

    internal static AutogradException InferenceSaved(string op) =>
        Autograd(op, "a value made in inference mode cannot be saved for a backward pass. Clone() it outside inference mode, or use NoGrad instead.");

    internal static AutogradException RequiresGradOnResult(string op) =>
        Autograd("RequiresGrad", $"can be set on leaves only, and this variable was computed by {op}. Use Detach() for a leaf with the same value.");

    internal static DTypeException BoolArithmetic(string op) =>
        DType(op, AutoGrad.DType.Bool, null, "is not defined on Bool. Convert with To(DType.Int64) or To(DType.Float32), or use the logical operations.");

    private static string In(string? path) => path is null ? "" : $" (in {path})";

    private static string Where() => ModulePath.Innermost is { } module ? $" (in {module.Path}, {module.Description})" : "";
}
