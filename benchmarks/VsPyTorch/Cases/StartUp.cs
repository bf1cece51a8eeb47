using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace AutoGrad.VsPyTorch.Cases;

/// <summary>From the start of a process to the end of the first training step of the Digits model: a published program against the interpreter that imports torch.</summary>
internal static class StartUp
{
    private const string Project = "benchmarks/FirstStep/FirstStep.csproj";

    /// <summary>The published program, once for all passes.</summary>
    private static readonly Lazy<string> Program = new(Publish);

    public static IEnumerable<Case> Cases =>
    [
        new("start-up", "process start to first Digits step", 5, 8, """
            import subprocess, sys
            arguments = ['--check']
            def step():
                out = subprocess.run([sys.executable, script, *arguments], stdout=subprocess.PIPE, check=True).stdout
                arguments.clear()
                return torch.tensor(float(out))
            """,
            data =>
            {
                string program = Program.Value;
                data.LendText("script", Path.Combine(AppContext.BaseDirectory, "Harness", "first_step.py"));
                string arguments = "--check";
                return () =>
                {
                    string[] words = Run(program, arguments).Split(' ');
                    arguments = "";
                    Compiled = int.Parse(words[1], CultureInfo.InvariantCulture);
                    return Tensor.From(float.Parse(words[0], CultureInfo.InvariantCulture));
                };
            }),
    ];

    /// <summary>Methods that the published program compiled at run time, once it ran.</summary>
    public static int? Compiled { get; private set; }

    private static string Publish()
    {
        string root = Root(), rid = RuntimeInformation.RuntimeIdentifier;
        Console.Error.WriteLine($"Publishing {Project} for {rid}: this takes a minute.");
        Run("dotnet", $"publish \"{Path.Combine(root, Project)}\" -c Release -r {rid} --nologo -v q");
        return Path.Combine(root, "artifacts", "publish", "FirstStep", $"release_{rid}", "FirstStep");
    }

    private static string Root()
    {
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "AutoGrad.sln")))
            {
                return folder;
            }
        }

        throw new UserException("The start-up case publishes a program and must run inside the source tree: AutoGrad.sln was not found above the program.");
    }

    private static string Run(string program, string arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output.Trim() : throw new UserException($"{program} {arguments} failed with exit code {process.ExitCode}:\n{output}");
    }
}
