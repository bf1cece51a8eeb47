using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace AutoGrad;

public static partial class SafeTensors
{
    /// <summary>Longest header accepted, as in the reference implementation.</summary>
    private const ulong MaxHeader = 100_000_000;

    private static OrderedDictionary<string, Tensor> Read(FileStream file, string path)
    {
        Span<byte> prefix = stackalloc byte[8];
        if (file.ReadAtLeast(prefix, 8, throwOnEndOfStream: false) < 8)
        {
            throw Malformed(path, $"{file.Length} bytes are too few for a header length of 8");
        }

        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length is < 2 or > MaxHeader)
        {
            RefusePickle(prefix, path);
            throw Malformed(path, $"its header is {length} bytes long, by its first 8 bytes; 2 to {MaxHeader} are allowed, so this is hardly a safetensors file");
        }

        if (length > (ulong)file.Length - 8)
        {
            throw Malformed(path, $"the header length {length} does not fit a file of {file.Length} bytes");
        }

        byte[] header = new byte[length];
        file.ReadExactly(header);
        if (header[0] != '{' || !Utf8.IsValid(header))
        {
            throw Malformed(path, header[0] != '{' ? "its header does not begin with '{'" : "its header is not UTF-8");
        }

        long start = 8 + (long)length;
        List<Entry> entries = Entries(header, path);
        RefuseGaps(entries, file.Length - start, path);

        // Only what is known to lie in the file, each byte once, is allocated.
        var result = new OrderedDictionary<string, Tensor>(entries.Count);
        foreach (Entry entry in entries)
        {
            file.Position = start + entry.Begin;
            result.Add(entry.Name, ReadTensor(file, entry));
        }

        return result;
    }

    /// <summary>A file of torch.save: a zip ("PK", 3, 4), or before PyTorch 1.6 a bare pickle (0x80 and its protocol, 2 to 5). Both begin with a number far above any header's length.</summary>
    private static void RefusePickle(ReadOnlySpan<byte> prefix, string path)
    {
        if (prefix.StartsWith("PK\x03\x04"u8) || prefix is [0x80, >= 2 and <= 5, ..])
        {
            throw new InvalidDataException(
                $"SafeTensors: {path} is no safetensors file but looks like one of torch.save (.pt, .pth), which is read by running code. " +
                "Convert it in Python (pip install safetensors): safetensors.torch.save_file(model.state_dict(), \"x.safetensors\").");
        }
    }

    private static List<Entry> Entries(byte[] header, string path)
    {
        var entries = new List<Entry>();
        string? at = null;
        try
        {
            using var json = JsonDocument.Parse(header, new JsonDocumentOptions { AllowDuplicateProperties = false });
            foreach (JsonProperty entry in json.RootElement.EnumerateObject())
            {
                at = entry.Name;
                if (at != Metadata)
                {
                    entries.Add(Entry.Of(entry, path));
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new InvalidDataException($"SafeTensors: {path} is malformed: its header is not the expected JSON{(at is null ? "" : $", at '{at}'")} ({e.Message}). Save it again.", e);
        }

        return entries;
    }

    /// <summary>The format: tensors cover the data from its first byte to its last, without holes and without sharing. What lies elsewhere could be anything.</summary>
    private static void RefuseGaps(List<Entry> entries, long bytes, string path)
    {
        long covered = 0;
        foreach (Entry entry in entries.OrderBy(static e => e.Begin).ThenBy(static e => e.End))
        {
            if (entry.Begin != covered)
            {
                throw Malformed(path, entry.Begin > covered
                    ? $"bytes {covered} to {entry.Begin} of its data belong to no tensor, before '{entry.Name}'"
                    : $"'{entry.Name}' at [{entry.Begin}, {entry.End}] shares bytes with the tensor before it, which ends at {covered}");
            }

            covered = entry.End;
        }

        if (covered != bytes)
        {
            throw Malformed(path, $"its tensors take {covered} bytes, and {bytes} follow the header");
        }
    }

    private static Tensor ReadTensor(FileStream file, Entry entry)
    {
        Tensor tensor = Tensor.Empty(entry.Shape, entry.DType);
        Span<byte> content = tensor.Bytes();
        file.ReadExactly(content);
        if (entry.DType == DType.Bool)
        {
            foreach (ref byte value in content)
            {
                value = value == 0 ? (byte)0 : (byte)1; // kernels rely on 0 and 1
            }
        }

        return tensor;
    }

    private static DType? DTypeOf(string code) => code switch
    {
        "F32" => DType.Float32,
        "F64" => DType.Float64,
        "I64" => DType.Int64,
        "I32" => DType.Int32,
        "U8" => DType.UInt8,
        "BOOL" => DType.Bool,
        _ => null,
    };

    /// <summary>The format's other dtypes (safetensors, tensor.rs) come with what converts them; any other name is no dtype.</summary>
    private static InvalidDataException Unsupported(string path, string name, string code)
    {
        const string supported = "F32, F64, I64, I32, U8 and BOOL are supported";
        string? convert = code switch
        {
            "F16" or "BF16" or "F8_E4M3" or "F8_E5M2" => "v.float() if v.is_floating_point() else v",
            "I8" or "I16" or "U16" or "U32" or "U64" => "v if v.is_floating_point() else v.long()",
            _ => null,
        };
        return convert is null ? Malformed(path, $"'{name}' has dtype {code}; {supported}") : new InvalidDataException(
            $"SafeTensors: {path}: '{name}' has dtype {code}, and only {supported} here. Convert it in Python: " +
            $"safetensors.torch.save_file({{k: {convert} for k, v in safetensors.torch.load_file(\"{Path.GetFileName(path)}\").items()}}, \"x.safetensors\").");
    }

    private static InvalidDataException Malformed(string path, string problem) =>
        new(string.Create(CultureInfo.InvariantCulture, $"SafeTensors: {path} is malformed: {problem}. Save it again, or copy it completely."));

    /// <summary>One tensor of a header: what it is, and which bytes of the data.</summary>
    private readonly record struct Entry(string Name, DType DType, Shape Shape, long Begin, long End)
    {
        internal static Entry Of(JsonProperty entry, string path)
        {
            string code = entry.Value.GetProperty("dtype").GetString() ?? "";
            DType dtype = DTypeOf(code) ?? throw Unsupported(path, entry.Name, code);
            int[] sizes = [.. entry.Value.GetProperty("shape").EnumerateArray().Select(static s => s.GetInt32())];
            long[] offsets = [.. entry.Value.GetProperty("data_offsets").EnumerateArray().Select(static o => o.GetInt64())];
            long elements = sizes.Contains(0) ? 0 : 1;
            foreach (int size in sizes)
            {
                elements = size < 0 || (elements > 0 && elements > int.MaxValue / size) ? -1 : elements * size;
                if (elements < 0)
                {
                    throw Malformed(path, $"'{entry.Name}' has the shape [{string.Join(", ", sizes)}], and sizes are 0 or more, with at most {int.MaxValue} elements together");
                }
            }

            long bytes = elements * dtype.Size();
            return offsets.Length == 2 && offsets[0] >= 0 && offsets[1] >= offsets[0] && offsets[1] - offsets[0] == bytes
                ? new Entry(entry.Name, dtype, Shape.Create(sizes), offsets[0], offsets[1])
                : throw Malformed(path, $"'{entry.Name}', {code} {Shape.Create(sizes)} of {bytes} bytes, has the data offsets [{string.Join(", ", offsets)}]");
        }
    }
}
