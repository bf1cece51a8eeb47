using System.Globalization;

namespace AutoGrad.Ops;

/// <summary>An equation of Einstein's convention, read for operands of given shapes: which global dimension each operand's dimension is.</summary>
/// <remarks>Global dims are the output's, in order, and then those to be summed. An ellipsis stands for as many dims as the longest one has, aligned at the right.</remarks>
internal sealed class EinsumEquation
{
    private const string Op = "Einsum";
    private const int Ellipsis = '.';

    private readonly string _text;
    private readonly Shape[] _shapes;
    private readonly List<int[]> _terms = [];
    private readonly Dictionary<int, int> _global = [];

    internal EinsumEquation(string text, Shape[] shapes)
    {
        _text = text;
        _shapes = shapes;
        string equation = string.Concat(text.Where(c => c != ' '));
        string[] sides = equation.Split("->");
        if (sides.Length > 2)
        {
            throw Bad("has more than one ->. Write one, or none for the implicit form.");
        }

        string[] inputs = sides[0].Split(',');
        if (inputs.Length != shapes.Length)
        {
            throw Bad($"names {inputs.Length} operands and {shapes.Length} were given. Separate the operands' labels by commas.");
        }

        foreach (string input in inputs)
        {
            _terms.Add(Labels(input));
        }

        int widest = Enumerable.Range(0, shapes.Length).Max(EllipsisOf);
        int[] output = sides.Length == 2 ? Explicit(Labels(sides[1])) : Implicit();
        OutputRank = Number(output, widest);
        Number([.. _terms.SelectMany(t => t)], widest);
        Rank = _global.Count;
        Dims = [.. Enumerable.Range(0, shapes.Length).Select(i => GlobalDims(i, widest))];
        Sizes = new int[Rank];
        Array.Fill(Sizes, 1);
        for (int i = 0; i < shapes.Length; i++)
        {
            Fit(i);
        }
    }

    /// <summary>For each operand, the global dim of each of its dims.</summary>
    internal int[][] Dims { get; }

    /// <summary>Number of global dims.</summary>
    internal int Rank { get; }

    /// <summary>How many of them the output has.</summary>
    internal int OutputRank { get; }

    /// <summary>Sizes of the global dims.</summary>
    internal int[] Sizes { get; }

    private int[] Labels(string term)
    {
        var labels = new List<int>();
        for (int i = 0; i < term.Length; i++)
        {
            if (char.IsAsciiLetter(term[i]))
            {
                labels.Add(term[i]);
            }
            else if (term.AsSpan(i).StartsWith("...", StringComparison.Ordinal) && !labels.Contains(Ellipsis))
            {
                labels.Add(Ellipsis);
                i += 2;
            }
            else
            {
                throw Bad($"has '{term[i]}' where a letter or one ellipsis per operand is expected. Labels are a-z and A-Z.");
            }
        }

        return [.. labels];
    }

    /// <summary>How many dims an operand's ellipsis stands for; 0 if it has none.</summary>
    private int EllipsisOf(int operand)
    {
        int[] term = _terms[operand];
        bool has = term.Contains(Ellipsis);
        int extra = _shapes[operand].Rank - (term.Length - (has ? 1 : 0));
        return extra == 0 || (has && extra > 0) ? extra
            : throw Bad($"names {term.Length - (has ? 1 : 0)} dimensions of operand {operand}, which has shape {_shapes[operand]}. Name each dimension, or use an ellipsis.");
    }

    private int[] Explicit(int[] output)
    {
        foreach (int label in output)
        {
            if (output.Count(l => l == label) > 1 || (label != Ellipsis && !_terms.Exists(t => t.Contains(label))))
            {
                throw Bad($"has '{(char)label}' in its output, which must be in an operand and once in the output.");
            }
        }

        return output;
    }

    /// <summary>The ellipsis, then what appears once, in alphabetical order, capitals first.</summary>
    private int[] Implicit()
    {
        int[] all = [.. _terms.SelectMany(t => t)];
        IEnumerable<int> single = all.Where(l => l != Ellipsis && all.Count(o => o == l) == 1).Order();
        return all.Contains(Ellipsis) ? [Ellipsis, .. single] : [.. single];
    }

    /// <summary>Gives labels their global dims in the order met; the ellipsis's dims get keys below 0.</summary>
    private int Number(int[] labels, int widest)
    {
        foreach (int label in labels)
        {
            for (int i = 0; label == Ellipsis && i < widest; i++)
            {
                _global.TryAdd(-1 - i, _global.Count);
            }

            if (label != Ellipsis)
            {
                _global.TryAdd(label, _global.Count);
            }
        }

        return _global.Count;
    }

    private int[] GlobalDims(int operand, int widest)
    {
        int own = EllipsisOf(operand);
        return [.. _terms[operand].SelectMany(label => label == Ellipsis
            ? Enumerable.Range(widest - own, own).Select(i => _global[-1 - i])
            : [_global[label]])];
    }

    private void Fit(int operand)
    {
        for (int i = 0; i < Dims[operand].Length; i++)
        {
            int size = _shapes[operand][i];
            ref int known = ref Sizes[Dims[operand][i]];
            if (size != known && size != 1 && known != 1)
            {
                throw Bad($"gives operand {operand} of shape {_shapes[operand]} size {size} in dimension {i}, where another has {known}. Sizes of a label are equal or 1.");
            }

            known = known == 1 ? size : known;
        }
    }

    private ShapeException Bad(string problem) => new(string.Create(CultureInfo.InvariantCulture, $"{Op}: \"{_text}\" {problem}")) { Op = Op };
}
