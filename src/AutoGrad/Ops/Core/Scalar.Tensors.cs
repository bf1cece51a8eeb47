namespace AutoGrad;

public readonly partial struct Scalar
{
    /// <summary>The tensor in the dtype of an operation with this number.</summary>
    internal Variable Bring(Variable x) => x.To(Beside(x.DType));

    /// <summary>The tensor in the dtype of an operation with this number.</summary>
    internal Tensor Bring(Tensor x) => x.To(Beside(x.DType));

    /// <summary>This number as a 0-dim tensor, in the dtype of an operation with a tensor of the given one.</summary>
    internal Tensor Like(DType tensor)
    {
        Tensor t = Tensor.Empty(Shape.Scalar, Beside(tensor));
        switch (t.DType)
        {
            case DType.Float32:
                t.First<float>() = As<float>();
                break;
            case DType.Float64:
                t.First<double>() = As<double>();
                break;
            case DType.Int64:
                t.First<long>() = As<long>();
                break;
            case DType.Int32:
                t.First<int>() = As<int>();
                break;
            default:
                t.First<byte>() = As<byte>();
                break;
        }

        return t;
    }
}
