using AutoGrad.Mutation;

// dotnet run -c Release --project eng/Mutation [-- mutants [OP...] | soak [CHECKS]]
// Without arguments both run and write their tables to docs/gradcheck-mutation.md.
string[] rest = args.Length == 0 ? [] : args[1..];
bool all = args.Length == 0;
AutoGrad.Parallelism.MaxThreads = 1; // ops run side by side instead
bool passed = true;
if (all || args[0] == "mutants")
{
    passed &= Mutants.Run(rest);
}

if (all || args[0] == "soak")
{
    passed &= Soak.Run(rest.Length > 0 ? int.Parse(rest[0], null) : 100_000);
}

return passed ? 0 : 1;
