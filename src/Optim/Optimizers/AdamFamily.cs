using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Optim;

/// <summary>What Adam and AdamW share: two running averages and their bias corrections.</summary>
public abstract class AdamFamily : Optimizer
{
    private protected AdamFamily(IEnumerable<ParamGroup> groups, double lr, double beta1, double beta2, double eps, double weightDecay, bool amsgrad, bool maximize)
        : base(groups, ("lr", lr), ("beta1", beta1), ("beta2", beta2), ("eps", eps), ("weight_decay", weightDecay), ("amsgrad", amsgrad ? 1 : 0), ("maximize", maximize ? 1 : 0))
    {
    }

    /// <summary>Whether weight decay shrinks the parameter instead of joining the gradient.</summary>
    private protected abstract bool Decoupled { get; }

    /// <inheritdoc/>
    protected override string[] StateNames(ParamGroup group) => group["amsgrad"] != 0 ? ["exp_avg", "exp_avg_sq", "max_exp_avg_sq"] : ["exp_avg", "exp_avg_sq"];

    /// <inheritdoc/>
    protected override void Validate(ParamGroup group)
    {
        Require(group.Lr >= 0, "lr", group, "at least 0");
        Require(group["beta1"] is >= 0 and < 1, "beta1", group, "in [0, 1)");
        Require(group["beta2"] is >= 0 and < 1, "beta2", group, "in [0, 1)");
        Require(group["eps"] >= 0, "eps", group, "at least 0");
        Require(group.WeightDecay >= 0, "weight_decay", group, "at least 0");
    }

    private protected override UpdateBatch Batch => UpdateBatch<Rule>.OfThread;

    /// <inheritdoc/>
    protected override void Update(Parameter parameter, Tensor grad, ParamGroup group, ParameterState state)
    {
        double correction1 = 1 - Math.Pow(group["beta1"], state.Step), correction2 = 1 - Math.Pow(group["beta2"], state.Step);
        bool amsgrad = group["amsgrad"] != 0;
        var rule = new Rule(
            group.Lr / correction1, group["beta1"], group["beta2"], group["eps"], 1 / Math.Sqrt(correction2), amsgrad,
            gradientDecay: Decoupled ? 0 : group.WeightDecay, keep: Decoupled ? 1 - (group.Lr * group.WeightDecay) : 1, sign: group["maximize"] != 0 ? -1 : 1);
        UpdateBatch<Rule>.OfThread.Add(parameter, grad, rule, state["exp_avg"], state["exp_avg_sq"], amsgrad ? state["max_exp_avg_sq"] : null);
    }

    private readonly unsafe struct Rule(double rate, double beta1, double beta2, double eps, double scale, bool amsgrad, double gradientDecay, double keep, double sign) : IUpdate
    {
        private const int Sign = 0, Decay = 1, Keep = 2, Beta1 = 3, Rest1 = 4, Beta2 = 5, Rest2 = 6, Rate = 7, Scale = 8, Eps = 9;

        public static int MostStates => 3;

        public void Constants(Span<double> k)
        {
            k[Sign] = sign;
            k[Decay] = gradientDecay;
            k[Keep] = keep;
            k[Beta1] = beta1;
            k[Rest1] = 1 - beta1;
            k[Beta2] = beta2;
            k[Rest2] = 1 - beta2;
            k[Rate] = rate;
            k[Scale] = scale;
            k[Eps] = eps;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<T>(Vector<T>* k, ref Vector<T> p, Vector<T> g, ref Vector<T> a, ref Vector<T> b, ref Vector<T> c) where T : unmanaged, IFloatingPointIeee754<T>
        {
            g *= k[Sign];
            g += p * k[Decay];
            p *= k[Keep];
            a = UpdateLoop.Flush((a * k[Beta1]) + (g * k[Rest1]));
            b = UpdateLoop.Flush((b * k[Beta2]) + (g * g * k[Rest2]));
            c = amsgrad ? Vector.Max(b, c) : b;
            p -= k[Rate] * a / ((Vector.SquareRoot(c) * k[Scale]) + k[Eps]);
        }
    }
}
