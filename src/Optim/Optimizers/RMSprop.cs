using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Optim;

/// <summary>RMSprop: s = α·s + (1 - α)·g²; p -= lr·g/(√s + eps), centered and with momentum on request. PyTorch: torch.optim.RMSprop.</summary>
/// <remarks>Source: Hinton, lecture 6e, 2012; the centered form: Graves 2013, arXiv:1308.0850.</remarks>
public sealed class RMSprop : Optimizer
{
    /// <summary>Optimizes parameters with one set of options.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="lr">Learning rate, at least 0. Default 1e-2.</param>
    /// <param name="alpha">Decay of the squared gradient's average, at least 0. Default 0.99.</param>
    /// <param name="eps">Added to the denominator, at least 0. Default 1e-8.</param>
    /// <param name="weightDecay">L2 penalty, at least 0. Default 0.</param>
    /// <param name="momentum">Momentum, at least 0. Default 0.</param>
    /// <param name="centered">Divide by the estimated standard deviation. Default false.</param>
    /// <param name="maximize">Ascend instead of descend. Default false.</param>
    /// <exception cref="ArgumentException">An option is out of range, or there are no parameters.</exception>
    public RMSprop(IEnumerable<Parameter> parameters, double lr = 1e-2, double alpha = 0.99, double eps = 1e-8, double weightDecay = 0, double momentum = 0, bool centered = false, bool maximize = false)
        : this([new ParamGroup(parameters)], lr, alpha, eps, weightDecay, momentum, centered, maximize)
    {
    }

    /// <summary>Optimizes groups of parameters; options a group sets override the ones given here.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="lr">Learning rate, at least 0. Default 1e-2.</param>
    /// <param name="alpha">Decay of the squared gradient's average, at least 0. Default 0.99.</param>
    /// <param name="eps">Added to the denominator, at least 0. Default 1e-8.</param>
    /// <param name="weightDecay">L2 penalty, at least 0. Default 0.</param>
    /// <param name="momentum">Momentum, at least 0. Default 0.</param>
    /// <param name="centered">Divide by the estimated standard deviation. Default false.</param>
    /// <param name="maximize">Ascend instead of descend. Default false.</param>
    /// <exception cref="ArgumentException">An option is out of range, or there are no parameters.</exception>
    // Preferred, so that [] and [new(parameters)] are groups instead of ambiguous.
    [OverloadResolutionPriority(1)]
    public RMSprop(IEnumerable<ParamGroup> groups, double lr = 1e-2, double alpha = 0.99, double eps = 1e-8, double weightDecay = 0, double momentum = 0, bool centered = false, bool maximize = false)
        : base(groups, ("lr", lr), ("alpha", alpha), ("eps", eps), ("weight_decay", weightDecay), ("momentum", momentum), ("centered", centered ? 1 : 0), ("maximize", maximize ? 1 : 0))
    {
    }

    /// <inheritdoc/>
    protected override string[] StateNames(ParamGroup group) =>
        ["square_avg", .. group["momentum"] > 0 ? ["momentum_buffer"] : Array.Empty<string>(), .. group["centered"] != 0 ? ["grad_avg"] : Array.Empty<string>()];

    /// <inheritdoc/>
    protected override void Validate(ParamGroup group)
    {
        Require(group.Lr >= 0, "lr", group, "at least 0");
        Require(group["alpha"] >= 0, "alpha", group, "at least 0");
        Require(group["eps"] >= 0, "eps", group, "at least 0");
        Require(group["momentum"] >= 0, "momentum", group, "at least 0");
        Require(group.WeightDecay >= 0, "weight_decay", group, "at least 0");
    }

    private protected override UpdateBatch Batch => UpdateBatch<Rule>.OfThread;

    /// <inheritdoc/>
    protected override void Update(Parameter parameter, Tensor grad, ParamGroup group, ParameterState state)
    {
        bool momentum = group["momentum"] > 0, centered = group["centered"] != 0;
        UpdateBatch<Rule>.OfThread.Add(
            parameter, grad,
            new Rule(group.Lr, group["alpha"], group["eps"], group.WeightDecay, group["momentum"], centered, group["maximize"] != 0 ? -1 : 1),
            state["square_avg"], momentum ? state["momentum_buffer"] : null, centered ? state["grad_avg"] : null);
    }

    private readonly unsafe struct Rule(double lr, double alpha, double eps, double decay, double momentum, bool centered, double sign) : IUpdate
    {
        private const int Sign = 0, Decay = 1, Alpha = 2, RestAlpha = 3, Eps = 4, Momentum = 5, Rate = 6;

        public static int MostStates => 3;

        public void Constants(Span<double> k)
        {
            k[Sign] = sign;
            k[Decay] = decay;
            k[Alpha] = alpha;
            k[RestAlpha] = 1 - alpha;
            k[Eps] = eps;
            k[Momentum] = momentum;
            k[Rate] = lr;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<T>(Vector<T>* k, ref Vector<T> p, Vector<T> g, ref Vector<T> a, ref Vector<T> b, ref Vector<T> c) where T : unmanaged, IFloatingPointIeee754<T>
        {
            g *= k[Sign];
            g += p * k[Decay];
            a = UpdateLoop.Flush((a * k[Alpha]) + (g * g * k[RestAlpha]));
            Vector<T> square = a;
            if (centered)
            {
                c = (c * k[Alpha]) + (g * k[RestAlpha]);
                square -= c * c;
            }

            b = (b * k[Momentum]) + (g / (Vector.SquareRoot(square) + k[Eps]));
            p -= k[Rate] * b;
        }
    }
}
