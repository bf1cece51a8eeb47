using System.Buffers.Binary;
using System.Text.Json;

namespace AutoGrad;

/// <summary>Reads and writes the safetensors format: a JSON header and raw little-endian data. Loading runs no code and allocates no more than the file holds.</summary>
/// <remarks>Format: 8 bytes header length, JSON {name: {dtype, shape, data_offsets}}, data. Source: github.com/huggingface/safetensors, README. Files interchange with PyTorch.</remarks>
public static partial class SafeTensors
{
    /// <summary>The header's entry that is not a tensor.</summary>
    private const string Metadata = "__metadata__";

    /// <summary>Writes tensors to a file atomically: an interrupted write leaves the old file as it was.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">Names and values; written in the given order.</param>
    /// <param name="metadata">Strings for the header's <c>__metadata__</c>. Default none.</param>
    /// <exception cref="ArgumentException">A name appears twice, is <c>__metadata__</c>, or its tensor is null.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, IEnumerable<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(tensors);
        KeyValuePair<string, Tensor>[] entries = [.. tensors];
        RefuseUnreadable(entries);
        string full = Path.GetFullPath(path);
        string temporary = Path.Combine(Path.GetDirectoryName(full)!, $".{Path.GetRandomFileName()}.tmp");
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                Write(file, entries, metadata);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Reads every tensor of a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Names and values in the header's order.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is truncated, goes on behind its last tensor, is malformed, of another format, or holds a dtype that is not supported here; the message says where, and how to convert it.</exception>
    public static OrderedDictionary<string, Tensor> Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        return Read(file, path);
    }

    /// <summary>What would be written, but never read again.</summary>
    private static void RefuseUnreadable(KeyValuePair<string, Tensor>[] entries)
    {
        var names = new HashSet<string>();
        foreach ((string name, Tensor tensor) in entries)
        {
            string? problem = name is null ? "a name is null"
                : name == Metadata ? $"the name '{name}' belongs to the format"
                : tensor is null ? $"the tensor of '{name}' is null"
                : names.Add(name) ? null : $"the name '{name}' appears twice";
            if (problem is not null)
            {
                throw new ArgumentException($"SafeTensors: {problem}; nothing was written. Give every tensor a name of its own.", nameof(entries));
            }
        }
    }

    private static void Write(Stream stream, KeyValuePair<string, Tensor>[] entries, IReadOnlyDictionary<string, string>? metadata)
    {
        using var header = new MemoryStream();
        using (var json = new Utf8JsonWriter(header))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                json.WriteStartObject(Metadata);
                foreach ((string key, string value) in metadata)
                {
                    json.WriteString(key, value);
                }

                json.WriteEndObject();
            }

            long offset = 0;
            foreach ((string name, Tensor tensor) in entries)
            {
                long end = offset + ((long)tensor.NumEl * tensor.DType.Size());
                json.WriteStartObject(name);
                json.WriteString("dtype", Code(tensor.DType));
                json.WriteStartArray("shape");
                foreach (int size in tensor.Shape)
                {
                    json.WriteNumberValue(size);
                }

                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(end);
                json.WriteEndArray();
                json.WriteEndObject();
                offset = end;
            }

            json.WriteEndObject();
        }

        while (header.Length % 8 != 0)
        {
            header.WriteByte((byte)' '); // the data starts aligned, as the reference implementation writes it
        }

        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        header.WriteTo(stream);
        foreach ((_, Tensor tensor) in entries)
        {
            Tensor dense = tensor.Backend.ToCpu(tensor).Contiguous();
            stream.Write(dense.Bytes());
            GC.KeepAlive(dense);
        }
    }

    private static string Code(DType dtype) => dtype switch
    {
        DType.Float32 => "F32",
        DType.Float64 => "F64",
        DType.Int64 => "I64",
        DType.Int32 => "I32",
        DType.UInt8 => "U8",
        _ => "BOOL",
    };
}
