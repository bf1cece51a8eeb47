namespace AutoGrad.Testing;

/// <summary>The sizes that the shapes of several inputs are made of.</summary>
/// <param name="Named">Sizes by name.</param>
/// <param name="Leading">Sizes of the dimensions in front.</param>
internal sealed record Sizes(IReadOnlyDictionary<string, int> Named, int[] Leading)
{
    /// <summary>Stands for the last dimension in front where a name is asked for.</summary>
    internal const string Front = "...";

    /// <summary>Elements of the largest tensor that these sizes can give.</summary>
    internal long Elements(Pattern[] patterns) => patterns.Max(p =>
        (p.Leads ? Leading.Aggregate(1L, static (n, s) => n * s) : 1) * p.Terms.Aggregate(1L, (n, t) => n * (t.Size ?? Named[t.Name])));

    /// <summary>One size given, all others 1.</summary>
    internal Sizes Ones(string place, int size) => Put(Named.Keys.ToDictionary(static n => n, static _ => 1), [.. Leading.Select(static _ => 1)], place, size);

    /// <summary>One size changed; the others become 1, one after the other, until no tensor has more elements than allowed.</summary>
    internal Sizes With(string place, int size, Pattern[] patterns, int mostElements)
    {
        Sizes changed = Put(Named.ToDictionary(), [.. Leading], place, size);
        foreach (string name in Named.Keys.Where(n => n != place))
        {
            changed = changed.Elements(patterns) > mostElements ? Put(changed.Named.ToDictionary(), changed.Leading, name, 1) : changed;
        }

        return changed.Elements(patterns) > mostElements ? changed with { Leading = [.. changed.Leading.Select((s, i) => place == Front && i == Leading.Length - 1 ? s : 1)] } : changed;
    }

    private static Sizes Put(Dictionary<string, int> named, int[] leading, string place, int size)
    {
        if (place == Front)
        {
            leading[^1] = size;
        }
        else
        {
            named[place] = size;
        }

        return new Sizes(named, leading);
    }
}
