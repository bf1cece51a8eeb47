using System.Globalization;

namespace Mnist;

/// <summary>The command line.</summary>
internal sealed record Arguments(string Data, bool Mlp, bool Cnn, int? Epochs)
{
    internal static Arguments Read(string[] args)
    {
        string data = "", model = "both";
        int? epochs = null;
        for (int i = 0; i < args.Length; i += 2)
        {
            string value = i + 1 < args.Length ? args[i + 1] : "";
            int number = 0;
            switch (args[i])
            {
                case "--data" when value.Length > 0:
                    data = value;
                    break;
                case "--model" when value is "mlp" or "cnn" or "both":
                    model = value;
                    break;
                case "--epochs" when int.TryParse(value, CultureInfo.InvariantCulture, out number) && number >= 1:
                    epochs = number;
                    break;
                default:
                    Fail($"Unknown or incomplete argument '{args[i]} {value}'.");
                    break;
            }
        }

        if (data.Length == 0)
        {
            Fail("The folder with the four MNIST files is missing.");
        }

        return new Arguments(data, model != "cnn", model != "mlp", epochs);
    }

    private static void Fail(string problem)
    {
        Console.Error.WriteLine($"{problem} Usage: Mnist --data DIR [--model mlp|cnn|both] [--epochs N]");
        Environment.Exit(2);
    }
}
