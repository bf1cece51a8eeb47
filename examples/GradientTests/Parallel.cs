// Initial weights come from Generator.Default, one for the process: tests that seed it run one after the other, so that every run is the same.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
