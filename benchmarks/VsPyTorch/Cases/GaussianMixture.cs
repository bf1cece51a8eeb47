using System.Globalization;

namespace AutoGrad.VsPyTorch.Cases;

/// <summary>Log posterior of a Gaussian mixture with a Wishart prior; each covariance is given by the logarithms of the diagonal and the lower part of a root of its inverse.</summary>
internal sealed class GaussianMixture : AdObjective
{
    private readonly int _d;
    private readonly int _k;
    private readonly int _n;
    private readonly Tensor _alphas;
    private readonly Tensor _means;
    private readonly Tensor _icf;
    private readonly Tensor _x;
    private readonly Tensor _lower;
    private readonly double _gamma;
    private readonly double _m;
    private readonly double _constant;

    public GaussianMixture(string file)
    {
        double[] numbers = Numbers(file);
        int read = 3;
        (_d, _k, _n) = ((int)numbers[0], (int)numbers[1], (int)numbers[2]);
        _alphas = Next(_k);
        _means = Next(_k, _d);
        _icf = Next(_k, _d * (_d + 1) / 2);
        _x = Next(_n, _d);
        (_gamma, _m) = (numbers[read], numbers[read + 1]);
        _lower = Tensor.From<long>(LowerPlaces(_d), [_d * (_d - 1) / 2]);
        double degrees = _d + _m + 1;
        double c = (degrees * _d * (Math.Log(_gamma) - (0.5 * Math.Log(2)))) - LogGamma(degrees / 2, _d);
        _constant = (-_n * _d * 0.5 * Math.Log(2 * Math.PI)) - (_k * c);

        Tensor Next(params int[] sizes)
        {
            int count = sizes.Aggregate(1, static (a, b) => a * b);
            read += count;
            return Tensor.From<double>(numbers.AsSpan(read - count, count), Shape.Create(sizes));
        }
    }

    public override string Torch => string.Create(CultureInfo.InvariantCulture, $$"""
        import math
        def objective():
            q, l = icf[:, :{{_d}}], icf[:, {{_d}}:]
            exp_q, sum_q = q.exp(), q.sum(1)
            root = torch.zeros({{_k}}, {{_d * _d}}, dtype=torch.float64).index_copy(1, lower, l).reshape({{_k}}, {{_d}}, {{_d}}) + torch.diag_embed(exp_q)
            centred = x - means.unsqueeze(1)
            squares = (centred @ root.transpose(1, 2)).square().sum(2)
            inner = (alphas + sum_q).unsqueeze(1) - 0.5 * squares
            prior = {{0.5 * _gamma * _gamma:R}} * (exp_q.square().sum() + l.square().sum()) - {{_m:R}} * sum_q.sum()
            return torch.logsumexp(inner, 0).sum() - {{_n}} * torch.logsumexp(alphas, 0) + prior + {{_constant:R}}
        """);

    protected override (string Name, Tensor Value)[] Parameters => [("alphas", _alphas), ("means", _means), ("icf", _icf)];

    public override Variable Of(Variable[] parameters)
    {
        Variable alphas = parameters[0], means = parameters[1], icf = parameters[2];
        Variable q = icf.Narrow(1, 0, _d), l = icf.Narrow(1, _d, _d * (_d - 1) / 2);
        Variable expQ = q.Exp(), sumQ = q.Sum(1);
        Variable zeros = Tensor.Zeros([_k, _d * _d], DType.Float64);
        Variable root = zeros.IndexCopy(1, _lower, l).Reshape(_k, _d, _d) + expQ.DiagEmbed();
        Variable centred = _x - means.Unsqueeze(1);
        Variable squares = centred.MatMul(root.Transpose(1, 2)).Square().Sum(2);
        Variable inner = (alphas + sumQ).Unsqueeze(1) - (0.5 * squares);
        Variable prior = (0.5 * _gamma * _gamma * (expQ.Square().Sum() + l.Square().Sum())) - (_m * sumQ.Sum());
        return inner.LogSumExp(0).Sum() - (_n * alphas.LogSumExp(0)) + prior + _constant;
    }

    public override (Tensor Ours, Tensor Published) Published() => (new GaussianMixture("gmm_test.txt").ValueAndGradient(), Published("gmm_test.expected.txt"));

    protected override void LendConstants(Inputs data)
    {
        data.Lend("x", _x);
        data.Lend("lower", _lower);
    }

    /// <summary>Places of the strictly lower part in a square stored by rows, column by column.</summary>
    private static long[] LowerPlaces(int d) => [.. from column in Enumerable.Range(0, d) from row in Enumerable.Range(column + 1, d - column - 1) select (long)((row * d) + column)];

    /// <summary>Logarithm of the multivariate gamma function.</summary>
    private static double LogGamma(double a, int d) =>
        (d * (d - 1) / 4.0 * Math.Log(Math.PI)) + Enumerable.Range(1, d).Sum(j => Tensor.From(a + ((1 - j) / 2.0)).Lgamma().Item());
}
