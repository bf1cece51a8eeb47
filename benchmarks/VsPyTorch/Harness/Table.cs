namespace AutoGrad.VsPyTorch;

/// <summary>The printed table, also valid as Markdown.</summary>
internal static class Table
{
    public static void Head(Machine machine, Limits limits)
    {
        if (machine.ReferenceBlas)
        {
            Console.WriteLine("""
                ******************************************************************************************************
                WARNING: PyTorch has loaded the reference BLAS, which is many times slower than OpenBLAS: every ratio
                that rests on a matrix product below is worthless. Debian: apt-get install libopenblas0-pthread
                ******************************************************************************************************

                """);
        }

        if (machine.Threads > machine.Cores)
        {
            Console.WriteLine($"WARNING: {machine.Threads} threads on {machine.Cores} processors: they wait for one another, and no time below says how fast either side is.\n");
        }

        Console.WriteLine($"{machine.Processor}, {machine.Cores} processors; {machine.Threads} threads each");
        Console.WriteLine($"{machine.Runtime}; PyTorch {machine.Torch} with {machine.Blas}");
        Console.WriteLine($"Limits measured: {limits.FlopsSingle / 1e9:0} GFlop/s Float32, {limits.FlopsDouble / 1e9:0} Float64, {limits.Bandwidth / 1e9:0.0} GB/s copying");
        Console.WriteLine();
    }

    public static void Columns()
    {
        Console.WriteLine($"| {"case",-58} | {"ours best",10} | {"median",10} | {"torch best",10} | {"median",10} | best x | med. x | quartiles     | limit | must | aim  | reached |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|---|--:|--:|--:|---|");
    }

    public static void Row(Result r, Limits limits)
    {
        string part = limits.Part(r.Case.Work, r.Ours.Best) is { } p ? $"{100 * p:0} %" : "";
        (double low, double high) = r.Spread;
        string best = r.IsLoaded ? "-" : Ratio(r.BestRatio), median = r.IsLoaded ? "-" : Ratio(r.MedianRatio), quartiles = r.IsLoaded ? "-" : $"{Ratio(low)} to {Ratio(high)}";
        Console.WriteLine($"| {r.Case.FullName,-58} | {Time(r.Ours.Best),10} | {Time(r.Ours.Median),10} | {Time(r.Torch.Best),10} | {Time(r.Torch.Median),10} "
            + $"| {best,6} | {median,6} | {quartiles,-13} | {part,5} | {r.Case.Must,4:0.0#} | {r.Case.Aim,4:0.0#} | {Word(r.Verdict)} |");
    }

    public static void Failure(Case test, string message) => Console.WriteLine($"| {test.FullName,-58} | NOT COMPARED: {message.ReplaceLineEndings(" ")}");

    public static void Foot(IReadOnlyList<Result> results, IReadOnlyList<string> failures)
    {
        int Count(Verdict v) => results.Count(r => r.Verdict == v);
        Console.WriteLine();
        Console.WriteLine($"{results.Count} {(results.Count == 1 ? "case" : "cases")}: {Count(Verdict.Aim)} at their aim, {Count(Verdict.Must)} at their must, {Count(Verdict.Below)} below, {Count(Verdict.Unclear)} not judged because other work had the machine. Judged by the ratio of the best times.");
        Console.WriteLine("best x: PyTorch's best time over ours; must and aim: what it should be; limit: part of the processor's or the memory's measured speed. More in docs/performance.md.");
        foreach (Result gradient in results.Where(static r => r.Case.Name.EndsWith(Cases.AdBench.Gradient, StringComparison.Ordinal)))
        {
            string partner = gradient.Case.Name.Replace(Cases.AdBench.Gradient, Cases.AdBench.Objective, StringComparison.Ordinal);
            if (results.FirstOrDefault(r => r.Case.Name == partner) is { } objective)
            {
                Console.WriteLine($"  {gradient.Case.Name} / {Cases.AdBench.Objective}: {gradient.Ours.Best / objective.Ours.Best:0.00} here, {gradient.Torch.Best / objective.Torch.Best:0.00} in PyTorch");
            }
        }

        foreach (Result step in results.Where(static r => r.Case.Family is Cases.Networks.Family or Cases.Sequences.Family))
        {
            Console.WriteLine(FormattableString.Invariant($"  {step.Case.Name}: {100 * step.Ours.Swept:0.0} % of the time went to sweeps of the buffer pool (docs/memory.md)"));
        }

        if (Cases.StartUp.Compiled is { } methods)
        {
            Console.WriteLine($"  methods compiled by the published program until its first step was done: {methods}");
        }

        if (failures.Count > 0)
        {
            Console.WriteLine($"{failures.Count} cases could not be compared:");
            Console.WriteLine(string.Join('\n', failures.Select(static f => "  " + f)));
        }

        foreach (Result r in results.Where(static r => r.Verdict == Verdict.Below).OrderBy(static r => r.BestRatio / r.Case.Must))
        {
            Console.WriteLine($"  below: {r.Case.FullName}, {Ratio(r.BestRatio)} of {r.Case.Must:0.0#}");
        }
    }

    /// <summary>With one case selected this is what the case needs; torch's libraries count too, as ours do.</summary>
    public static void Memory(long ours, long torch) => Console.WriteLine($"Peak resident memory of the processes: {ours >> 20} MB here, {torch >> 20} MB in PyTorch");

    public static string Time(double nanoseconds) => nanoseconds switch
    {
        < 10 => $"{nanoseconds:0.00} ns",
        < 1e3 => $"{nanoseconds:0} ns",
        < 1e5 => $"{nanoseconds / 1e3:0.00} us",
        < 1e6 => $"{nanoseconds / 1e3:0.0} us",
        < 1e8 => $"{nanoseconds / 1e6:0.00} ms",
        _ => $"{nanoseconds / 1e6:0} ms",
    };

    private static string Ratio(double ratio) => ratio < 10 ? $"{ratio:0.00}" : $"{ratio:0.0}";

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Aim => "aim",
        Verdict.Must => "must",
        Verdict.Unclear => "(loaded)",
        _ => "BELOW",
    };
}
