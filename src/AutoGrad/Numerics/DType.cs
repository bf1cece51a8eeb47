namespace AutoGrad;

/// <summary>Element type of a <see cref="Tensor"/>. PyTorch: torch.dtype.</summary>
/// <remarks>The order is the promotion order inside a category; see <see cref="DTypes.Promote(DType, DType)"/>.</remarks>
public enum DType : byte
{
    /// <summary>One byte, 0 or 1. PyTorch: torch.bool.</summary>
    Bool,

    /// <summary>Unsigned 8-bit integer. PyTorch: torch.uint8.</summary>
    UInt8,

    /// <summary>Signed 32-bit integer. PyTorch: torch.int32.</summary>
    Int32,

    /// <summary>Signed 64-bit integer, the dtype of indices and labels. PyTorch: torch.int64.</summary>
    Int64,

    /// <summary>IEEE 754 single precision, the default. PyTorch: torch.float32.</summary>
    Float32,

    /// <summary>IEEE 754 double precision, used to verify gradients. PyTorch: torch.float64.</summary>
    Float64,
}
