using System.Diagnostics;

namespace AutoGrad.Tests.Docs;

/// <summary>Every example runs with a small budget, as a user starts it.</summary>
public sealed class ExampleTests
{
    [Theory]
    [InlineData("L = 0.5094236")]
    [InlineData("y = (0.26894142, 0.31002552, 0.23147522, 0.35434369)")]
    [InlineData("w = (-0.09358592, 0.69530822, -0.79874703)")]
    [InlineData("L = 0.3793797")]
    [InlineData("(1, 1, 0) gives 0.98801299, (0, 0, 0) gives 0.50000000")]
    [InlineData("with a bias (0, 0, 0) gives 0.00720712")]
    public void The_single_neuron_has_the_lectures_numbers(string text) => Assert.Contains(text, Output("SingleNeuron"), StringComparison.Ordinal);

    [Theory]
    [InlineData("Xor", "1 xor 1 = 0.0")]
    [InlineData("CustomOp", "gradients verified")]
    [InlineData("CustomModule", "a loaded copy answers the same: True")]
    public void Small_examples_do_what_they_say(string example, string text) => Assert.Contains(text, Output(example), StringComparison.Ordinal);

    [Fact]
    public void Digits_learns_and_reports()
    {
        string output = Output("Digits", "--epochs", "2");
        string line = output.Split('\n').Single(static l => l.StartsWith("Test accuracy", StringComparison.Ordinal));
        double accuracy = double.Parse(line.Split(' ')[2], System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(accuracy > 90, line);
        Assert.Contains("precision", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "is missing", "Mnist")]
    [InlineData(1, "train-images-idx3-ubyte", "Mnist", "--data", "no-such-folder")]
    [InlineData(2, "Usage", "Digits", "--epochs", "none")]
    public void Bad_arguments_are_explained(int exitCode, string text, string example, params string[] arguments)
    {
        (int code, string _, string error) = Run(example, arguments);
        Assert.Equal(exitCode, code);
        Assert.Contains(text, error, StringComparison.Ordinal);
    }

    /// <summary>Each method costs 0.1 to 5 ms of the first second: 1137 are compiled here, 257 in the published program, whose own budget CI holds.</summary>
    [Fact]
    public void A_first_training_step_compiles_no_more_methods_than_its_budget()
    {
        string[] words = Output("FirstStep").Split(' ', StringSplitOptions.TrimEntries);
        Assert.InRange(int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture), 100, 1200);
    }

    private static string Output(string example, params string[] arguments)
    {
        (int code, string output, string error) = Run(example, arguments);
        Assert.True(code == 0, $"{example} ended with {code}: {error}");
        return output;
    }

    private static (int Code, string Output, string Error) Run(string example, string[] arguments)
    {
        string root = Tree.Root;
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = root };
        foreach (string argument in (string[])["exec", Path.Combine(root, "artifacts", "bin", example, Configuration, $"{example}.dll"), .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        return (process.ExitCode, output.Result, error.Result);
    }

    private static string Configuration =>
#if DEBUG
        "debug";
#else
        "release";
#endif
}
