namespace AutoGrad.Ops;

/// <summary>Integers have no infinity to divide to, so a zero divisor is refused before anything is written.</summary>
internal static class IntegerDivisor
{
    internal static void RefuseZero(string op, Tensor divisor)
    {
        if (divisor.DType.IsFloat())
        {
            return;
        }

        Tensor dense = divisor.Contiguous();
        int position = divisor.DType switch
        {
            DType.Int64 => dense.KernelSpan<long>().IndexOf(0L),
            DType.Int32 => dense.KernelSpan<int>().IndexOf(0),
            _ => dense.KernelSpan<byte>().IndexOf((byte)0),
        };
        if (position >= 0)
        {
            throw Errors.IntegerDivisorIsZero(op, divisor.DType, position);
        }
    }
}
