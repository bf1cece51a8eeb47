using System.Globalization;

namespace Digits;

/// <summary>The command line.</summary>
internal static class Arguments
{
    internal static (int Epochs, int Seed) Read(string[] args)
    {
        int epochs = 12, seed = 7;
        for (int i = 0; i < args.Length; i += 2)
        {
            int value = 0;
            bool valid = i + 1 < args.Length && int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out value) && value >= 1;
            if (!valid || args[i] is not ("--epochs" or "--seed"))
            {
                Console.Error.WriteLine($"Unknown or incomplete argument '{args[i]}'. Usage: Digits [--epochs N] [--seed N], N from 1.");
                Environment.Exit(2);
            }

            (epochs, seed) = args[i] == "--epochs" ? (value, seed) : (epochs, value);
        }

        return (epochs, seed);
    }
}
