using System.Runtime.CompilerServices;

namespace AutoGrad;

/// <summary>The runs of a pass's built-in rules without recording: memory a rule allocated that no cotangent holds goes back to the pool when it returns.</summary>
/// <param name="pass">Id of the pass.</param>
internal sealed class PassScope(int pass)
{
    private readonly List<Tensor> _fresh = [];

    /// <summary>Marks what a rule allocates.</summary>
    internal void Note(Tensor tensor)
    {
        tensor.BornInPass = pass;
        if (tensor.Pooled is not null)
        {
            _fresh.Add(tensor);
        }
    }

    /// <summary>The rule has returned.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Close()
    {
        if (_fresh.Count > 0) // small values are not pooled
        {
            ReturnFresh();
        }
    }

    private void ReturnFresh()
    {
        foreach (Tensor tensor in _fresh)
        {
            if (tensor.Claims == 0 && tensor.Pooled is { } pooled)
            {
                BufferPool.Return(pooled, tensor);
            }
        }

        _fresh.Clear();
    }
}
