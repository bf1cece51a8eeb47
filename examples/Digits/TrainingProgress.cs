using Spectre.Console;

namespace Digits;

/// <summary>A progress bar with a line of figures; plain lines where the output is not a terminal.</summary>
internal sealed class TrainingProgress
{
    private readonly ProgressTask? _task;
    private readonly int _steps;
    private int _done;

    private TrainingProgress(ProgressTask? task, int steps)
    {
        _task = task;
        _steps = steps;
    }

    /// <summary>Runs work that reports its steps.</summary>
    internal static void Show(int steps, Action<TrainingProgress> work)
    {
        if (!AnsiConsole.Profile.Capabilities.Interactive || Console.IsOutputRedirected)
        {
            work(new TrainingProgress(null, steps));
            return;
        }

        AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => work(new TrainingProgress(context.AddTask("training", maxValue: steps), steps)));
    }

    /// <summary>One step is done.</summary>
    internal void Step(string figures)
    {
        _done++;
        if (_task is not null)
        {
            _task.Description = figures;
            _task.Increment(1);
        }
        else if (_done % Math.Max(1, _steps / 10) == 0)
        {
            Console.WriteLine($"{100 * _done / _steps,3} %  {figures}");
        }
    }
}
