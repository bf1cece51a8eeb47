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
    [InlineData("""{"w":{"dtype":"F32","shape":[1000000000],"data_offsets":[0,4000000000]}}""", "take 4000000000 bytes, and 4 follow")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", "F32 [2] of 8 bytes, has the data offsets [0, 4]")]
    [InlineData("""{"w":{"dtype":"F64","shape":[1],"data_offsets":[0,4]}}""", "F64 [1] of 8 bytes")]
    [InlineData("""{"w":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", "the shape [-1]")]
    [InlineData("""{"w":{"dtype":"F32","shape":[0,-1],"data_offsets":[0,0]}}""", "the shape [0, -1]")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", "at 'w'")]
    [InlineData("""{"w":{"dtype":"F32","shape":[4294967296],"data_offsets":[0,4]}}""", "at 'w'")]
    [InlineData("""{"w":{"dtype":"Q4","shape":[1],"data_offsets":[0,4]}}""", "dtype Q4")]
    [InlineData("""{"w":{"dtype":7,"shape":[1],"data_offsets":[0,4]}}""", "at 'w'")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", "the data offsets [4, 0]")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}""", "the data offsets [-4, 0]")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""", "the data offsets [0]")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}""", "the data offsets [0, 4, 8]")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[9223372036854775804,9223372036854775807]}}""", "[9223372036854775804, 9223372036854775807]")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[18446744073709551612,18446744073709551616]}}""", "at 'w'")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2147483647,2147483647,2147483647,2147483647],"data_offsets":[0,4]}}""", "at most 2147483647 elements")]
    [InlineData("""{"w":{"dtype":"F32"}}""", "at 'w'")]
    [InlineData("""{"w":7}""", "at 'w'")]
    [InlineData("""[1]""", "does not begin with '{'")]
    [InlineData(""" {"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "does not begin with '{'")]
    [InlineData("""{"w":""", "is not the expected JSON")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}x""", "is not the expected JSON")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "'w'")]
    [InlineData("""{"w":{"dtype":"I32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "'dtype'")]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "is not the expected JSON")]
    public void A_malformed_header_is_refused_by_name(string header, string problem)
    {
        string message = Refused(Encoding.UTF8.GetBytes(header), 4);
        Assert.Contains("bad.safetensors is malformed", message, StringComparison.Ordinal);
        Assert.Contains(problem, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 4, 0, 4, 4, "shares bytes with the tensor before it, which ends at 4")] // one behind the other's name, both the same bytes
    [InlineData(0, 4, 2, 6, 6, "shares bytes")]
    [InlineData(4, 8, 4, 8, 8, "bytes 0 to 4 of its data belong to no tensor")]
    [InlineData(0, 4, 8, 12, 12, "bytes 4 to 8 of its data belong to no tensor")]
    [InlineData(0, 4, 4, 8, 9, "take 8 bytes, and 9 follow")]
    [InlineData(4, 8, 0, 4, 4096, "take 8 bytes, and 4096 follow")]
    [InlineData(0, 4, 4, 8, 7, "take 8 bytes, and 7 follow")]
    public void Tensors_cover_the_data_without_holes_shared_bytes_or_a_rest(int a, int b, int c, int d, int data, string problem) =>
        Assert.Contains(problem, Refused(Encoding.UTF8.GetBytes($$$"""{"v":{"dtype":"F32","shape":[1],"data_offsets":[{{{a}}},{{{b}}}]},"w":{"dtype":"F32","shape":[1],"data_offsets":[{{{c}}},{{{d}}}]}}"""), data), StringComparison.Ordinal);

    [Fact]
    public void Tensors_in_another_order_than_their_data_and_empty_ones_between_are_read()
    {
        byte[] header = Encoding.UTF8.GetBytes("""{"b":{"dtype":"U8","shape":[1],"data_offsets":[1,2]},"e":{"dtype":"F32","shape":[70000,70000,0],"data_offsets":[1,1]},"a":{"dtype":"U8","shape":[],"data_offsets":[0,1]}}""");
        File.WriteAllBytes(At("order.safetensors"), [.. BitConverter.GetBytes((long)header.Length), .. header, 7, 9]);
        OrderedDictionary<string, Tensor> loaded = SafeTensors.Load(At("order.safetensors"));
        Assert.Equal(["b", "e", "a"], loaded.Keys);
        Assert.Equal((9, 7, 0), (loaded["b"].Item(), loaded["a"].Item(), loaded["e"].NumEl));
    }

    [Fact]
    public void Names_that_are_no_text_and_headers_too_long_or_too_deep_are_refused()
    {
        byte[] header = Encoding.UTF8.GetBytes("""{"?":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""");
        header[2] = 0xFF;
        Assert.Contains("not UTF-8", Refused(header, 4), StringComparison.Ordinal);
        Assert.Contains("is not the expected JSON", Refused(Encoding.UTF8.GetBytes("{\"w\":" + new string('[', 100_000)), 0), StringComparison.Ordinal);
        foreach (ulong length in (ulong[])[0, 1, 100_000_001, long.MaxValue, ulong.MaxValue])
        {
            File.WriteAllBytes(At("bad.safetensors"), [.. BitConverter.GetBytes(length), .. "{}"u8]);
            Assert.Contains($"its header is {length} bytes long", Assert.Throws<InvalidDataException>(() => SafeTensors.Load(At("bad.safetensors"))).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("504B0304000008080000000000000000")] // torch.save, PyTorch 2: a zip
    [InlineData("80028A0A6CFC9C46F9206AA850192E80")] // torch.save with _use_new_zipfile_serialization=False: a pickle
    public void A_file_of_torch_save_is_recognised_and_converting_it_explained(string bytes)
    {
        File.WriteAllBytes(At("net.pt"), Convert.FromHexString(bytes));
        string message = Assert.Throws<InvalidDataException>(() => SafeTensors.Load(At("net.pt"))).Message;
        Assert.Contains("net.pt is no safetensors file but looks like one of torch.save", message, StringComparison.Ordinal);
        Assert.Contains("safetensors.torch.save_file(model.state_dict(), \"x.safetensors\")", message, StringComparison.Ordinal);
        Assert.DoesNotContain("malformed", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("F16", "{k: v.float() if v.is_floating_point() else v for k, v in safetensors.torch.load_file(\"bad.safetensors\").items()}")]
    [InlineData("BF16", "v.float() if")]
    [InlineData("I16", "else v.long() for k, v")]
    public void A_dtype_that_is_not_supported_is_named_and_converting_it_explained(string code, string convert)
    {
        string message = Refused(Encoding.UTF8.GetBytes($$$"""{"w":{"dtype":"{{{code}}}","shape":[2],"data_offsets":[0,4]}}"""), 4);
        Assert.Contains($"'w' has dtype {code}, and only F32, F64, I64, I32, U8 and BOOL are supported here", message, StringComparison.Ordinal);
        Assert.Contains(convert, message, StringComparison.Ordinal);
        Assert.DoesNotContain("malformed", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_as_long_as_a_pickles_first_bytes_say_is_read()
    {
        string header = """{"w":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""".PadRight(0x280); // in little endian 80 02
        File.WriteAllBytes(At("long.safetensors"), [.. BitConverter.GetBytes((long)header.Length), .. Encoding.UTF8.GetBytes(header), 7]);
        Assert.Equal(7, SafeTensors.Load(At("long.safetensors"))["w"].Item());
    }

    [Fact]
    public void Files_with_random_damage_load_or_are_refused_by_a_typed_exception()
    {
        const int seed = 7;
        var random = new Random(seed);
        SafeTensors.Save(At("a.safetensors"), [new("w", Tensor.From(1f, 2f)), new("empty", Tensor.Zeros([0, 3])), new("n", Tensor.From(3L, 4L).Reshape(2, 1)), new("b", Tensor.From(true, false))], new Dictionary<string, string> { ["by"] = "test" });
        byte[] whole = File.ReadAllBytes(At("a.safetensors"));
        int header = (int)BinaryPrimitives.ReadInt64LittleEndian(whole), refused = 0;
        byte[] likely = [.. "0123456789-+.eE[]{},:\"\\ "u8, 0, 0x80, 0xFF];
        for (int trial = 0; trial < 1000; trial++)
        {
            List<byte> bytes = [.. whole];
            for (int change = random.Next(1, 4); change > 0; change--)
            {
                int at = random.Next(random.Next(8) == 0 ? 0 : 8, 8 + header);
                byte value = random.Next(2) == 0 ? likely[random.Next(likely.Length)] : (byte)random.Next(256);
                switch (random.Next(3))
                {
                    case 0: bytes[at] = value; break;
                    case 1: bytes.Insert(at, value); break;
                    default: bytes.RemoveAt(at); break;
                }
            }

            File.WriteAllBytes(At("damaged.safetensors"), [.. bytes]);
            Exception? error = Record.Exception(() => SafeTensors.Load(At("damaged.safetensors")));
            refused += error is null ? 0 : 1;
            Assert.True(error is null or InvalidDataException, $"trial {trial} of seed {seed}: {error}");
        }

        Assert.InRange(refused, 600, 999);
    }

    /// <summary>The message with which a header in front of so many zeros is refused.</summary>
    private string Refused(byte[] header, int data)
    {
        File.WriteAllBytes(At("bad.safetensors"), [.. BitConverter.GetBytes((long)header.Length), .. header, .. new byte[data]]);
        return Assert.Throws<InvalidDataException>(() => SafeTensors.Load(At("bad.safetensors"))).Message;
    }

    [Fact]
    public void Every_truncation_and_a_byte_too_many_are_refused()
    {
        SafeTensors.Save(At("a.safetensors"), [new("w", Tensor.From(1f, 2f))]);
        byte[] whole = File.ReadAllBytes(At("a.safetensors"));
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(At("cut.safetensors"), whole[..length]);
            Assert.Throws<InvalidDataException>(() => SafeTensors.Load(At("cut.safetensors")));
        }

        File.WriteAllBytes(At("cut.safetensors"), [.. whole, 0]);
        Assert.Contains("take 8 bytes, and 9 follow", Assert.Throws<InvalidDataException>(() => SafeTensors.Load(At("cut.safetensors"))).Message, StringComparison.Ordinal);
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
