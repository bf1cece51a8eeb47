namespace AutoGrad.VsPyTorch;

/// <summary>Goes through all cases several times: between two passes over a case lie minutes, so that a disturbed minute does not decide a row.</summary>
internal sealed class Passes(Comparison comparison, int count)
{
    /// <summary>Why cases could not be compared.</summary>
    public List<string> Failures { get; } = [];

    /// <summary>Each case with the turns of all passes, as soon as its last pass is over; those that could not be compared in one pass are left out of the next.</summary>
    public IEnumerable<Result> Over(IReadOnlyList<Case> cases)
    {
        var rounds = cases.ToDictionary(static c => c, static _ => new List<Round>());
        for (int pass = 1; pass <= count; pass++)
        {
            if (count > 1)
            {
                Console.Error.WriteLine($"Pass {pass} of {count}.");
            }

            foreach (Case test in cases.Where(rounds.ContainsKey))
            {
                if (!Add(test, rounds[test]))
                {
                    rounds.Remove(test);
                }
                else if (pass == count)
                {
                    yield return new Result(test, rounds[test]);
                }
            }
        }
    }

    private bool Add(Case test, List<Round> rounds)
    {
        try
        {
            rounds.AddRange(comparison.Run(test));
            return true;
        }
        catch (UserException error)
        {
            Failures.Add(error.Message);
            Table.Failure(test, error.Message);
            return false;
        }
    }
}
