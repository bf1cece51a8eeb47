namespace AutoGrad.Checking;

/// <summary>Makes a failing point smaller and simpler while it goes on failing: layout, sizes, then values.</summary>
internal sealed class Shrinker(Func<Tensor[], bool> fails)
{
    private int _budget = 300;

    internal Tensor[] Run(Tensor[] inputs)
    {
        Try(ref inputs, Array.ConvertAll(inputs, static t => t.Contiguous()));
        while (Sizes(ref inputs))
        {
        }

        foreach (int decimals in (ReadOnlySpan<int>)[0, 1, 2, 3])
        {
            for (int i = 0; i < inputs.Length; i++)
            {
                if (inputs[i].DType.IsFloat())
                {
                    Try(ref inputs, Replace(inputs, i, x => Math.Round(x, decimals) + 0.0));
                }
            }
        }

        Elements(ref inputs);
        return inputs;
    }

    /// <summary>Cuts every dimension of one size at once, in all inputs, so that shapes go on fitting together.</summary>
    private bool Sizes(ref Tensor[] inputs)
    {
        int[] sizes = [.. inputs.SelectMany(static t => t.Shape.ToArray()).Where(static s => s > 1).Distinct().OrderDescending()];
        foreach (int size in sizes)
        {
            foreach (int smaller in (ReadOnlySpan<int>)[1, size / 2, size - 1])
            {
                if (smaller > 0 && smaller < size && Try(ref inputs, Array.ConvertAll(inputs, t => Cut(t, size, smaller))))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static Tensor Cut(Tensor t, int size, int smaller)
    {
        for (int d = 0; d < t.Rank; d++)
        {
            t = t.Shape[d] == size ? t.Slice(d, 0, smaller) : t;
        }

        return t.Contiguous();
    }

    private void Elements(ref Tensor[] inputs)
    {
        for (int i = 0; i < inputs.Length; i++)
        {
            for (int e = 0; inputs[i].DType.IsFloat() && e < inputs[i].NumEl && _budget > 0; e++)
            {
                foreach (double simple in (ReadOnlySpan<double>)[0, 1, -1])
                {
                    int element = e, position = 0;
                    if (inputs[i].ToDoubles()[e] == simple || Try(ref inputs, Replace(inputs, i, x => position++ == element ? simple : x)))
                    {
                        break;
                    }
                }
            }
        }
    }

    private static Tensor[] Replace(Tensor[] inputs, int which, Func<double, double> change)
    {
        Tensor[] changed = [.. inputs];
        Tensor t = inputs[which];
        changed[which] = Tensor.From<double>(Array.ConvertAll(t.ToDoubles(), x => change(x))).Reshape(t.Shape).To(t.DType);
        return changed;
    }

    private bool Try(ref Tensor[] inputs, Tensor[] candidate)
    {
        if (--_budget < 0)
        {
            return false;
        }

        try
        {
            if (!fails(candidate))
            {
                return false;
            }
        }

        // A smaller shape need not suit the code under test; whatever it throws, this candidate is no smaller failure.
#pragma warning disable CA1031
        catch (Exception)
        {
            return false;
        }
#pragma warning restore CA1031
        inputs = candidate;
        return true;
    }
}
