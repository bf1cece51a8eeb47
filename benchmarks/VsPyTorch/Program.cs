using AutoGrad.VsPyTorch;
using AutoGrad.VsPyTorch.Cases;
using AutoGrad.VsPyTorch.Growth;

try
{
    var options = Options.Parse(args);
    if (options.Help)
    {
        Console.WriteLine(Options.Usage);
        return 0;
    }

    Case[] cases = [.. Catalog.All.Where(options.Selects)];
    if (options.List || cases.Length == 0)
    {
        Console.WriteLine(cases.Length == 0 ? $"No case contains '{options.Filter}'; --list shows them." : string.Join('\n', cases.Select(static c => c.FullName)));
        return options.List ? 0 : 1;
    }

    if (options.Json is { } planned)
    {
        JsonReport.Try(planned);
    }

    AutoGrad.Parallelism.MaxThreads = options.Threads;
    using var worker = TorchWorker.Start(options.Python, options.Threads);
    var machine = Machine.Describe(worker, options.Threads);
    var limits = Limits.Measure(options.Threads);
    Table.Head(machine, limits);
    if (options.Scaling)
    {
        new Scaling(worker, options).Run(cases);
        return 0;
    }

    var passes = new Passes(new Comparison(worker, options), options.Passes);
    if (options.Growth is { } folder)
    {
        GrowthRun.Run(passes, folder);
        return passes.Failures.Count > 0 ? 1 : 0;
    }

    Table.Columns();
    var results = new List<Result>();
    foreach (Result result in passes.Over(cases))
    {
        results.Add(result);
        Table.Row(result, limits);
    }

    Table.Foot(results, passes.Failures);
    Table.Memory(PeakMemory.OfThisProcess(), worker.PeakMemory());
    if (options.Json is { } file)
    {
        JsonReport.Write(file, machine, limits, results);
    }

    return passes.Failures.Count > 0 || results.Any(static r => r.Verdict == Verdict.Below) ? 1 : 0;
}
catch (UserException error)
{
    Console.Error.WriteLine(error.Message);
    return 2;
}
