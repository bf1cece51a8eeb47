namespace AutoGrad.NN;

/// <summary>Which form of GELU. PyTorch: the approximate argument of torch.nn.functional.gelu.</summary>
public enum GeluApproximate
{
    /// <summary>The exact form, with the error function.</summary>
    None,

    /// <summary>The approximation with tanh.</summary>
    Tanh,
}
