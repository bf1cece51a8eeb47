namespace AutoGrad.Tests.Unit.Ops.Arithmetic;

/// <summary>Division, remainders and powers of integers.</summary>
public sealed class IntegerTests
{
    public static TheoryData<DType> Dtypes => [DType.Int32, DType.Int64, DType.UInt8];

    [Theory]
    [MemberData(nameof(Dtypes))]
    public void Quotients_and_remainders_of_every_pair_of_small_numbers_are_Pythons(DType dtype)
    {
        int low = dtype == DType.UInt8 ? 0 : -9;
        var pairs = (from a in Enumerable.Range(low, 19) from b in Enumerable.Range(low, 19) where b != 0 select (a, b)).ToArray();
        Tensor x = Make(pairs.Select(p => p.a)), y = Make(pairs.Select(p => p.b));
        Assert.Equal(pairs.Select(p => Math.Floor((double)p.a / p.b)), x.FloorDivide(y).ToDoubles());
        Assert.Equal(pairs.Select(p => p.a - (p.b * Math.Floor((double)p.a / p.b))), x.Remainder(y).ToDoubles());
        Assert.Equal(pairs.Select(p => (double)(p.a % p.b)), x.Fmod(y).ToDoubles());
        Assert.Equal(pairs.Select(p => (double)(p.a / p.b)), x.Div(y, RoundingMode.Trunc).ToDoubles());
        Assert.Equal(dtype, x.FloorDivide(y).DType);

        Tensor Make(IEnumerable<int> values) => Tensor.From<int>([.. values]).To(dtype);
    }

    [Fact]
    [Trait("Category", Kernels.VectorWidthTests.Trait)]
    public void Large_integers_divide_as_exactly_as_small_ones()
    {
        var random = new Random(3);
        long[] a = [.. Enumerable.Range(0, 4000).Select(i => random.NextInt64(-1L << (i % 63), 1L << (i % 63)))];
        long[] b = [.. Enumerable.Range(0, 4000).Select(i => random.NextInt64(1, (1L << (i / 64)) + 1) * ((i & 1) == 0 ? 1 : -1))];
        Tensor x = Tensor.From<long>(a), y = Tensor.From<long>(b);
        Assert.Equal(a.Zip(b, static (p, q) => (long)Floor(p, q)), x.FloorDivide(y).ToArray<long>());
        Assert.Equal(a.Zip(b, static (p, q) => (long)(p - ((System.Numerics.BigInteger)q * Floor(p, q)))), x.Remainder(y).ToArray<long>());
        Assert.Equal(a.Zip(b, static (p, q) => p % q), x.Fmod(y).ToArray<long>());

        static System.Numerics.BigInteger Floor(System.Numerics.BigInteger p, System.Numerics.BigInteger q)
        {
            var quotient = System.Numerics.BigInteger.DivRem(p, q, out System.Numerics.BigInteger rest);
            return rest.IsZero || (rest.Sign < 0) == (q.Sign < 0) ? quotient : quotient - 1;
        }
    }

    [Fact]
    [Trait("Category", Kernels.VectorWidthTests.Trait)]
    public void Remainders_of_floats_are_exact_over_all_magnitudes()
    {
        var random = new Random(4);
        float[] special = [0, -0f, 1, -1, 3, float.Epsilon, -float.Epsilon, 1e-40f, float.MaxValue, -float.MaxValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN, 0.1f, 16777217, 8388609];
        float[] a = [.. from p in special from q in special select p, .. Enumerable.Range(0, 20_000).Select(_ => Any())];
        float[] b = [.. from p in special from q in special select q, .. Enumerable.Range(0, 20_000).Select(i => i % 2 == 0 ? Any() : a[(special.Length * special.Length) + i] / random.Next(1, 3000))];
        Check(a, b);
        Check(Array.ConvertAll(a, static v => (double)v), Array.ConvertAll(b, static v => v * 1.7));

        float Any() => BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue));

        static void Check<T>(T[] a, T[] b) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
        {
            T[] fmod = Tensor.From<T>(a).Fmod(Tensor.From<T>(b)).ToArray<T>(), remainder = Tensor.From<T>(a).Remainder(Tensor.From<T>(b)).ToArray<T>();
            for (int i = 0; i < a.Length; i++)
            {
                T expected = a[i] % b[i], python = expected != T.Zero && T.IsNegative(expected) != T.IsNegative(b[i]) ? expected + b[i] : expected;
                Assert.True(expected.Equals(fmod[i]) && (T.IsNaN(expected) || T.IsNegative(expected) == T.IsNegative(fmod[i])), $"{a[i]} mod {b[i]} is {expected}, not {fmod[i]}");
                Assert.True(python.Equals(remainder[i]), $"{a[i]} remainder {b[i]} is {python}, not {remainder[i]}");
            }
        }
    }

    [Fact]
    public void The_smallest_integer_divided_by_minus_1_wraps_around_instead_of_trapping()
    {
        Tensor x = Tensor.From(long.MinValue, int.MinValue), y = Tensor.From(-1L);
        Assert.Equal([long.MinValue, -(long)int.MinValue], x.FloorDivide(y).ToArray<long>());
        Assert.Equal([long.MinValue, -(long)int.MinValue], x.Div(y, RoundingMode.Trunc).ToArray<long>());
        Assert.Equal([0L, 0], x.Remainder(y).ToArray<long>());
        Assert.Equal([0], Tensor.From<int>([int.MinValue]).Fmod(-1).ToArray<int>());
    }

    [Fact]
    public void A_zero_divisor_is_refused_with_its_place_and_floats_give_what_IEEE_754_says()
    {
        var error = Assert.Throws<DivideByZeroException>(() => Tensor.From(4L, 5, 6).Remainder(Tensor.From(2L, 1, 0)));
        Assert.Contains("element 2 of the Int64 divisor is 0", error.Message, StringComparison.Ordinal);
        Assert.Throws<DivideByZeroException>(() => Tensor.From(4L).FloorDivide(0));
        Assert.Equal([double.PositiveInfinity, double.NaN], Tensor.From(4.0, 0).FloorDivide(Tensor.From(0.0, 0)).ToArray<double>());
    }

    [Fact]
    public void Powers_wrap_around_and_large_exponents_take_no_longer()
    {
        Assert.Equal([unchecked(3L * 3 * 3 * 3), 1, 0], Tensor.From(3L, 1, 0).Pow(4).ToArray<long>());
        Assert.Equal([0L, 1, -1], Tensor.From(2L, -1, -1).Pow(Tensor.From(64L, long.MaxValue - 1, long.MaxValue)).ToArray<long>());
        Assert.Equal([(byte)0], Tensor.From<byte>([16]).Pow(2).ToArray<byte>());
    }

    [Fact]
    public void A_number_keeps_the_dtype_unless_its_kind_is_higher()
    {
        Assert.Equal(DType.Float32, (Tensor.Ones([1]) * 2.5).DType);
        Assert.Equal(DType.Int32, (Tensor.Ones([1], DType.Int32) + 2).DType);
        Assert.Equal(DType.Float32, (Tensor.Ones([1], DType.Int64) + 2.0).DType);
        Assert.Equal(DType.Int64, (Tensor.Ones([1], DType.Bool) + 2).DType);
        Assert.Equal(9007199254740993L, (Tensor.From(9007199254740992L) + 1).Item<long>());
    }
}
