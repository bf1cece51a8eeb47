using Spectre.Console;

namespace Digits;

/// <summary>Precision and recall of each class, and which class was taken for which.</summary>
internal static class Report
{
    /// <summary>Writes both tables and returns the accuracy.</summary>
    internal static double Write(long[] predicted, long[] actual, int classes)
    {
        int[,] counts = new int[classes, classes];
        for (int i = 0; i < actual.Length; i++)
        {
            counts[actual[i], predicted[i]]++;
        }

        var perClass = new Table().Title("Per class", Style.Plain).AddColumns("digit", "precision", "recall", "images");
        var confusion = new Table().Title("Rows: digit, columns: answer", Style.Plain).AddColumn("");
        int right = 0;
        for (int c = 0; c < classes; c++)
        {
            confusion.AddColumn(new TableColumn($"{c}").RightAligned());
        }

        for (int c = 0; c < classes; c++)
        {
            int images = Enumerable.Range(0, classes).Sum(k => counts[c, k]), answers = Enumerable.Range(0, classes).Sum(k => counts[k, c]);
            right += counts[c, c];
            perClass.AddRow($"{c}", Share(counts[c, c], answers), Share(counts[c, c], images), $"{images}");
            int row = c;
            confusion.AddRow([$"{c}", .. Enumerable.Range(0, classes).Select(k => counts[row, k] == 0 ? "." : $"{counts[row, k]}")]);
        }

        AnsiConsole.Write(perClass);
        AnsiConsole.Write(confusion);
        return (double)right / actual.Length;
    }

    private static string Share(int part, int whole) => whole == 0 ? "-" : $"{100.0 * part / whole:F1} %";
}
