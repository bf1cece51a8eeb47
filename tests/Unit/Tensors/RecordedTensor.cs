using AutoGrad.Tests.Fixtures;

namespace AutoGrad.Tests.Unit.Tensors;

/// <summary>Recorded tensors as tensors, and comparison with them.</summary>
internal static class RecordedTensor
{
    internal static DType DTypeOf(string name) => name switch
    {
        "float32" => DType.Float32,
        "float64" => DType.Float64,
        "int64" => DType.Int64,
        "int32" => DType.Int32,
        "uint8" => DType.UInt8,
        "bool" => DType.Bool,
        _ => throw new ArgumentException(name),
    };

    internal static Shape ShapeOf(FixtureTensor t) => Shape.Create(Array.ConvertAll(t.Shape, s => (int)s));

    internal static Tensor ToTensor(FixtureTensor t) => (t.IsFloating ? Tensor.From(t.Doubles, ShapeOf(t)) : Tensor.From(t.Longs, ShapeOf(t))).To(DTypeOf(t.DType));

    /// <summary>Same dtype, same shape, same values to a relative and absolute tolerance; 0 means the same bits.</summary>
    internal static void Same(FixtureTensor expected, Tensor actual, double tolerance = 0)
    {
        Assert.Equal(DTypeOf(expected.DType), actual.DType);
        Assert.Equal(ShapeOf(expected), actual.Shape);
        if (!expected.IsFloating)
        {
            Assert.Equal(expected.Longs, actual.To(DType.Int64).ToArray<long>());
            return;
        }

        double[] truth = ToTensor(expected).ToDoubles(), values = actual.ToDoubles();
        for (int i = 0; i < truth.Length; i++)
        {
            bool same = truth[i].Equals(values[i]) || Math.Abs(truth[i] - values[i]) <= tolerance * (1 + Math.Abs(truth[i]));
            Assert.True(same, $"element {i}: {truth[i]:R} expected, {values[i]:R} found");
        }
    }
}
