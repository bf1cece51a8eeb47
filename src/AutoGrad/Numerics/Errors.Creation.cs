using System.Globalization;

namespace AutoGrad;

internal static partial class Errors
{
    internal static ArgumentOutOfRangeException RangeNeverEnds(double start, double end, double step) => Value(
        "Arange",
        "step",
        step,
        step == 0 ? $"step is 0, so {Text(end)} is never reached from {Text(start)}. Pass another step."
        : double.IsFinite(start) && double.IsFinite(end) ? $"a step of {Text(step)} never leads from {Text(start)} to {Text(end)}. Change its sign, or exchange the bounds."
        : $"the bounds {Text(start)} and {Text(end)} are not finite. Pass finite numbers.");

    internal static ShapeException RangeTooLong(double count) =>
        new($"Arange: {Text(count)} numbers are more than the {int.MaxValue} elements of one tensor. Enlarge the step, or make several ranges.") { Op = "Arange" };

    internal static ShapeException UnevenRows(int row, int length, int expected) =>
        new($"From: row {row} has {length} elements and row 0 has {expected}. Make all rows equally long.") { Op = "From" };

    internal static ShapeException ValuesDoNotFill(int count, Shape shape) =>
        Shape("From", shape, $"{count} values do not fill shape {shape} of {shape.NumEl} elements. Pass as many values as the shape has elements.");

    internal static ShapeException TooLong(nint length, int dim) =>
        new($"From: dim {dim} has {length} places; {int.MaxValue} are the most a dimension of one tensor has. Split it.") { Op = "From" };

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
