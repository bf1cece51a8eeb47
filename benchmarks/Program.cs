using BenchmarkDotNet.Running;

// dotnet run -c Release --project benchmarks -- --filter '*MatMul*'   (no filter: asks; --list flat: shows what there is)
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
