using System.IO.Compression;
using AutoGrad.Data;

namespace AutoGrad.Tests.Unit.Data.Files;

/// <summary>IDX files written by hand, byte by byte as the format's page describes them, and damaged in every way.</summary>
public sealed class IdxTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("autograd-idx-").FullName;

    /// <summary>UInt8 [2, 3].</summary>
    private static byte[] Good => [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 255];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string File(string name, params byte[] bytes)
    {
        string path = Path.Combine(_folder, name);
        System.IO.File.WriteAllBytes(path, bytes);
        return path;
    }

    private static byte[] Zipped(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var zip = new GZipStream(target, CompressionLevel.SmallestSize))
        {
            zip.Write(bytes);
        }

        return target.ToArray();
    }

    [Fact]
    public void Bytes_are_read_row_by_row()
    {
        Tensor t = Idx.Read(File("a", Good));
        Assert.Equal(DType.UInt8, t.DType);
        Assert.Equal([2, 3], t.Shape.ToArray());
        Assert.Equal([1, 2, 3, 4, 5, 255], t.ToArray<byte>());
    }

    [Fact]
    public void Numbers_of_several_bytes_are_big_endian()
    {
        Assert.Equal([1, -2], Idx.Read(File("i", 0, 0, 0x0C, 1, 0, 0, 0, 2, 0, 0, 0, 1, 255, 255, 255, 254)).ToArray<int>());
        Assert.Equal([1.5f], Idx.Read(File("f", 0, 0, 0x0D, 1, 0, 0, 0, 1, 0x3F, 0xC0, 0, 0)).ToArray<float>());
        Assert.Equal([-2.0], Idx.Read(File("d", 0, 0, 0x0E, 1, 0, 0, 0, 1, 0xC0, 0, 0, 0, 0, 0, 0, 0)).ToArray<double>());
    }

    [Fact]
    public void A_compressed_file_and_an_empty_dimension_are_read()
    {
        Assert.Equal([1, 2, 3, 4, 5, 255], Idx.Read(File("a.gz", Zipped(Good))).ToArray<byte>());
        Assert.Equal([0, 3], Idx.Read(File("e", 0, 0, 8, 2, 0, 0, 0, 0, 0, 0, 0, 3)).Shape.ToArray());
    }

    [Fact]
    public void Every_truncation_is_refused_by_the_files_name()
    {
        for (int length = 0; length < Good.Length; length++)
        {
            string path = File($"cut{length}", Good[..length]), zipped = File($"cut{length}.gz", Zipped(Good[..length]));
            Assert.Contains(path, Assert.Throws<InvalidDataException>(() => Idx.Read(path)).Message, StringComparison.Ordinal);
            Assert.Contains(zipped, Assert.Throws<InvalidDataException>(() => Idx.Read(zipped)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_truncation_of_the_compressed_bytes_is_refused_by_the_files_name_unless_the_data_are_whole()
    {
        byte[] zipped = Zipped(Good);
        int refused = 0;
        for (int length = 0; length < zipped.Length; length++)
        {
            string path = File($"zip{length}.gz", zipped[..length]);
            try
            {
                Assert.Equal([1, 2, 3, 4, 5, 255], Idx.Read(path).ToArray<byte>());
            }
            catch (InvalidDataException e)
            {
                Assert.Contains(path, e.Message, StringComparison.Ordinal);
                refused++;
            }
        }

        Assert.InRange(refused, zipped.Length - 12, zipped.Length); // the end marker, the checksum and the length hold no data
    }

    [Fact]
    public void Bytes_after_the_data_are_refused()
    {
        Assert.Contains("goes on", Assert.Throws<InvalidDataException>(() => Idx.Read(File("long", [.. Good, 0]))).Message, StringComparison.Ordinal);
        Assert.Contains("goes on", Assert.Throws<InvalidDataException>(() => Idx.Read(File("long.gz", Zipped([.. Good, 0])))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(2, 0)]
    [InlineData(2, 9)]
    [InlineData(2, 0x0B)]
    [InlineData(2, 0x0F)]
    [InlineData(3, 0)]
    public void A_wrong_magic_number_is_refused_and_shown(int position, byte value)
    {
        byte[] bytes = Good;
        bytes[position] = value;
        string message = Assert.Throws<InvalidDataException>(() => Idx.Read(File("magic", bytes))).Message;
        Assert.Contains(Convert.ToHexString(bytes[..4]), message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 8, 1, 0x7F, 255, 255, 255 })]
    [InlineData(new byte[] { 0, 0, 0x0E, 1, 0x7F, 255, 255, 255 })]
    [InlineData(new byte[] { 0, 0, 8, 1, 255, 255, 255, 255 })]
    [InlineData(new byte[] { 0, 0, 8, 1, 0x80, 0, 0, 0 })]
    [InlineData(new byte[] { 0, 0, 8, 2, 0, 1, 0, 0, 0, 1, 0, 0 })]
    [InlineData(new byte[] { 0, 0, 8, 4, 0x7F, 255, 255, 255, 0x7F, 255, 255, 255, 0x7F, 255, 255, 255, 0x7F, 255, 255, 255 })]
    [InlineData(new byte[] { 0, 0, 8, 3, 0, 0, 0, 2, 0x40, 0, 0, 0, 0x40, 0, 0, 0 })]
    public void A_claim_of_more_than_the_file_holds_allocates_nothing(byte[] header)
    {
        string plain = File("huge", header), zipped = File("huge.gz", Zipped(header));
        Assert.Throws<InvalidDataException>(() => Idx.Read(plain)); // the first call loads what the second would count
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidDataException>(() => Idx.Read(plain));
        Assert.Throws<InvalidDataException>(() => Idx.Read(zipped));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_claim_beyond_what_a_tensor_can_hold_is_refused_however_long_the_file()
    {
        using var stream = new MemoryStream([0, 0, 8, 2, 0, 1, 0, 0, 0, 1, 0, 0]);
        Assert.Contains("claims", Assert.Throws<InvalidDataException>(() => Idx.Read(stream, "big", long.MaxValue)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Something_else_named_gz_is_refused()
    {
        string path = File("not.gz", Good);
        Assert.Contains(path, Assert.Throws<InvalidDataException>(() => Idx.Read(path)).Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => Idx.Read(Path.Combine(_folder, "absent")));
    }
}
