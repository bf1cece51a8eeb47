namespace AutoGrad.VsPyTorch.Growth;

/// <summary>Measures the curves and writes their plots.</summary>
internal static class GrowthRun
{
    public static void Run(Passes passes, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (Curve curve in Curves.All)
        {
            Console.WriteLine($"{curve.Title}{(curve.Operations > 1 ? $", per operation" : "")}");
            Console.WriteLine();
            Console.WriteLine($"| {curve.Size} | ours | PyTorch | ratio | ours per unit of {curve.Size} |");
            Console.WriteLine("|--:|--:|--:|--:|--:|");
            var ours = new List<(double X, double Y)>();
            var torch = new List<(double X, double Y)>();
            var sizes = curve.Points.ToDictionary(static p => p.Case, static p => p.Size);
            foreach (Result result in passes.Over([.. sizes.Keys]))
            {
                int size = sizes[result.Case];
                double our = result.Ours.Best / curve.Operations, other = result.Torch.Best / curve.Operations;
                ours.Add((size, our));
                torch.Add((size, other));
                Console.WriteLine($"| {size} | {Table.Time(our)} | {Table.Time(other)} | {other / our:0.0} | {Table.Time(our / size)} |");
            }

            Console.WriteLine();
            var plot = new LogPlot(curve.Title, curve.Size, [("AutoGrad", "#2f6fde", ours), ("PyTorch", "#c8641e", torch)]);
            File.WriteAllText(Path.Combine(folder, curve.File), plot.ToSvg());
        }
    }
}
