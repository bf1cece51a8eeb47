using System.Runtime.CompilerServices;
using System.Text;

namespace AutoGrad;

/// <summary>Lays out a tensor's elements as PyTorch does: nested brackets, lines of 80 characters, and above 1000 elements three at each end of each dimension.</summary>
internal sealed class TensorText
{
    private const int Threshold = 1000;
    private const int EdgeItems = 3;
    private const int LineWidth = 80;
    private const string Prefix = "tensor(";

    private readonly Tensor _tensor;
    private readonly bool _summarized;
    private readonly int[] _strides;
    private readonly ElementFormat _format;

    private TensorText(Tensor tensor)
    {
        _tensor = tensor;
        _summarized = tensor.NumEl > Threshold;
        _strides = tensor.Strides();
        List<double> reals = [];
        List<long> integers = [];
        Collect(0, 0, reals, integers);
        _format = new ElementFormat(tensor.DType, reals, integers);
    }

    /// <summary>The whole text, with notes such as <c>requires_grad=True</c> at the end.</summary>
    internal static string Of(Tensor tensor, string? note)
    {
        Tensor cpu = tensor.Backend.ToCpu(tensor);
        var text = new StringBuilder(Prefix);
        bool showDType = cpu.NumEl == 0 ? cpu.DType != DType.Float32 : cpu.DType is not (DType.Float32 or DType.Int64 or DType.Bool);
        if (cpu.NumEl == 0)
        {
            text.Append("[]");
        }
        else
        {
            var layout = new TensorText(cpu);
            layout.Append(text, 0, 0, Prefix.Length);
        }

        GC.KeepAlive(cpu);
        int line = text.Length - (text.ToString().LastIndexOf('\n') + 1) + 2;
        foreach (string? suffix in (ReadOnlySpan<string?>)[
            cpu.NumEl == 0 && cpu.Rank != 1 ? $"size={cpu.Shape}" : null,
            showDType ? $"dtype={cpu.DType}" : null,
            note])
        {
            if (suffix is null)
            {
                continue;
            }

            bool breaks = line + suffix.Length + 2 > LineWidth;
            text.Append(breaks ? ",\n" + new string(' ', Prefix.Length) : ", ").Append(suffix);
            line = breaks ? Prefix.Length + suffix.Length : line + suffix.Length + 2;
        }

        return text.Append(')').ToString();
    }

    private void Append(StringBuilder text, int dim, long offset, int indent)
    {
        if (dim == _tensor.Rank)
        {
            text.Append(Element(offset));
            return;
        }

        int size = _tensor.Shape[dim], left = _tensor.Rank - dim;
        bool innermost = left == 1;
        int perLine = innermost ? Math.Max(1, (LineWidth - indent) / (_format.Width + 2)) : 1;
        text.Append('[');
        int written = 0;
        for (int i = 0; i < size; i++)
        {
            if (written > 0)
            {
                Separate(text, innermost, written % perLine == 0, left, indent);
            }

            if (_summarized && size > 2 * EdgeItems && i == EdgeItems)
            {
                text.Append(innermost ? " ..." : "...");
                i = size - EdgeItems - 1;
            }
            else
            {
                Append(text, dim + 1, offset + ((long)i * _strides[dim]), indent + 1);
            }

            written++;
        }

        text.Append(']');
    }

    private static void Separate(StringBuilder text, bool innermost, bool newLine, int left, int indent)
    {
        text.Append(',');
        if (!innermost)
        {
            text.Append('\n', left - 1).Append(' ', indent + 1);
        }
        else if (newLine)
        {
            text.Append('\n').Append(' ', indent + 1);
        }
        else
        {
            text.Append(' ');
        }
    }

    private void Collect(int dim, long offset, List<double> reals, List<long> integers)
    {
        if (dim == _tensor.Rank)
        {
            if (_tensor.DType.IsFloat())
            {
                reals.Add(Real(offset));
            }
            else
            {
                integers.Add(Integer(offset));
            }

            return;
        }

        int size = _tensor.Shape[dim];
        for (int i = 0; i < size; i++)
        {
            if (_summarized && size > 2 * EdgeItems && i == EdgeItems)
            {
                i = size - EdgeItems;
            }

            Collect(dim + 1, offset + ((long)i * _strides[dim]), reals, integers);
        }
    }

    private string Element(long offset) => _tensor.DType.IsFloat() ? _format.Padded(Real(offset)) : _format.Padded(Integer(offset));

    private double Real(long offset) => _tensor.DType == DType.Float32 ? At<float>(offset) : At<double>(offset);

    private long Integer(long offset) => _tensor.DType switch
    {
        DType.Int64 => At<long>(offset),
        DType.Int32 => At<int>(offset),
        _ => At<byte>(offset),
    };

    private T At<T>(long offset) where T : unmanaged => Unsafe.Add(ref _tensor.First<T>(), (nint)offset);
}
