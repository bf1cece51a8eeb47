namespace AutoGrad.Testing;

/// <summary>Adam with its usual constants, for checks whose caller brings no optimizer. Source: Kingma, Ba 2014, arXiv:1412.6980.</summary>
internal sealed class PlainAdam
{
    private const double Lr = 0.01;
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private const double Eps = 1e-8;

    private readonly (Parameter Parameter, double[] M, double[] V)[] _state;
    private int _step;

    internal PlainAdam(IEnumerable<Parameter> parameters) => _state = [.. parameters.Select(static p => (p, new double[p.NumEl], new double[p.NumEl]))];

    internal void Step()
    {
        _step++;
        foreach ((Parameter parameter, double[] m, double[] v) in _state)
        {
            if (parameter.Grad is not { } gradient)
            {
                continue;
            }

            double[] g = gradient.Data.To(DType.Float64).ToArray<double>(), x = parameter.Data.To(DType.Float64).ToArray<double>();
            for (int i = 0; i < x.Length; i++)
            {
                m[i] = (Beta1 * m[i]) + ((1 - Beta1) * g[i]);
                v[i] = (Beta2 * v[i]) + ((1 - Beta2) * g[i] * g[i]);
                x[i] -= Lr * m[i] / (1 - Math.Pow(Beta1, _step)) / (Math.Sqrt(v[i] / (1 - Math.Pow(Beta2, _step))) + Eps);
            }

            parameter.Data.CopyFrom(Tensor.From<double>(x, parameter.Shape).To(parameter.DType));
        }
    }
}
