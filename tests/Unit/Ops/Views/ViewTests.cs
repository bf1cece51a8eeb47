namespace AutoGrad.Tests.Unit.Ops.Views;

/// <summary>What shares memory, what refuses to copy, and what one node with several outputs promises.</summary>
public sealed class ViewTests
{
    /// <summary>Every operation that promises a view, and how the base [2, 3, 4] is shown by it.</summary>
    private static readonly Dictionary<string, Func<Tensor, Tensor>> Views = new()
    {
        ["View"] = x => x.View(6, -1),
        ["ViewAs"] = x => x.ViewAs(Tensor.Zeros([24])),
        ["Reshape"] = x => x.Reshape(4, 6),
        ["ReshapeAs"] = x => x.ReshapeAs(Tensor.Zeros([24])),
        ["Flatten"] = x => x.Flatten(1),
        ["Unflatten"] = x => x.Transpose(0, 2).Unflatten(0, 2, -1),
        ["Unsqueeze"] = x => x.Transpose(0, 1).Unsqueeze(-1),
        ["Squeeze"] = x => x.Slice(1, 0, 1).Squeeze(),
        ["Transpose"] = x => x.Transpose(0, -1),
        ["SwapAxes"] = x => x.SwapAxes(0, 1),
        ["SwapDims"] = x => x.SwapDims(1, 2),
        ["MT"] = x => x.MT,
        ["T"] = x => x.Flatten(1).T(),
        ["Permute"] = x => x.Permute(2, 0, 1),
        ["MoveDim"] = x => x.MoveDim(0, -1),
        ["Expand"] = x => x.Unsqueeze(0).Expand(5, -1, -1, -1),
        ["ExpandAs"] = x => x.ExpandAs(Tensor.Zeros([2, 2, 3, 4])),
        ["BroadcastTo"] = x => x.BroadcastTo(2, 2, 3, 4),
        ["Slice"] = x => x.Slice(2, 1, 4, 2),
        ["Narrow"] = x => x.Narrow(1, -2, 2),
        ["Split"] = x => x.Split(2, 1)[1],
        ["Chunk"] = x => x.Chunk(2, -1)[1],
        ["TensorSplit"] = x => x.TensorSplit(2, 2)[1],
        ["TensorSplit at indices"] = x => x.TensorSplit([1], 2)[1],
        ["HSplit"] = x => x.HSplit(3)[2],
        ["VSplit"] = x => x.VSplit(2)[1],
        ["DSplit"] = x => x.DSplit(2)[1],
        ["Unbind"] = x => x.Unbind(1)[2],
        ["Diagonal"] = x => x.Diagonal(1, 1, 2),
        ["Unfold"] = x => x.Unfold(2, 2, 1),
        ["Atleast3d"] = x => x.Atleast3d(),
    };

