using System.Globalization;

namespace AutoGrad.VsPyTorch;

/// <summary>The command line.</summary>
internal sealed record Options
{
    public const string Usage = """
        Compares AutoGrad with PyTorch, case by case, on this machine.

          dotnet run -c Release --project benchmarks/VsPyTorch [-- OPTIONS]

          --filter TEXT    only cases whose name contains TEXT; several are joined by |
          --list           names of the cases, nothing is run
          --json FILE      the results also as JSON
          --growth FOLDER  instead of the table: cost against batch, width, depth and elements, with plots into FOLDER
          --scaling        instead of the table: our own steps on 1, 2, 4 threads and so on, up to --threads
          --passes N       times to go through all cases, minutes apart; their samples count together (default 1)
          --rounds N       pairs of turns per case and pass (default 9)
          --turn SECONDS   length of a turn (default 0.03)
          --budget SECONDS no further turns of a case and pass after so long (default 20)
          --threads N      of both sides (default 2)
          --python PATH    an interpreter that can import torch (default: python3, then the system's)

        Exit code: 0 if every case reaches its goal, 1 if one is below it, fails, or none is selected, 2 if nothing could be measured.
        """;

    public string Filter { get; private init; } = "";

    public bool List { get; private init; }

    public bool Help { get; private init; }

    public string? Json { get; private init; }

    public string? Growth { get; private init; }

    public bool Scaling { get; private init; }

    public int Passes { get; private init; } = 1;

    public int Rounds { get; private init; } = 9;

    public double TurnSeconds { get; private init; } = 0.03;

    public double Budget { get; private init; } = 20;

    public int Threads { get; private init; } = 2;

    public string? Python { get; private init; }

    public static Options Parse(string[] args)
    {
        var options = new Options();
        for (int i = 0; i < args.Length; i++)
        {
            string Value() => ++i < args.Length ? args[i] : throw new UserException($"{args[i - 1]} needs a value.\n\n{Usage}");
            options = args[i] switch
            {
                "--filter" => options with { Filter = Value() },
                "--list" => options with { List = true },
                "--json" => options with { Json = Value() },
                "--growth" => options with { Growth = Value() },
                "--scaling" => options with { Scaling = true },
                "--passes" => options with { Passes = Count(args[i], Value()) },
                "--rounds" => options with { Rounds = Count(args[i], Value()) },
                "--turn" => options with { TurnSeconds = Seconds(args[i], Value()) },
                "--budget" => options with { Budget = Seconds(args[i], Value()) },
                "--threads" => options with { Threads = Count(args[i], Value()) },
                "--python" => options with { Python = Value() },
                "--help" or "-h" => options with { Help = true },
                _ => throw new UserException($"{args[i]} is no option.\n\n{Usage}"),
            };
        }

        return options.Scaling && (options.Growth is not null || options.Threads == 1)
            ? throw new UserException($"--scaling compares one thread with more, so --threads must be above 1, and --growth is another program.\n\n{Usage}")
            : options;
    }

    private static int Count(string option, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count >= 1 ? count
            : throw new UserException($"{option} needs a whole number from 1 on, not {value}.\n\n{Usage}");

    private static double Seconds(string option, string value) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) ? seconds
            : throw new UserException($"{option} needs seconds, such as 0.5, not {value}.\n\n{Usage}");

    public bool Selects(Case test) => Filter.Split('|').Any(part => test.FullName.Contains(part, StringComparison.OrdinalIgnoreCase));
}
