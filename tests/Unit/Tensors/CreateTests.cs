using AutoGrad.Tests.Fixtures;

namespace AutoGrad.Tests.Unit.Tensors;

public sealed class CreateTests
{
    public static IEnumerable<object[]> Cases => Fixture.Names("creation").Where(row => Call(Fixture.Case("creation", (string)row[0])) is not null);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Factories_give_what_PyTorch_gives(string name)
    {
        FixtureCase c = Fixture.Case("creation", name);
        RecordedTensor.Same(c.Outputs[0], Call(c)!(), tolerance: c.Outputs[0].DType == "float32" ? 1e-7 : 2e-16);
    }

    [Fact]
    public void Nearly_every_recorded_creation_is_compared() => Assert.InRange(Cases.Count(), 22, int.MaxValue);

    [Fact]
    public void Zeros_ones_full_and_their_like_forms_have_shape_dtype_and_value()
    {
        Tensor like = Tensor.Empty([2, 3], DType.Int32);
        (Tensor Tensor, double Value, DType DType)[] made =
        [
            (Tensor.Zeros([2, 3]), 0, DType.Float32),
            (Tensor.ZerosLike(like), 0, DType.Int32),
            (Tensor.Ones([2, 3], DType.Bool), 1, DType.Bool),
            (Tensor.OnesLike(like, DType.Float64), 1, DType.Float64),
            (Tensor.Full([2, 3], 2.5), 2.5, DType.Float32),
            (Tensor.Full([2, 3], 7, DType.UInt8), 7, DType.UInt8),
            (Tensor.Full([2, 3], -0.5, DType.Bool), 1, DType.Bool),
            (Tensor.Full([2, 3], 2.9, DType.Int64), 2, DType.Int64),
            (Tensor.FullLike(like, 4), 4, DType.Int32),
        ];
        foreach ((Tensor tensor, double value, DType dtype) in made)
        {
            Assert.Equal(new TensorSpec([2, 3], dtype), tensor.Spec);
            Assert.All(tensor.ToDoubles(), v => Assert.Equal(value, v));
            Assert.True(tensor.IsContiguous);
            Assert.Equal(0, tensor.Version);
        }

        Assert.Equal(new TensorSpec([2, 3], DType.Int32), Tensor.EmptyLike(like).Spec);
        Assert.Equal(new TensorSpec([2, 3], DType.Bool), Tensor.EmptyLike(like, DType.Bool).Spec);
    }

    [Fact]
    public void Whole_numbers_keep_all_64_bits() => Assert.Equal([9007199254740993], Tensor.Full([1], 9007199254740993, DType.Int64).ToArray<long>());

    [Fact]
    public void Large_tensors_are_filled_to_the_end()
    {
        Assert.All(Tensor.Zeros([1000, 77]).ToArray<float>(), v => Assert.Equal(0, v));
        Assert.All(Tensor.Ones([1000, 77]).ToArray<float>(), v => Assert.Equal(1, v));
    }

    [Fact]
    public void Scalars_and_empty_tensors_can_be_made()
    {
        Assert.Equal(1, Tensor.Ones([]).Item());
        Assert.Empty(Tensor.Ones([3, 0, 2]).ToArray<float>());
        Assert.Equal([3, 0, 2], Tensor.ZerosLike(Tensor.Empty([3, 0, 2])).Shape.ToArray());
    }

