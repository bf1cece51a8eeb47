using FsCheck;
using FsCheck.Fluent;

namespace AutoGrad.Testing;

/// <summary>
/// The cases with one large dimension: sizes just below, at and above the widths of vectors and blocks, where kernels take another path. Small sizes alone never get there.
/// </summary>
/// <param name="Ordinal">Which of these cases it is, from 0: the first classes come in every run, so that what goes wrong from some size on is met with certainty.</param>
/// <param name="Largest">The largest size allowed.</param>
internal sealed record Large(int Ordinal, int Largest)
{
    /// <summary>One case in so many is large.</summary>
    private const int Every = 8;

    private const int First = 4;

    /// <summary>Elements of one tensor: the other dimensions give way.</summary>
    private const int MostElements = 2048;

    private static readonly int[][] Classes = [[65, 127, 128, 129, 130], [15, 16, 17], [31, 32, 33, 63, 64], [257, 1025]];

    /// <summary>The smallest of the large sizes.</summary>
    internal static int Least { get; } = Classes.Min(static c => c[0]);

    /// <summary>Whether it is the last dimension that is large; otherwise any may be.</summary>
    internal bool IsLast => Ordinal % Classes.Length is 0 or 3;

    /// <summary>What a case is; null for a small one.</summary>
    internal static Large? Of(int number, int largest) => number % Every == First && largest >= Least ? new Large(number / Every, largest) : null;

    /// <summary>The next smaller of the large sizes; 0 below the least.</summary>
    internal static int Below(int size) => Classes.SelectMany(static c => c).Where(s => s < size).DefaultIfEmpty().Max();

    /// <summary>A size of this case's class; of any class where none of those fits.</summary>
    internal int[] Sizes(Func<int, bool> fits)
    {
        int[] own = [.. Classes[Ordinal % Classes.Length].Where(Fits)];
        return own.Length > 0 ? own : [.. Classes.SelectMany(static c => c).Where(Fits)];

        bool Fits(int size) => size <= Largest && fits(size);
    }

    /// <summary>Draws with a large dimension.</summary>
    internal Gen<OpDraw> Draw(OpDraw draw) =>
        from size in Gen.Elements(Sizes(static _ => true))
        from dim in IsLast ? Gen.Constant(-1) : Gen.Elements(-1, 0, -2)
        select draw with { Large = size, LargeDim = dim };

    /// <summary>Puts a large size in the place of one of the sizes that patterns are drawn with, by name or in front; leaves them alone where none can be large.</summary>
    internal Gen<Sizes> Into(Pattern[] patterns, Sizes small)
    {
        string[] places = [.. small.Named.Keys.Concat(small.Leading.Length > 0 ? [AutoGrad.Testing.Sizes.Front] : (string[])[])];
        string? last = patterns.Select(static p => p.Terms.Length == 0 ? (p.Leads ? AutoGrad.Testing.Sizes.Front : null) : p.Terms[^1].Size is null ? p.Terms[^1].Name : null).FirstOrDefault(p => p is not null && places.Contains(p));
        (string Place, int[] Sizes)[] possible = [.. places.Select(p => (p, Sizes(size => small.Ones(p, size).Elements(patterns) <= MostElements))).Where(static p => p.Item2.Length > 0)];
        possible = IsLast && Array.Exists(possible, p => p.Place == last) ? [.. possible.Where(p => p.Place == last)] : possible;
        return possible.Length == 0 ? Gen.Constant(small)
            : from place in Gen.Elements(possible)
              from size in Gen.Elements(place.Sizes)
              select small.With(place.Place, size, patterns, MostElements);
    }
}
