namespace AutoGrad.VsPyTorch.Cases;

/// <summary>Objectives and gradients of the ADBench suite in Float64, as it defines them, on its own inputs.</summary>
internal static class AdBench
{
    public const string Family = "ADBench";

    public const string Objective = "objective";

    public const string Gradient = "gradient";

    public static IEnumerable<Case> Cases =>
    [
        .. Pair("GMM 1k, d2 K5", 1.5, 3, new(() => new GaussianMixture("gmm_d2_K5.txt"))),
        .. Pair("GMM 1k, d10 K25", 1.5, 3, new(() => new GaussianMixture("gmm_d10_K25.txt"))),
        .. Pair("GMM 1k, d64 K50", 1.5, 3, new(() => new GaussianMixture("gmm_d64_K50.txt.gz"))),
        .. Pair("LSTM l2 c1024", 10, 30, new(() => new DiagonalLstm("lstm_l2_c1024.txt"))),
    ];

    /// <summary>The objective alone, and its gradient, which gives the objective too.</summary>
    private static Case[] Pair(string name, double must, double aim, Lazy<AdObjective> objective) =>
    [
        new(Family, $"{name}, {Objective}", must, aim, () => $"{objective.Value.Torch}\ndef step():\n    with torch.no_grad(): return objective()", data =>
        {
            Variable[] constants = objective.Value.Lend(data, data.Lend);
            return () => objective.Value.Of(constants);
        })
        {
            Tolerance = 1e-8,
        },
        new(Family, $"{name}, {Gradient}", must, aim, () => $"{objective.Value.Torch}\ndef step(): return back(objective())", data =>
        {
            Variable[] leaves = objective.Value.Lend(data, data.Leaf);
            return data.Backward(() => objective.Value.Of(leaves));
        })
        {
            Tolerance = 1e-8,
            Published = () => objective.Value.Published(),
        },
    ];
}