    public static TheoryData<string> Names => [.. Views.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_change_of_the_base_shows_in_the_view(string name)
    {
        Tensor x = Tensor.Arange(24).Reshape(2, 3, 4);
        Tensor view = Views[name](x), copy = Views[name](x).Clone();
        x.AddInPlace(100);
        Assert.Same(x.Base, view.Base);
        Assert.Equal(copy.ToArray<long>().Select(v => v + 100), view.ToArray<long>());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_change_of_the_view_shows_in_the_base(string name)
    {
        Tensor x = Tensor.Arange(24).Reshape(2, 3, 4);
        Tensor view = Views[name](x);
        long[] shown = [.. view.Clone().ToArray<long>().Distinct()];
        if (view.NumEl == shown.Length)
        {
            view.FillInPlace(-1);
            Assert.Equal(shown.Length, x.ToArray<long>().Count(v => v == -1));
        }
        else
        {
            Assert.Contains(name, (string[])["Expand", "ExpandAs", "BroadcastTo", "Unfold"]); // only these show an element twice
        }
    }

    [Fact]
    public void View_refuses_where_Reshape_copies()
    {
        Tensor x = Tensor.Arange(6).Reshape(2, 3).T();
        Assert.Equal([0L, 3, 1, 4, 2, 5], x.Reshape(6).ToArray<long>());
        Assert.NotSame(x.Base, x.Reshape(6).Base);
        var error = Assert.Throws<ShapeException>(() => x.View(6));
        Assert.Equal("View: [3, 2] with strides [1, 3] cannot be seen as [6] without a copy. Use Reshape, or Contiguous() first.", error.Message);
        Assert.Throws<ShapeException>(() => new Variable(x).ViewAs(Tensor.Zeros([6])));
        Assert.Equal([6], x.Contiguous().View(-1).Shape);
    }

    [Fact]
    public void Sizes_are_listed_or_given_as_a_shape()
    {
        Tensor x = Tensor.Ones([1, 3]);
        Shape shape = [2, 3];
        Assert.Equal(shape, x.Expand(2, 3).Shape);
        Assert.Equal(shape, x.Expand(shape).Shape);
        Assert.Equal(shape, x.Expand([2, 3]).Shape);
        Assert.Equal(shape, new Variable(x).Expand(2, -1).Shape);
        Assert.Equal(shape, x.Repeat(2, 1).Reshape(shape).Shape);
        Assert.Equal([3], x.Squeeze(0).Shape);
        Assert.Equal([1, 3, 1], x.Unsqueeze(2).Squeeze([]).Unsqueeze(0).Unsqueeze(-1).Shape);
    }

    [Fact]
    public void Parts_of_one_tensor_are_one_node()
    {
        var x = new Variable(Tensor.Arange(12).To(DType.Float64).Reshape(4, 3), requiresGrad: true);
        foreach (Variable[] parts in (Variable[][])[x.Unbind(), x.Split(1), x.Split([1, 0, 3]), x.Chunk(2, 1), x.TensorSplit(3), x.TensorSplit([1, 2])])
        {
            Node producer = Assert.IsType<OutputNode>(parts[0].Node).E0!;
            Assert.All(parts, p => Assert.Same(producer, Assert.IsType<OutputNode>(p.Node).E0));
        }
    }

    [Fact]
    public void Parts_that_nobody_used_count_as_zeros()
    {
        var x = new Variable(Tensor.Arange(6).To(DType.Float64).Reshape(3, 2), requiresGrad: true);
        Variable[] rows = x.Unbind();
        (rows[2] * rows[2]).Sum().Backward();
        Assert.Equal([0.0, 0, 0, 0, 8, 10], x.Grad!.Data.ToArray<double>());
        Variable only = Autodiff.Grad(x.Split([1, 2], 1 - 1)[1].Sum(), x);
        Assert.Equal([0.0, 0, 1, 1, 1, 1], only.Data.ToArray<double>());
    }

    [Fact]
    public void One_input_may_stand_several_times_in_a_list()
    {
        var x = new Variable(Tensor.From(1.0, 2), requiresGrad: true);
        Variable y = Variable.Cat([x, Tensor.From([5.0]), x]);
        Autodiff.Backward([y], [Tensor.From(1.0, 2, 3, 4, 5)]);
        Assert.Equal([5.0, 7], x.Grad!.Data.ToArray<double>());
    }

    [Fact]
    public void Joining_promotes_and_leaves_empty_vectors_out()
    {
        Tensor joined = Tensor.Cat([Tensor.From([1L]), Tensor.From([2.5f]), Tensor.Zeros([0], DType.Float64)]);
        Assert.Equal(DType.Float64, joined.DType);
        Assert.Equal([1, 2.5], joined.ToArray<double>());
        Assert.Equal([0], Tensor.Cat([Tensor.Zeros([0]), Tensor.Zeros([0])]).Shape);
        Assert.Equal([2, 5, 3], Tensor.Cat([Tensor.Zeros([2, 5, 0]), Tensor.Zeros([2, 5, 3])], -1).Shape);
    }

    [Fact]
    public void Empty_dimensions_come_apart_as_PyTorch_says()
    {
        Tensor x = Tensor.Zeros([0, 2]);
        Assert.Empty(x.Unbind());
        Assert.Single(x.Split(3));
        Assert.Single(x.Split(0));
        Assert.Equal(4, x.Chunk(4).Length);
        Assert.Equal(3, x.TensorSplit(3).Length);
        Assert.Equal([0, 3, 2], x.Unsqueeze(1).Expand(-1, 3, -1).Shape);
        Assert.Equal([0], x.Flatten().Shape);
    }

    [Fact]
    public void Rows_wider_than_a_task_are_joined_and_rolled_whole()
    {
        // Above 256 KB the copy is shared by several tasks, whose borders fall inside rows.
        Tensor a = Tensor.Arange(150_000).Reshape(3, 50_000), b = a.Add(Tensor.From([1L])).Narrow(1, 0, 20_001);
        Tensor joined = Tensor.Cat([a, b], 1);
        Assert.Equal(a.ToArray<long>(), joined.Slice(1, 0, 50_000).ToArray<long>());
        Assert.Equal(b.ToArray<long>(), joined.Slice(1, 50_000).ToArray<long>());
        long[] expected = [.. Enumerable.Range(0, 150_000).Select(i => (long)((i / 50_000 * 50_000) + ((i + 49_993) % 50_000)))];
        Assert.Equal(expected, a.Roll(7, 1).ToArray<long>());
        Tensor narrow = Tensor.Arange(200_000).Reshape(100_000, 2);
        Assert.Equal(narrow.ToArray<long>(), Tensor.Cat([narrow.Slice(1, 0, 1).Contiguous(), narrow.Slice(1, 1)], 1).ToArray<long>());
    }

    [Theory]
    [InlineData(new[] { 1, 2 })]
    [InlineData(new[] { 0, 0, 2, 0 })]
    [InlineData(new[] { 1, 2, 0, 3, 2, 1 })]
    [InlineData(new[] { 0, 1, 1, 1, 0, 0, 1, 2 })]
    public void Padding_puts_every_element_in_its_place(int[] pad)
    {
        int[] sizes = [2, 3, 50, 700], padded = [.. sizes];
        for (int i = 0; i < pad.Length; i++)
        {
            padded[3 - (i / 2)] += pad[i];
        }

        Tensor x = Tensor.Arange(2 * 3 * 50 * 700).Reshape(sizes);
        foreach (DType dtype in (DType[])[DType.Float32, DType.Int32, DType.Float64])
        {
            double[] y = x.To(dtype).Pad(pad, value: -1).ToDoubles();
            Assert.Equal(padded.Aggregate(1, (a, b) => a * b), y.Length);
            for (int i = 0; i < y.Length; i++)
            {
                int rest = i, from = 0, pitch = 1;
                bool inside = true;
                for (int dim = 3; dim >= 0; dim--)
                {
                    (rest, int at) = Math.DivRem(rest, padded[dim]);
                    at -= 2 * (3 - dim) < pad.Length ? pad[2 * (3 - dim)] : 0;
                    inside &= (uint)at < (uint)sizes[dim];
                    from += at * pitch;
                    pitch *= sizes[dim];
                }

                Assert.Equal(inside ? from : -1, y[i]);
            }
        }
    }
}
