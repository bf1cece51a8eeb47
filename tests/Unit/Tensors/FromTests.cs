namespace AutoGrad.Tests.Unit.Tensors;

/// <summary>Which overload a call means is what these tests are about, so each call is written out.</summary>
public sealed class FromTests
{
    [Fact]
    public void One_number_is_a_scalar_of_its_own_dtype()
    {
        Check(Tensor.From(1), [], DType.Int64, 1);
        Check(Tensor.From(1L), [], DType.Int64, 1);
        Check(Tensor.From(1.5f), [], DType.Float32, 1.5);
        Check(Tensor.From(3.0), [], DType.Float64, 3);
        Check(Tensor.From(true), [], DType.Bool, 1);
        int variable = 4;
        Check(Tensor.From(variable), [], DType.Int64, 4);
    }

    [Fact]
    public void Several_numbers_are_a_vector()
    {
        Check(Tensor.From(1, 2), [2], DType.Int64, 1, 2);
        Check(Tensor.From(1.0, 2.0), [2], DType.Float64, 1, 2);
        Check(Tensor.From(1f, 2), [2], DType.Float32, 1, 2);
        Check(Tensor.From(1, 2.5), [2], DType.Float64, 1, 2.5);
        Check(Tensor.From(true, false), [2], DType.Bool, 1, 0);
    }

    [Fact]
    public void A_list_is_a_vector_even_with_one_number_in_it()
    {
        Check(Tensor.From([5]), [1], DType.Int64, 5);
        Check(Tensor.From([0, 1]), [2], DType.Int64, 0, 1);
        Check(Tensor.From([0.5f]), [1], DType.Float32, 0.5);
        Check(Tensor.From([0.5, 1]), [2], DType.Float64, 0.5, 1);
        Check(Tensor.From([true]), [1], DType.Bool, 1);
        List<int> list = [3, 4];
        Check(Tensor.From([.. list]), [2], DType.Int64, 3, 4);
    }

    [Fact]
    public void Arrays_and_spans_keep_their_element_type()
    {
        Check(Tensor.From(new[] { 1, 2 }), [2], DType.Int32, 1, 2);
        Check(Tensor.From(new byte[] { 1, 255 }), [2], DType.UInt8, 1, 255);
        Check(Tensor.From(new[] { 1f }), [1], DType.Float32, 1);
        Check(Tensor.From(new[] { 1.0 }.AsSpan()), [1], DType.Float64, 1);
        ReadOnlySpan<long> longs = [7, 8, 9];
        Check(Tensor.From(longs), [3], DType.Int64, 7, 8, 9);
        ReadOnlySpan<int> ints = [7];
        Check(Tensor.From(ints), [1], DType.Int32, 7);
        Check(Tensor.From(new float[0]), [0], DType.Float32);
    }

    [Fact]
    public void A_shape_arranges_the_elements()
    {
        Check(Tensor.From(new[] { 1f, 2, 3, 4, 5, 6 }, [2, 3]), [2, 3], DType.Float32, 1, 2, 3, 4, 5, 6);
        Check(Tensor.From([1f, 2f], [2, 1]), [2, 1], DType.Float32, 1, 2);
        Check(Tensor.From(new double[0], [0, 3]), [0, 3], DType.Float64);
        var e = Assert.Throws<ShapeException>(() => Tensor.From(new[] { 1f, 2, 3 }, [2, 2]));
        Assert.Contains("From: 3 values do not fill shape [2, 2] of 4 elements", e.Message);
    }

    [Fact]
    public void Rectangular_arrays_give_their_shape()
    {
        Check(Tensor.From(new float[,] { { 1, 2, 3 }, { 4, 5, 6 } }), [2, 3], DType.Float32, 1, 2, 3, 4, 5, 6);
        Check(Tensor.From(new long[,,] { { { 1 }, { 2 } } }), [1, 2, 1], DType.Int64, 1, 2);
        Check(Tensor.From(new int[1, 1, 1, 2]), [1, 1, 1, 2], DType.Int32, 0, 0);
        Check(Tensor.From(new bool[,] { { true, false } }), [1, 2], DType.Bool, 1, 0);
        Check(Tensor.From(new double[0, 4]), [0, 4], DType.Float64);
    }

    [Fact]
    public void Jagged_arrays_must_be_even()
    {
        Check(Tensor.From(new[] { new[] { 1f, 2 }, new[] { 3f, 4 } }), [2, 2], DType.Float32, 1, 2, 3, 4);
        Check(Tensor.From(new double[][] { [], [] }), [2, 0], DType.Float64);
        Check(Tensor.From(Array.Empty<int[]>()), [0, 0], DType.Int32);
        var e = Assert.Throws<ShapeException>(() => Tensor.From(new[] { new[] { 1f, 2 }, new[] { 3f } }));
        Assert.Contains("row 1 has 1 elements and row 0 has 2", e.Message);
    }

    [Fact]
    public void Values_are_copied()
    {
        float[] source = [1, 2];
        Tensor t = Tensor.From(source);
        source[0] = 9;
        Check(t, [2], DType.Float32, 1, 2);
    }

    [Fact]
    public void Null_arrays_and_foreign_element_types_are_refused()
    {
        Assert.Throws<ArgumentNullException>(() => Tensor.From((float[,])null!));
        Assert.Throws<ArgumentNullException>(() => Tensor.From((float[][])null!));
        Assert.Contains("Int16", Assert.Throws<DTypeException>(() => Tensor.From(new short[] { 1 })).Message);
        Assert.Contains("Char", Assert.Throws<DTypeException>(() => Tensor.From(new char[1, 1])).Message);
    }

    private static void Check(Tensor t, int[] shape, DType dtype, params double[] values)
    {
        Assert.Equal(shape, t.Shape.ToArray());
        Assert.Equal(dtype, t.DType);
        Assert.Equal(values, t.ToDoubles());
    }
}
