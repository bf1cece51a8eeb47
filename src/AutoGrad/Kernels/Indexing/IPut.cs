using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>How an element is put where another one is.</summary>
internal interface IPut
{
    /// <summary>What stands there afterwards.</summary>
    static abstract T Apply<T>(T there, T given) where T : unmanaged, INumber<T>;
}

/// <summary>The given element replaces what is there.</summary>
internal readonly struct PutSet : IPut
{
    public static T Apply<T>(T there, T given) where T : unmanaged, INumber<T> => given;
}

/// <summary>The given element is added.</summary>
internal readonly struct PutAdd : IPut
{
    public static T Apply<T>(T there, T given) where T : unmanaged, INumber<T> => there + given;
}

/// <summary>The larger element stays; NaN counts as largest.</summary>
internal readonly struct PutMax : IPut
{
    public static T Apply<T>(T there, T given) where T : unmanaged, INumber<T> => T.Max(there, given);
}

/// <summary>The smaller element stays; NaN is kept.</summary>
internal readonly struct PutMin : IPut
{
    public static T Apply<T>(T there, T given) where T : unmanaged, INumber<T> => T.Min(there, given);
}
