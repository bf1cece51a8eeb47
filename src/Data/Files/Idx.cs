using System.Buffers.Binary;
using System.IO.Compression;

namespace AutoGrad.Data;

/// <summary>Reads IDX files, the format of MNIST, plain or gzip-compressed. Source: yann.lecun.com/exdb/mnist.</summary>
/// <remarks>Layout: two zero bytes, a type byte, the rank, big-endian Int32 sizes, then row-major data. UInt8, Int32, Float32 and Float64 data are read.</remarks>
public static class Idx
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; a name that ends in <c>.gz</c> is decompressed.</param>
    /// <returns>A tensor of the file's shape and type.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is truncated, too long or malformed; the message says where.</exception>
    public static Tensor Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream file = File.OpenRead(path);
        if (!path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            return Read(file, path, file.Length);
        }

        using var unzipped = new GZipStream(file, CompressionMode.Decompress);

        // Deflate shrinks at most 1032 times, so a header that claims more than that is wrong and nothing is allocated for it.
        return Read(unzipped, path, file.Length * 1032);
    }

    /// <summary>Reads a stream.</summary>
    /// <param name="stream">Positioned at the start of the format.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="limit">The largest number of bytes it can hold.</param>
    /// <returns>A tensor of the stream's shape and type.</returns>
    /// <exception cref="InvalidDataException">The data are truncated, too long or malformed.</exception>
    internal static Tensor Read(Stream stream, string name, long limit)
    {
        try
        {
            Span<byte> head = stackalloc byte[4];
            Fill(stream, head, name, "the header");
            if (head[0] != 0 || head[1] != 0 || head[3] == 0 || TypeOf(head[2]) is not { } dtype)
            {
                throw Bad(name, $"starts with {Convert.ToHexString(head)}, not with 0000, a type of 08, 0C, 0D or 0E, and a rank from 1");
            }

            limit = Math.Min(limit, Array.MaxLength);
            int[] sizes = new int[head[3]];
            long bytes = dtype.Size();
            for (int i = 0; i < sizes.Length; i++)
            {
                Fill(stream, head, name, $"size {i}");
                sizes[i] = BinaryPrimitives.ReadInt32BigEndian(head);
                bytes = sizes[i] < 0 || (sizes[i] > 0 && bytes > limit / sizes[i]) ? throw Bad(name, $"claims a size of {sizes[i]} in dimension {i}, more than its bytes can hold") : bytes * sizes[i];
            }

            Tensor tensor = Tensor.Empty(Shape.Create(sizes), dtype);
            Span<byte> data = tensor.Bytes();
            Fill(stream, data, name, $"the data of shape [{string.Join(", ", sizes)}]");
            if (stream.ReadByte() >= 0)
            {
                throw Bad(name, $"goes on after the data of shape [{string.Join(", ", sizes)}]");
            }

            ToHostOrder(data, dtype.Size());
            return tensor;
        }
        catch (InvalidDataException e) when (e.InnerException is null && !e.Message.StartsWith("Idx", StringComparison.Ordinal))
        {
            throw new InvalidDataException($"Idx: {name} is not valid gzip data ({e.Message}). Copy or download it again.", e);
        }
    }

    private static DType? TypeOf(byte code) => code switch
    {
        0x08 => DType.UInt8,
        0x0C => DType.Int32,
        0x0D => DType.Float32,
        0x0E => DType.Float64,
        _ => null,
    };

    private static void ToHostOrder(Span<byte> data, int size)
    {
        for (int i = 0; size > 1 && BitConverter.IsLittleEndian && i < data.Length; i += size)
        {
            data.Slice(i, size).Reverse();
        }
    }

    private static void Fill(Stream stream, Span<byte> target, string name, string what)
    {
        int read = stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
        if (read < target.Length)
        {
            throw Bad(name, $"ends in the middle of {what}: {read} of {target.Length} bytes");
        }
    }

    private static InvalidDataException Bad(string name, string problem) => new($"Idx: {name} {problem}. Copy or download it again.");
}
