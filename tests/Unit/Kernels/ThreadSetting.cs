namespace AutoGrad.Tests.Unit.Kernels;

/// <summary>Tests that set <see cref="Parallelism.MaxThreads"/>, which is process-wide, run one after another.</summary>
[CollectionDefinition(nameof(ThreadSetting), DisableParallelization = true)]
public sealed class ThreadSetting;