    [Fact]
    public void Values_a_dtype_cannot_hold_are_refused()
    {
        Assert.Contains("300 does not fit UInt8", Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Full([2], 300, DType.UInt8)).Message);
        Assert.Contains("does not fit Int32", Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Full([2], 3e9, DType.Int32)).Message);
        Assert.Contains("NaN does not fit Int64", Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Full([2], double.NaN, DType.Int64)).Message);
        Assert.Contains("does not fit Float32", Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Full([2], 1e300)).Message);
        Assert.Contains("does not fit", Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.FullLike(Tensor.Zeros([1], DType.Int64), 1e19)).Message);
        Assert.Equal([float.PositiveInfinity, float.NaN], new[] { Tensor.Full([1], double.PositiveInfinity).Item<float>(), Tensor.Full([1], double.NaN).Item<float>() });
    }

    [Fact]
    public void Impossible_sizes_are_refused_without_touching_memory()
    {
        Assert.Contains("negative size", Assert.Throws<ShapeException>(() => Tensor.Zeros([2, -1])).Message);
        Assert.Contains("more than 2147483647 elements", Assert.Throws<ShapeException>(() => Tensor.Zeros([100_000, 100_000])).Message);
        Assert.Contains("bytes", Assert.Throws<ShapeException>(() => Tensor.Zeros([2_000_000_000], DType.Float64)).Message);
        Assert.Contains("bytes", Assert.Throws<ShapeException>(() => Tensor.Randn([1 << 30])).Message);
        Assert.Contains("more than 2147483647", Assert.Throws<ShapeException>(() => Tensor.Eye(1 << 20)).Message);
        Assert.Throws<ShapeException>(() => Tensor.Linspace(0, 1, -1));
    }

    [Fact]
    public void Arange_takes_its_dtype_from_its_numbers()
    {
        Assert.Equal(DType.Int64, Tensor.Arange(3).DType);
        Assert.Equal(DType.Float32, Tensor.Arange(3.0).DType);
        Assert.Equal(DType.Float32, Tensor.Arange(0, 1, 0.5).DType);
        Assert.Equal(DType.Float64, Tensor.Arange(3, DType.Float64).DType);
        Assert.Equal(DType.UInt8, Tensor.Arange(0.0, 3.0, dtype: DType.UInt8).DType);
        Assert.Equal([-3L, -2L, -1L], Tensor.Arange(-3, 0).ToArray<long>());
        Assert.Equal([-1.5f, -0.5f], Tensor.Arange(-1.5, 0).ToArray<float>());
        Assert.Equal([long.MaxValue - 2, long.MaxValue - 1], Tensor.Arange(long.MaxValue - 2, long.MaxValue).ToArray<long>());
        Assert.Equal([0f, 1f, 1f], Tensor.Arange(3, DType.Bool).To(DType.Float32).ToArray<float>());
    }

    [Fact]
    public void A_range_that_never_ends_is_refused()
    {
        Assert.Contains("step is 0", Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Arange(0, 5, 0)).Message);
        Assert.Contains("a step of -1 never leads from 0 to 5", Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Arange(0, 5, -1)).Message);
        Assert.Contains("a step of 1 never leads from 0 to -5", Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Arange(-5)).Message);
        Assert.Contains("step is 0", Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Arange(0.0, 5, 0)).Message);
        Assert.Contains("not finite", Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Arange(0, double.PositiveInfinity)).Message);
        Assert.Contains("NaN", Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Arange(double.NaN)).Message);
        Assert.Contains("more than", Assert.Throws<ShapeException>(() => Tensor.Arange(0.0, 1, 1e-12)).Message);
        Assert.Contains("more than", Assert.Throws<ShapeException>(() => Tensor.Arange(long.MinValue, long.MaxValue)).Message);
    }

    [Fact]
    public void Linspace_holds_both_ends_exactly_and_is_symmetric()
    {
        double[] x = Tensor.Linspace(-0.3, 0.3, 12, DType.Float64).ToArray<double>();
        Assert.Equal(-0.3, x[0]);
        Assert.Equal(0.3, x[^1]);
        Assert.Equal(x.Select(v => -v).Reverse(), x);
    }

    private static Func<Tensor>? Call(FixtureCase c)
    {
        FixtureArgs args = c.Args;
        DType? dtype = args.Has("dtype") ? RecordedTensor.DTypeOf(args.Text("dtype")) : null;
        bool whole = new[] { "start", "end", "step" }.Where(args.Has).All(args.IsInteger);
        return c.Op switch
        {
            "arange" when whole => () => Tensor.Arange(args.Int("start", 0), args.Int("end"), args.Int("step", 1), dtype),
            "arange" => () => Tensor.Arange(args.Double("start", 0), args.Double("end"), args.Double("step", 1), dtype),
            "linspace" => () => Tensor.Linspace(args.Double("start"), args.Double("end"), args.Int("steps"), dtype ?? DType.Float32),
            "eye" when args.Has("m") => () => Tensor.Eye(args.Int("n"), args.Int("m"), dtype ?? DType.Float32),
            "eye" => () => Tensor.Eye(args.Int("n"), dtype ?? DType.Float32),
            "zeros" => () => Tensor.Zeros(Shape.Create(args.Ints("size"))),
            "ones" => () => Tensor.Ones(Shape.Create(args.Ints("size"))),
            "full" when !c.Name.EndsWith("bool", StringComparison.Ordinal) =>
                () => Tensor.Full(Shape.Create(args.Ints("size")), args.Double("fill_value"), RecordedTensor.DTypeOf(c.Outputs[0].DType)),
            _ => null,
        };
    }
}
