using System.Globalization;
using System.Text;
using AutoGrad.Checking;
using FsCheck;
using FsCheck.Fluent;

namespace AutoGrad.Testing;

/// <summary>Draws cases from an FsCheck arbitrary, makes a failing one smaller by its shrinker, and reports it.</summary>
internal static class CaseRunner
{
    /// <summary>Cases tried while shrinking; each is a whole check.</summary>
    private const int MostShrinks = 200;

    private const int MostElements = 24;

    /// <summary>Throws for the first case that does not pass.</summary>
    /// <param name="call">What was called, for the report.</param>
    /// <param name="cases">Where cases come from, small ones and large ones.</param>
    /// <param name="describe">A case as text.</param>
    /// <param name="sizeOf">The size of its largest dimension.</param>
    /// <param name="inspect">Checks a case; null for a pass, or where there is nothing to check.</param>
    /// <param name="remedy">What to do about an exception on a case; each remedy a sentence behind a space.</param>
    /// <param name="options">How many, and which.</param>
    internal static void Run<T>(
        string call, Func<Large?, Arbitrary<T>> cases, Func<T, string> describe, Func<T, int> sizeOf, Func<T, GradCheckOptions, Finding?> inspect,
        Func<T, Exception, string> remedy, ForAllOptions options)
    {
        options.Validate();
        for (int number = options.Replay ?? 1; number <= (options.Replay ?? options.Count); number++)
        {
            int size = options.Count == 1 ? 50 : 1 + (99 * (number - 1) / (options.Count - 1));
            GradCheckOptions check = options.Check with { Seed = options.Check.Seed + number };
            Arbitrary<T> arbitrary = cases(Large.Of(number, options.LargestSize));
            T found = Drawn();
            Finding? first = Inspect(found, check with { Shrink = false });

            // The more elements, the nearer the next kink and the more that cancels: what is inconclusive for its size is asked again with the next smaller one.
            while (first is { Verdict: GradCheckVerdict.Inconclusive } && sizeOf(found) >= Large.Least)
            {
                arbitrary = cases(Large.Of(number, Large.Below(sizeOf(found))));
                found = Drawn();
                first = Inspect(found, check with { Shrink = false });
            }

            if (first is not null)
            {
                int steps = 0;
                T smallest = options.Check.Shrink ? Shrunk(found, first, ref steps) : found;
                Finding finding = Inspect(smallest, check) ?? first;

                // What the pattern of the error suggests is said of the case as it was drawn: of a single element left over, anything could be said.
                if (finding is { Verdict: GradCheckVerdict.Fail, Report: { } report })
                {
                    finding = Finding.Of(report with { Suggestion = Diagnosis.After(first.Report?.Suggestion, report.Suggestion, "seen on the case as it was drawn") })!;
                }

                throw new PropertyException(Message(number, found, smallest, steps, finding)) { Report = finding.Report, Replay = number };
            }

            T Drawn() => arbitrary.Generator.Sample(1, new Rnd(Seed(options.Seed, number)), size).Single();

            T Shrunk(T failing, Finding why, ref int steps)
            {
                int tried = 0;
                for (bool goesOn = true; goesOn;)
                {
                    goesOn = false;
                    foreach (T smaller in arbitrary.Shrinker(failing))
                    {
                        if (++tried > MostShrinks)
                        {
                            return failing;
                        }

                        if (FailsAlike(smaller, why, check with { Shrink = false }))
                        {
                            failing = smaller;
                            steps++;
                            goesOn = true;
                            break;
                        }
                    }
                }

                return failing;
            }
        }

        Finding? Inspect(T one, GradCheckOptions check)
        {
            try
            {
                return inspect(one, check);
            }
            catch (Exception error) when (error is not PropertyException)
            {
                string help = remedy(one, error) + Thrown.LengthRemedy(sizeOf(one), error);
                throw new PropertyException($"{call}: the function threw {error.GetType().Name} on {describe(one)}: {error.Message}{(help.Length > 0 ? $"{Environment.NewLine} {help}" : "")}");
            }
        }

        bool FailsAlike(T one, Finding why, GradCheckOptions check)
        {
            try
            {
                return Inspect(one, check)?.IsLike(why) == true;
            }
            catch (PropertyException)
            {
                return false; // a smaller case that the function refuses is no smaller failure
            }
        }

        string Message(int number, T found, T smallest, int steps, Finding finding)
        {
            var text = new StringBuilder();
            text.AppendLine(CultureInfo.InvariantCulture, $"{call}: case {number} of {options.Count} {(finding.Verdict == GradCheckVerdict.Fail ? "failed" : "is inconclusive")} on {describe(found)}");
            if (steps > 0)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"  shrunk in {steps} {(steps == 1 ? "step" : "steps")} to {describe(smallest)}");
            }

            text.AppendLine(CultureInfo.InvariantCulture, $"  repeat this case with: new ForAllOptions {{ Seed = {options.Seed}, Count = {options.Count}, {(options.LargestSize == ForAllOptions.Default.LargestSize ? "" : $"LargestSize = {options.LargestSize}, ")}Replay = {number} }}");
            return text.Append(finding.Text).ToString();
        }
    }

    /// <summary>A tensor in a report: dtype, shape, layout, and its numbers if they are few.</summary>
    internal static string Describe(Tensor t)
    {
        string numbers = t.NumEl <= MostElements ? $" {{{string.Join(", ", TensorShrinker.Values(t).Select(static x => x.ToString("G6", CultureInfo.InvariantCulture)))}}}" : "";
        return $"{t.DType} {t.Shape}{(t.IsContiguous ? "" : $" with strides [{string.Join(", ", t.Strides())}]")}{numbers}";
    }

    private static ulong Seed(int seed, int number) => unchecked(((ulong)(uint)seed * 0x9E3779B97F4A7C15UL) + (ulong)number);
}
