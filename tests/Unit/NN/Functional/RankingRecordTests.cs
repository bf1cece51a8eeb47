using AutoGrad.Tests.Fixtures;
using AutoGrad.Tests.Unit.Ops;
using F = AutoGrad.NN.Functional;

namespace AutoGrad.Tests.Unit.NN;

/// <summary>Losses on margins, distances and distributions against PyTorch's records.</summary>
public sealed class RankingRecordTests
{
    public static IEnumerable<object[]> Cases() => Fixture.Names("ranking");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Margins_distances_and_likelihoods_agree_with_pytorch_at_both_orders(string name)
    {
        FixtureCase c = Fixture.Case("ranking", name);
        FixtureArgs a = c.Args;
        Reduction reduction = Enum.Parse<Reduction>(a.Text("reduction", "mean"), ignoreCase: true);
        double margin = a.Double("margin", double.NaN);
        Recorded.Check(c, x =>
        {
            Tensor? weight = c.HasInput("weight") ? x[2].Data : null;
            return
            [
                c.Op switch
                {
                    "hinge_embedding_loss" => F.HingeEmbeddingLoss(x[0], x[1].Data, margin, reduction),
                    "margin_ranking_loss" => F.MarginRankingLoss(x[0], x[1], x[2].Data, margin, reduction),
                    "soft_margin_loss" => F.SoftMarginLoss(x[0], x[1], reduction),
                    "multilabel_soft_margin_loss" => F.MultilabelSoftMarginLoss(x[0], x[1], weight, reduction),
                    "multi_margin_loss" => F.MultiMarginLoss(x[0], x[1].Data, a.Int("p", 1), a.Double("margin", 1), weight, reduction),
                    "cosine_embedding_loss" => F.CosineEmbeddingLoss(x[0], x[1], x[2].Data, margin, reduction),
                    "triplet_margin_loss" => F.TripletMarginLoss(x[0], x[1], x[2], margin, a.Double("p", 2), swap: a.Bool("swap"), reduction: reduction),
                    "gaussian_nll_loss" => F.GaussianNllLoss(x[0], x[1], x[2], a.Bool("full"), a.Double("eps", 1e-6), reduction),
                    "poisson_nll_loss" => F.PoissonNllLoss(x[0], x[1], a.Bool("log_input", true), a.Bool("full"), a.Double("eps", 1e-8), reduction),
                    "cosine_similarity" => F.CosineSimilarity(x[0], x[1], a.Int("dim", 1)),
                    "pairwise_distance" => F.PairwiseDistance(x[0], x[1], a.Double("p", 2), keepDim: a.Bool("keepdim")),
                    _ => throw new NotSupportedException(c.Op),
                },
            ];
        });
    }
}
