namespace AutoGrad.Ops
{
    /// <summary>The op for a list of amounts and a mode.</summary>
    internal static class Padding
    {
        internal static Op Of(Shape shape, ReadOnlySpan<int> pad, PadMode mode, double value)
        {
            if (pad.Length % 2 != 0 || pad.Length / 2 > shape.Rank)
            {
                throw Errors.Shape("Pad", shape, $"{pad.Length} amounts are given for shape {shape}; pairs of before and after, from the last dim backwards, at most {shape.Rank} of them.");
            }

            if (mode == PadMode.Constant)
            {
                return new ConstantPad(Dims.Create(pad), value);
            }

            return pad.Length <= 6 ? new EdgePad(Dims.Create(pad), mode)
                : throw Errors.Shape("Pad", shape, $"{pad.Length} amounts are given for mode {mode}, which pads the last one to three dims. Use at most 6, or PadMode.Constant.");
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Puts elements around the last dimensions; a copy. PyTorch: torch.nn.functional.pad.</summary>
        /// <param name="pad">Before and after, pair by pair from the last dimension backwards; negative amounts cut off.</param>
        /// <param name="mode">What stands outside; all but Constant pad the last one to three dimensions. Default Constant.</param>
        /// <param name="value">The constant. Default 0; not used by other modes.</param>
        /// <returns>A new variable.</returns>
        /// <remarks>Derivative: dx = dy inside; what stands outside is added to the elements it was copied from. Saves nothing.</remarks>
        /// <exception cref="ShapeException">An odd number of amounts, more pairs than dimensions, a mirror image wider than the tensor, or a negative size.</exception>
        public Variable Pad(ReadOnlySpan<int> pad, PadMode mode = PadMode.Constant, double value = 0) => Ops.Padding.Of(Shape, pad, mode, value).Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Pad(ReadOnlySpan{int}, PadMode, double)"/>
        public Tensor Pad(ReadOnlySpan<int> pad, PadMode mode = PadMode.Constant, double value = 0) => Ops.Padding.Of(Shape, pad, mode, value).Apply(this);
    }
}
