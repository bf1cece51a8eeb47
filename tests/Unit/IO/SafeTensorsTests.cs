using System.Buffers.Binary;
using System.Text;

namespace AutoGrad.Tests.Unit.IO;

public sealed class SafeTensorsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("autograd-safetensors-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string At(string name) => Path.Combine(_folder, name);

    [Fact]
    public void Every_dtype_and_layout_survives_a_round_trip()
    {
        var saved = new OrderedDictionary<string, Tensor>
        {
            ["f32"] = Tensor.From(1f, -2f, float.NaN, float.PositiveInfinity, 5f, 6f).Reshape(2, 3).Transpose(0, 1),
            ["f64"] = Tensor.From(Math.PI),
            ["i64"] = Tensor.From(long.MinValue, long.MaxValue),
            ["i32"] = Tensor.From(new[] { int.MinValue, 7 }),
            ["u8"] = Tensor.From(new byte[] { 0, 255 }),
            ["bool"] = Tensor.From(true, false),
            ["empty"] = Tensor.Zeros([0, 3]),
            ["scalar"] = Tensor.Full([], 3),
        };
        SafeTensors.Save(At("a.safetensors"), saved);
        OrderedDictionary<string, Tensor> loaded = SafeTensors.Load(At("a.safetensors"));
        Assert.Equal(saved.Keys, loaded.Keys);
        foreach ((string name, Tensor tensor) in saved)
        {
            Assert.Equal((tensor.Shape, tensor.DType), (loaded[name].Shape, loaded[name].DType));
            Assert.Equal(tensor.ToDoubles(), loaded[name].ToDoubles());
        }
    }

    [Fact]
    public void Names_that_could_not_be_read_again_are_refused_and_the_old_file_stays()
    {
        Tensor one = Tensor.Ones([1]);
        SafeTensors.Save(At("a.safetensors"), [new("old", one)]);
        Assert.Throws<ArgumentException>(() => SafeTensors.Save(At("a.safetensors"), [new("a", one), new("a", one)]));
        Assert.Throws<ArgumentException>(() => SafeTensors.Save(At("a.safetensors"), [new("__metadata__", one)]));
        Assert.Throws<ArgumentException>(() => SafeTensors.Save(At("a.safetensors"), [new("a", null!)]));
        Assert.Equal(["old"], SafeTensors.Load(At("a.safetensors")).Keys);
    }

    [Fact]
    public void Booleans_of_other_bytes_than_0_and_1_count_once()
    {
        SafeTensors.Save(At("b.safetensors"), [new("b", Tensor.From(false, true, true, true))]);
        byte[] bytes = File.ReadAllBytes(At("b.safetensors"));
        (bytes[^2], bytes[^1]) = (2, 255);
        File.WriteAllBytes(At("b.safetensors"), bytes);
        Tensor loaded = SafeTensors.Load(At("b.safetensors"))["b"];
        Assert.Equal(3, loaded.Sum().Item());
        Assert.Equal([1, 0, 0, 0], loaded.LogicalNot().ToDoubles());
    }

    [Fact]
    public void The_bytes_are_those_of_the_format()
    {
        SafeTensors.Save(At("a.safetensors"), [new("w", Tensor.From([1f]))]);
        byte[] bytes = File.ReadAllBytes(At("a.safetensors"));
        int header = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        Assert.Equal("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", Encoding.UTF8.GetString(bytes, 8, header).TrimEnd());
        Assert.Equal([0, 0, 0x80, 0x3F], bytes[^4..]);
        Assert.Equal(0, header % 8);
    }

    [Theory]
    [InlineData("""{"w":{"dtype":"F32","shape":[1000000000],"data_offsets":[0,4000000000]}}""")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""")]
    [InlineData("""{"w":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""")]
    [InlineData("""{"w":{"dtype":"Q4","shape":[1],"data_offsets":[0,4]}}""")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2147483647,2147483647,2147483647,2147483647],"data_offsets":[0,4]}}""")]
    [InlineData("""{"w":{"dtype":"F32"}}""")]
    [InlineData("""{"w":7}""")]
    [InlineData("""[1]""")]
    [InlineData("""{"w":""")]
    public void A_malformed_header_is_refused_by_name(string header)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        byte[] bytes = new byte[8 + text.Length + 4];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, text.Length);
        text.CopyTo(bytes, 8);
        File.WriteAllBytes(At("bad.safetensors"), bytes);
        var error = Assert.Throws<InvalidDataException>(() => SafeTensors.Load(At("bad.safetensors")));
        Assert.Contains("bad.safetensors is malformed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_truncation_is_refused()
    {
        SafeTensors.Save(At("a.safetensors"), [new("w", Tensor.From(1f, 2f))]);
        byte[] whole = File.ReadAllBytes(At("a.safetensors"));
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(At("cut.safetensors"), whole[..length]);
            Assert.Throws<InvalidDataException>(() => SafeTensors.Load(At("cut.safetensors")));
        }
    }

    [Fact]
    public void A_failed_save_leaves_the_old_file_and_no_rubbish()
    {
        SafeTensors.Save(At("a.safetensors"), [new("w", Tensor.From([1f]))]);
        Assert.ThrowsAny<Exception>(() => SafeTensors.Save(At("a.safetensors"), [new("w", null!)]));
        Assert.Equal(1f, SafeTensors.Load(At("a.safetensors"))["w"].Item());
        Assert.Single(Directory.GetFiles(_folder));
    }
}
