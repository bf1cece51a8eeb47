using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Optim;

/// <summary>Stochastic gradient descent: g += weightDecay·p; v = momentum·v + (1 - dampening)·g; p -= lr·(nesterov ? g + momentum·v : v). PyTorch: torch.optim.SGD.</summary>
/// <remarks>The first step sets v = g, as PyTorch does. Source of Nesterov's form: Sutskever et al. 2013.</remarks>
public sealed class SGD : Optimizer
{
    /// <summary>Optimizes parameters with one set of options.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="lr">Learning rate, at least 0.</param>
    /// <param name="momentum">Momentum, at least 0. Default 0.</param>
    /// <param name="dampening">Dampening of momentum. Default 0.</param>
    /// <param name="weightDecay">L2 penalty, at least 0. Default 0.</param>
    /// <param name="nesterov">Nesterov momentum; needs momentum and no dampening. Default false.</param>
    /// <param name="maximize">Ascend instead of descend. Default false.</param>
    /// <exception cref="ArgumentException">An option is out of range, or there are no parameters.</exception>
    public SGD(IEnumerable<Parameter> parameters, double lr, double momentum = 0, double dampening = 0, double weightDecay = 0, bool nesterov = false, bool maximize = false)
        : this([new ParamGroup(parameters)], lr, momentum, dampening, weightDecay, nesterov, maximize)
    {
    }

    /// <summary>Optimizes groups of parameters; options a group sets override the ones given here.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="lr">Learning rate, at least 0.</param>
    /// <param name="momentum">Momentum, at least 0. Default 0.</param>
    /// <param name="dampening">Dampening of momentum. Default 0.</param>
    /// <param name="weightDecay">L2 penalty, at least 0. Default 0.</param>
    /// <param name="nesterov">Nesterov momentum; needs momentum and no dampening. Default false.</param>
    /// <param name="maximize">Ascend instead of descend. Default false.</param>
    /// <exception cref="ArgumentException">An option is out of range, or there are no parameters.</exception>
    // Preferred, so that [] and [new(parameters)] are groups instead of ambiguous.
    [OverloadResolutionPriority(1)]
    public SGD(IEnumerable<ParamGroup> groups, double lr, double momentum = 0, double dampening = 0, double weightDecay = 0, bool nesterov = false, bool maximize = false)
        : base(groups, ("lr", lr), ("momentum", momentum), ("dampening", dampening), ("weight_decay", weightDecay), ("nesterov", nesterov ? 1 : 0), ("maximize", maximize ? 1 : 0))
    {
    }

    /// <inheritdoc/>
    protected override string[] StateNames(ParamGroup group) => group["momentum"] != 0 ? ["momentum_buffer"] : [];

    /// <inheritdoc/>
    protected override void Validate(ParamGroup group)
    {
        Require(group.Lr >= 0, "lr", group, "at least 0");
        Require(group["momentum"] >= 0, "momentum", group, "at least 0");
        Require(group.WeightDecay >= 0, "weight_decay", group, "at least 0");
        Require(group["nesterov"] == 0 || (group["momentum"] > 0 && group["dampening"] == 0), "nesterov", group, "off, or used with momentum above 0 and dampening 0");
    }

    private protected override UpdateBatch Batch => UpdateBatch<Rule>.OfThread;

    /// <inheritdoc/>
    protected override void Update(Parameter parameter, Tensor grad, ParamGroup group, ParameterState state)
    {
        double momentum = group["momentum"];
        Tensor? buffer = momentum == 0 ? null : state["momentum_buffer"];
        UpdateBatch<Rule>.OfThread.Add(
            parameter, grad,
            new Rule(group.Lr, momentum, state.Step == 1 ? 1 : 1 - group["dampening"], group.WeightDecay, group["nesterov"] != 0, group["maximize"] != 0 ? -1 : 1),
            buffer);
    }

    private readonly unsafe struct Rule(double lr, double momentum, double weight, double decay, bool nesterov, double sign) : IUpdate
    {
        private const int Sign = 0, Decay = 1, Momentum = 2, Weight = 3, Rate = 4;

        public static int MostStates => 1;

        public void Constants(Span<double> k)
        {
            k[Sign] = sign;
            k[Decay] = decay;
            k[Momentum] = momentum;
            k[Weight] = weight;
            k[Rate] = lr;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<T>(Vector<T>* k, ref Vector<T> p, Vector<T> g, ref Vector<T> a, ref Vector<T> b, ref Vector<T> c) where T : unmanaged, IFloatingPointIeee754<T>
        {
            g *= k[Sign];
            g += p * k[Decay];
            Vector<T> m = k[Momentum];
            a = (a * m) + (g * k[Weight]);
            p -= k[Rate] * (nesterov ? g + (m * a) : a);
        }
    }
}
