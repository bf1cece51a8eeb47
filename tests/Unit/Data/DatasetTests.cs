using AutoGrad.Data;

namespace AutoGrad.Tests.Unit.Data;

/// <summary>Sets of tensors, subsets and random splits.</summary>
public sealed class DatasetTests
{
    private static TensorDataset Numbers(int n) => new(Tensor.Arange(n).Reshape(n, 1), Tensor.Arange(n));

    [Fact]
    public void Sample_i_is_row_i_of_both_tensors()
    {
        Tensor x = Tensor.From(1.0, 2.0, 3.0, 4.0, 5.0, 6.0).Reshape(3, 2);
        var set = new TensorDataset(x, Tensor.From(7L, 8L, 9L));
        Assert.Equal(3, set.Count);
        Assert.Equal([3, 4], set[1].X.ToDoubles());
        Assert.Equal([2], set[1].X.Shape.ToArray());
        Assert.Equal(8, set[1].Y.Item());
        Assert.Equal(0, set[1].Y.Rank);
        Assert.Throws<ArgumentOutOfRangeException>(() => set[3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => set[-1]);
    }

    [Fact]
    public void Rows_of_a_transposed_tensor_are_its_rows()
    {
        Tensor x = Tensor.From(1.0, 2.0, 3.0, 4.0, 5.0, 6.0).Reshape(2, 3).Transpose(0, 1);
        var set = new TensorDataset(x, Tensor.Arange(3));
        Assert.Equal([2, 5], set[1].X.ToDoubles());
        Assert.Equal([1, 4, 2, 5, 3, 6], new DataLoader(set, batchSize: 3).Single().X.ToDoubles());
    }

    [Fact]
    public void Tensors_that_do_not_pair_are_refused_with_both_shapes()
    {
        string message = Assert.Throws<ShapeException>(() => new TensorDataset(Tensor.Ones([3, 2]), Tensor.Ones([2]))).Message;
        Assert.Contains("[3, 2]", message, StringComparison.Ordinal);
        Assert.Contains("[2]", message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => new TensorDataset(Tensor.Ones([]), Tensor.Ones([])));
    }

    [Fact]
    public void A_subset_maps_its_positions_also_through_another_subset()
    {
        Subset<(Tensor X, Tensor Y)> outer = Numbers(10).Subset([9, 3, 3, 5]), inner = outer.Subset([3, 0]);
        Assert.Equal([5, 9], Enumerable.Range(0, inner.Count).Select(i => inner[i].Y.Item()));
        Assert.Equal([5, 9], new DataLoader(inner, batchSize: 2).Single().Y.ToDoubles());
        Assert.Equal([3, 3], new DataLoader(outer.Subset([1, 2]), batchSize: 2).Single().Y.ToDoubles());
        Assert.Throws<ArgumentOutOfRangeException>(() => inner[2]);
        Assert.Contains("index 10 at position 1", Assert.Throws<ArgumentOutOfRangeException>(() => Numbers(10).Subset([0, 10])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Numbers(10).Subset([-1]));
    }

    [Fact]
    public void A_random_split_covers_every_sample_once_and_repeats_by_seed()
    {
        Subset<(Tensor X, Tensor Y)>[] parts = Numbers(10).RandomSplit([7, 3, 0], new Generator(1));
        Assert.Equal([7, 3, 0], parts.Select(static p => p.Count));
        Assert.Equal(Enumerable.Range(0, 10), parts.SelectMany(static p => p.Indices).Order());
        Assert.Equal(parts[0].Indices, Numbers(10).RandomSplit([7, 3, 0], new Generator(1))[0].Indices);
        Assert.NotEqual(parts[0].Indices, Numbers(10).RandomSplit([7, 3, 0], new Generator(2))[0].Indices);
        Assert.Contains("add up to 9", Assert.Throws<ArgumentException>(() => Numbers(10).RandomSplit([6, 3])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Numbers(10).RandomSplit([11, -1]));
    }

    [Fact]
    public void Fractions_are_rounded_down_and_the_rest_goes_round_as_in_PyTorch()
    {
        // torch.utils.data.random_split(range(11), [0.5, 0.3, 0.2]) has 6, 3 and 2 samples; of 13 with thirds the first part gets one more.
        Assert.Equal([6, 3, 2], Numbers(11).RandomSplit([0.5, 0.3, 0.2]).Select(static p => p.Count));
        Assert.Equal([5, 4, 4], Numbers(13).RandomSplit([1.0 / 3, 1.0 / 3, 1.0 / 3]).Select(static p => p.Count));
        Assert.Throws<ArgumentException>(() => Numbers(10).RandomSplit([0.5, 0.4]));
        Assert.Throws<ArgumentException>(() => Numbers(10).RandomSplit([1.5, -0.5]));
        Assert.Throws<ArgumentException>(() => Numbers(10).RandomSplit([double.NaN, 1]));
    }
}
