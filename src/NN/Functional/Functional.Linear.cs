namespace AutoGrad.NN;

public static partial class Functional
{
    /// <summary>y = x Wᵀ + b. PyTorch: torch.nn.functional.linear.</summary>
    /// <param name="input">x, [..., in].</param>
    /// <param name="weight">W, [out, in].</param>
    /// <param name="bias">b, [out], or null. Default null.</param>
    /// <returns>[..., out].</returns>
    /// <remarks>DTypes: Float32, Float64, all the same. Derivative: dx = dy W, dW = dyᵀ x, db = Σ dy. Saves x and W where needed. Kinks: none.</remarks>
    /// <exception cref="ShapeException">The last dimension of input is not that of weight, or bias does not fit.</exception>
    /// <exception cref="DTypeException">The dtypes differ or are not floating point.</exception>
    public static Variable Linear(Variable input, Variable weight, Variable? bias = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(weight);
        return bias is null ? Ops.Linear.Instance.Apply(input, weight) : Ops.Linear.Instance.Apply([input, weight, bias]);
    }
}
