using System.Globalization;

namespace AutoGrad.Testing;

/// <summary>What to do about an exception that came out of a function under test, in place of a value; each remedy is a sentence behind a space.</summary>
internal static class Thrown
{
    /// <summary>For a function that was given drawn inputs.</summary>
    internal static string Remedy(Tensor[] inputs, Exception error) => error switch
    {
        ShapeException => " If the shapes do not fit, name the dimensions that must agree alike, as in \"n k\", \"k m\".",
        DTypeException refused when ReadsFloat32(inputs, refused) =>
            " The points are Float64, and the function also reads Float32 tensors that it was not passed. Convert these before: module.To(DType.Float64), tensor.To(DType.Float64); or pass them as inputs."
            + " GradCheck.Module(module, input) checks a module at one point, converts it and puts it back.",
        DTypeException => " If an input is to be integers, as indices are, give it Domain.Integers(low, high); new Input(\"n k\") { DType = ... } is another dtype.",
        AutogradException => "", // of the rule or the graph: it says itself what to change, and no other input helps
        _ => " If a value is refused, choose another Domain.",
    };

    /// <summary>For a case with a long dimension.</summary>
    internal static string LengthRemedy(int size, Exception error) => size < Large.Least || error is DTypeException or AutogradException ? "" : string.Create(
        CultureInfo.InvariantCulture, $" If a dimension of {size} is too long for it, give the longest: new ForAllOptions {{ LargestSize = {size - 1} }}.");

    /// <summary>A Float32 input would have been converted and explained by the gradient check itself.</summary>
    private static bool ReadsFloat32(Tensor[] inputs, DTypeException refused) =>
        (refused.Given, refused.Expected) is (DType.Float32, DType.Float64) or (DType.Float64, DType.Float32) && !Array.Exists(inputs, static t => t.DType == DType.Float32);
}
