namespace AutoGrad.VsPyTorch.Growth;

/// <summary>One plot: the cost of a step while one size grows.</summary>
/// <param name="File">Name of the plot's file.</param>
/// <param name="Title">What a step does.</param>
/// <param name="Size">The size that grows.</param>
/// <param name="Points">The case at each size.</param>
/// <param name="Operations">Operations of a step; the plot shows the time of one.</param>
internal sealed record Curve(string File, string Title, string Size, IReadOnlyList<(int Size, Case Case)> Points, int Operations = 1);
