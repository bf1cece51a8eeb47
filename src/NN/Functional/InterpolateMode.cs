namespace AutoGrad.NN;

/// <summary>How <see cref="Functional.Interpolate(Variable, Shape, InterpolateMode, bool)"/> finds values between the input's elements. PyTorch: the mode of torch.nn.functional.interpolate.</summary>
public enum InterpolateMode
{
    /// <summary>The element at floor(i · scale): any number of dimensions. PyTorch: "nearest".</summary>
    Nearest,

    /// <summary>The element whose centre is nearest: any number of dimensions. PyTorch: "nearest-exact".</summary>
    NearestExact,

    /// <summary>Linear in [N, C, L]. PyTorch: "linear".</summary>
    Linear,

    /// <summary>Linear in both dimensions of [N, C, H, W]. PyTorch: "bilinear".</summary>
    Bilinear,

    /// <summary>Linear in the three dimensions of [N, C, D, H, W]. PyTorch: "trilinear".</summary>
    Trilinear,

    /// <summary>Cubic convolution in both dimensions of [N, C, H, W]. PyTorch: "bicubic".</summary>
    Bicubic,

    /// <summary>Adaptive averages of [N, C, L] or [N, C, H, W]. PyTorch: "area".</summary>
    Area,
}
