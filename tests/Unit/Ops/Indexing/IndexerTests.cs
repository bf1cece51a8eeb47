using System.Text.Json;
using AutoGrad.Tests.Fixtures;
using AutoGrad.Tests.Unit.Tensors;
using static AutoGrad.TensorIndex;

namespace AutoGrad.Tests.Unit.Ops;

public sealed class IndexerTests
{
    /// <summary>Elements are 100 · i + 10 · j + k, so that a value tells its place.</summary>
    private static Tensor Cube => Tensor.From(new float[,,]
    {
        { { 0, 1, 2, 3 }, { 10, 11, 12, 13 }, { 20, 21, 22, 23 } },
        { { 100, 101, 102, 103 }, { 110, 111, 112, 113 }, { 120, 121, 122, 123 } },
    });

    public static IEnumerable<object[]> Gets => Fixture.CasesOf("index", "index").Select(c => new object[] { c.Name });

    public static IEnumerable<object[]> Sets => Fixture.CasesOf("index", "index_set").Select(c => new object[] { c.Name });

    [Theory]
    [MemberData(nameof(Gets))]
    public void Getting_gives_PyTorchs_values_and_gradients(string name)
    {
        FixtureCase c = Fixture.Case("index", name);
        Tensor input = RecordedTensor.ToTensor(c.Input("input"));
        TensorIndex[] index = Entries(c);
        RecordedTensor.Same(c.Outputs[0], input[index]);
        RecordedTensor.Same(c.Outputs[0], Strided(input)[index]);

        var x = new Variable(input, requiresGrad: true);
        Variable y = x[index];
        RecordedTensor.Same(c.Outputs[0], y.Data);
        y.Backward(RecordedTensor.ToTensor(c.Cotangents[0]!));
        RecordedTensor.Same(c.Grads[0]!, x.Grad!.Data, 1e-15);
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Setting_changes_what_PyTorch_changes(string name)
    {
        FixtureCase c = Fixture.Case("index", name);
        TensorIndex[] index = Entries(c);
        foreach (Tensor target in (Tensor[])[RecordedTensor.ToTensor(c.Input("input")), Strided(RecordedTensor.ToTensor(c.Input("input")))])
        {
            int version = target.Version;
            target[index] = RecordedTensor.ToTensor(c.Input("value"));
            RecordedTensor.Same(c.Outputs[0], target);
            Assert.True(target.Version > version);
        }
    }

    [Fact]
    public void Numbers_ranges_and_axes_are_written_as_in_CSharp()
    {
        Tensor t = Cube;
        Check(t[1, 2, 3], [], 123);
        Check(t[^1, ^1, ^1], [], 123);
        Check(t[-1, -3, 0], [], 100);
        Check(t[0, 1], [4], 10, 11, 12, 13);
        Check(t[0, 1..], [2, 4], 10, 11, 12, 13, 20, 21, 22, 23);
        Check(t[1, ..^1, ^2..], [2, 2], 102, 103, 112, 113);
        Check(t[0, 1..2, ..2], [1, 2], 10, 11);
        Check(t[.., 0, 0], [2], 0, 100);
        Check(t[Ellipsis, 3], [2, 3], 3, 13, 23, 103, 113, 123);
        Check(t[0, Ellipsis, 0], [3], 0, 10, 20);
        Check(t[0, 0, Slice(step: 2)], [2], 0, 2);
        Check(t[0, 0, Slice(1, -1)], [2], 1, 2);
        Check(t[0, All, 0], [3], 0, 10, 20);
        Check(t[0, NewAxis, 2, NewAxis, ^1], [1, 1], 23);
        Check(t[0, 0, 2..100], [2], 2, 3);
        Check(t[0, 0, ^100..2], [2], 0, 1);
        Check(t[0, 0, 3..1], [0]);
        Check(t[..], [2, 3, 4], t.ToDoubles());
        Check(t[(Index)1, (Range)(..), 0], [3], 100, 110, 120);
    }

    [Fact]
    public void A_list_of_places_is_not_several_numbers()
    {
        Tensor t = Cube[0];
        Check(t[[0, 2]], [2, 4], 0, 1, 2, 3, 20, 21, 22, 23);
        Check(t[[-1]], [1, 4], 20, 21, 22, 23);
        Check(t[new[] { 1, 1 }], [2, 4], 10, 11, 12, 13, 10, 11, 12, 13);
        Check(t[.., new[] { 3, 0 }], [3, 2], 3, 0, 13, 10, 23, 20);
        Check(new Variable(t)[[2, 0]].Data, [2, 4], 20, 21, 22, 23, 0, 1, 2, 3);
        int[] none = [];
        Check(t[none], [0, 4]);
        t[[0, 1]] = Tensor.From(7f);
        Check(t, [3, 4], 7, 7, 7, 7, 7, 7, 7, 7, 20, 21, 22, 23);
    }

    [Fact]
    public void Basic_entries_give_views_and_tensors_copies()
    {
        Tensor t = Cube;
        Assert.Same(t, t[1, .., NewAxis, 1..3].Base);
        Assert.Same(t, t[Tensor.From(1)].Base);
        Assert.NotSame(t, t[Tensor.From([1])].Base);
        t[1, 0][2] = Tensor.From(-1f);
        Assert.Equal(-1, t[1, 0, 2].Item());
    }

    [Fact]
    public void Masks_and_variables_index()
    {
        Tensor t = Cube[0];
        Check(t[t > 20], [3], 21, 22, 23);
        Check(t[Tensor.From(true, false, true), 1], [2], 1, 21);
        Check(t[Tensor.From(true)], [1, 3, 4], t.ToDoubles());
        Check(t[Tensor.From(false)], [0, 3, 4]);
        var v = new Variable(t, requiresGrad: true);
        Variable picked = v[v > 20];
        Check(picked.Data, [3], 21, 22, 23);
        (picked * picked).Backward(Tensor.Ones([3]));
        Check(v.Grad!.Data, [3, 4], 0, 0, 0, 0, 0, 0, 0, 0, 0, 42, 44, 46);
        Check(v[Tensor.From(new[] { 0, 0 })].Data, [2, 4], 0, 1, 2, 3, 0, 1, 2, 3);
    }

    [Fact]
    public void Separated_index_tensors_put_their_shape_in_front()
    {
        Tensor i = Tensor.From(1, 0), k = Tensor.From(3, 2);
        Check(Cube[i, .., k], [2, 3], 103, 113, 123, 2, 12, 22);
        Check(Cube[i, NewAxis, Tensor.From(2, 1)], [2, 1, 4], 120, 121, 122, 123, 10, 11, 12, 13);
        Check(Cube[.., i, k], [2, 2], 13, 2, 113, 102);
        Check(Cube[0, .., k], [3, 2], 3, 2, 13, 12, 23, 22);
    }

    [Fact]
    public void Setting_broadcasts_converts_and_strips_leading_ones()
    {
        Tensor t = Tensor.Zeros([2, 3]);
        t[0] = Tensor.From(1, 2, 3);
        t[1] = Tensor.From(new[] { 4.0, 5, 6 }, [1, 1, 3]);
        Check(t, [2, 3], 1, 2, 3, 4, 5, 6);
        t[.., 0] = Tensor.From(true);
        t[t > 4] = Tensor.From(-1.5);
        Check(t, [2, 3], 1, 2, 3, 1, -1.5, -1.5);
        t[Tensor.From(0, 1), Tensor.From(2, 2)] = Tensor.From(8f, 9f);
        Check(t, [2, 3], 1, 2, 8, 1, -1.5, 9);
        t.FillInPlace(0, .., 1).FillInPlace(7, t > 7);
        Check(t, [2, 3], 1, 0, 7, 1, 0, 7);
    }

    [Fact]
    public void Setting_reads_a_value_that_shares_memory_as_it_was()
    {
        Tensor t = Tensor.Arange(5.0);
        t[1..] = t[..^1];
        Check(t, [5], 0, 0, 1, 2, 3);
        Tensor u = Tensor.Arange(4.0);
        u[[3, 2, 1, 0]] = u;
        Check(u, [4], 3, 2, 1, 0);
        Tensor places = Tensor.From(2, 0, 1);
        places[places] = places;
        Assert.Equal([0L, 1, 2], places.ToArray<long>());
    }

    [Fact]
    public void Of_places_named_twice_the_last_wins()
    {
        Tensor t = Tensor.Zeros([3]);
        t[[1, 1, 1]] = Tensor.From(1f, 2f, 3f);
        Check(t, [3], 0, 3, 0);
    }

    [Fact]
    public void Views_without_a_flat_form_are_set_through_a_copy()
    {
        Tensor whole = Tensor.Zeros([3, 2, 4]), view = whole.Transpose(0, 2);
        view[Tensor.From(0, 3), Tensor.From(1, 0)] = Tensor.From(new float[,] { { 1, 2, 3 }, { 4, 5, 6 } });
        Assert.Equal([1f, 2, 3], whole[.., 1, 0].ToArray<float>());
        Assert.Equal([4f, 5, 6], whole[.., 0, 3].ToArray<float>());
        Assert.Equal(21, whole.ToDoubles().Sum());
        view[Tensor.From(1, 2), .., Tensor.From(0, 0)] = Tensor.From(1f);
        Assert.Equal(25, whole.ToDoubles().Sum());
    }

    [Fact]
    public void Empty_lookups_and_empty_tensors_are_fine()
    {
        Tensor none = Tensor.Zeros([0], DType.Int64), t = Cube;
        Check(t[none, 0], [0, 4]);
        t[none] = Tensor.From(1f);
        t[t > 1000] = Tensor.From(1f);
        Assert.Equal(Cube.ToDoubles(), t.ToDoubles());
        Check(Tensor.Zeros([0, 3])[none], [0, 3]);
        Check(Tensor.Zeros([0, 3])[.., 1], [0]);
        Check(Tensor.From(5f)[new TensorIndex[0]], [], 5);
    }

    [Fact]
    public void Indices_out_of_range_are_named_and_nothing_is_written()
    {
        Tensor t = Cube;
        Assert.Contains("Index: index 3 is outside [-3, 2] for dim 1 of shape [2, 3, 4]", Assert.Throws<ShapeException>(() => t[0, 3]).Message);
        Assert.Contains("index -4 is outside", Assert.Throws<ShapeException>(() => t[0, -4]).Message);
        Assert.Contains("index ^0 is outside", Assert.Throws<ShapeException>(() => t[^0]).Message);
        Assert.Contains("which is empty", Assert.Throws<ShapeException>(() => Tensor.Zeros([0])[0]).Message);
        Assert.Contains("4 dims are indexed of shape [2, 3, 4], which has 3", Assert.Throws<ShapeException>(() => t[0, 0, 0, 0]).Message);
        Assert.Contains("Ellipsis stands twice", Assert.Throws<ShapeException>(() => t[Ellipsis, 0, Ellipsis]).Message);
        Assert.Contains("a mask of shape [3] does not fit shape [2, 3, 4] from dim 0 on", Assert.Throws<ShapeException>(() => t[Tensor.From(true, true, true)]).Message);
        Assert.Contains("a tensor of Float32 is neither", Assert.Throws<DTypeException>(() => t[Tensor.From(1f)]).Message);
        Assert.Contains("a tensor of UInt8 is neither", Assert.Throws<DTypeException>(() => t[Tensor.From(new byte[] { 1 })]).Message);
        Assert.Contains("index[1] is 2", Assert.Throws<ShapeException>(() => t[[0, 2]] = Tensor.From(1f)).Message);
        Assert.Contains("Index: shapes [2] and [3] do not broadcast", Assert.Throws<ShapeException>(() => t[Tensor.From(0, 1), Tensor.From(0, 1, 2)]).Message);
        Assert.Contains("a value of shape [5] does not broadcast to [3, 4]", Assert.Throws<ShapeException>(() => t[0] = Tensor.Ones([5])).Message);
        Assert.Contains("a value of shape [2, 3, 4] does not broadcast to [3, 4]", Assert.Throws<ShapeException>(() => t[0] = t).Message);
        Assert.Contains("does not broadcast to [2, 4]", Assert.Throws<ShapeException>(() => t[0, new[] { 0, 1 }] = Tensor.Ones([3, 4])).Message);
        Assert.Contains("more than 2147483647 places together", Assert.Throws<ShapeException>(() => Tensor.Zeros([100_000, 100_000, 0])[Tensor.From([1]), Tensor.From([2])]).Message);
        Assert.Contains("step 0", Assert.Throws<ShapeException>(() => t[Slice(step: 0)]).Message);
        Assert.Contains("expanded", Assert.Throws<ShapeException>(() => Tensor.Zeros([1]).Expand([3])[0] = Tensor.From(1f)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Zeros([2], DType.UInt8).FillInPlace(300, 0));
        Assert.Equal(Cube.ToDoubles(), t.ToDoubles());
        Assert.Equal(0, t.Version);
    }

    [Fact]
    public void Null_is_refused()
    {
        Tensor t = Cube;
        var v = new Variable(t);
        Assert.Throws<ArgumentNullException>(() => t[null!]);
        Assert.Throws<ArgumentNullException>(() => v[null!]);
        Assert.Throws<ArgumentNullException>(() => t[(Tensor)null!]);
        Assert.Throws<ArgumentNullException>(() => t[0, (Tensor)null!]);
        Assert.Throws<ArgumentNullException>(() => v[(Variable)null!]);
        Assert.Contains("NewAxis", Assert.Throws<ArgumentNullException>(() => t[default(ReadOnlySpan<TensorIndex>)]).Message);
        Assert.Throws<ArgumentNullException>(() => t[0] = null!);
    }

    [Fact]
    public void Second_derivatives_pass_through_lookups()
    {
        var x = new Variable(Tensor.From(1.0, 2.0, 3.0), requiresGrad: true);
        Variable y = x[[2, 0, 2]];
        Variable cube = y * y * y;
        Variable g = Autodiff.Grad([cube], [x], [new Variable(Tensor.Ones([3], DType.Float64))], createGraph: true)[0]!;
        Assert.Equal([3.0, 0, 54], g.Data.ToArray<double>());
        Variable h = Autodiff.Grad([g], [x], [new Variable(Tensor.Ones([3], DType.Float64))])[0]!;
        Assert.Equal([6.0, 0, 36], h.Data.ToArray<double>());
    }

    private static TensorIndex[] Entries(FixtureCase c) => [.. c.Args["index"].EnumerateArray().Select(e => Entry(c, e))];

    private static TensorIndex Entry(FixtureCase c, JsonElement e)
    {
        switch (e.ValueKind)
        {
            case JsonValueKind.Number:
                return e.GetInt32();
            case JsonValueKind.String:
                return Ellipsis;
            case JsonValueKind.Null:
                return NewAxis;
        }

        if (e.TryGetProperty("tensor", out JsonElement tensor))
        {
            return RecordedTensor.ToTensor(c.Input(tensor.GetString()!));
        }

        int?[] bounds = [.. e.GetProperty("slice").EnumerateArray().Select(b => b.ValueKind == JsonValueKind.Null ? (int?)null : b.GetInt32())];
        return Slice(bounds[0], bounds[1], bounds[2] ?? 1);
    }

    /// <summary>The same values in memory with gaps and another order.</summary>
    private static Tensor Strided(Tensor t)
    {
        if (t.Rank == 0)
        {
            return t;
        }

        Tensor wide = Tensor.Zeros([.. t.Shape.Reverse(), 2], t.DType);
        Tensor view = wide.Permute([.. Enumerable.Range(0, t.Rank).Reverse(), t.Rank]).Select(-1, 1);
        return view.CopyFrom(t);
    }

    private static void Check(Tensor actual, int[] shape, params double[] values)
    {
        Assert.Equal(shape, actual.Shape.ToArray());
        Assert.Equal(values, actual.ToDoubles());
    }
}
