namespace AutoGrad.Kernels;

/// <summary>Tables of 16 floats, one register of 512 bits each (eng/KernelGen/polynomials.py).</summary>
internal static class MathTables
{
    /// <summary>2^(i / 16).</summary>
    public static ReadOnlySpan<float> Exp2 =>
    [
        1f, 1.04427373f, 1.09050775f, 1.13878858f, 1.18920708f, 1.24185777f, 1.29683959f, 1.35425556f,
        1.41421354f, 1.47682619f, 1.54221082f, 1.61049032f, 1.68179286f, 1.75625217f, 1.8340081f, 1.91520655f,
    ];

    /// <summary>1 / c for c about the middle of [1 + i / 16, 1 + (i + 1) / 16), from i = 8 on of half that range; 1 where the range ends at 1.</summary>
    public static ReadOnlySpan<float> Inverse =>
    [
        1f, 0.933725297f, 0.877829909f, 0.821480036f, 0.788708806f, 0.747486889f, 0.714684129f, 0.685885429f,
        1.2954396f, 1.24604023f, 1.21335578f, 1.15293527f, 1.1174376f, 1.09229362f, 1.04802299f, 1f,
    ];

    /// <summary>log c, a multiple of 2^-17, so that e log 2 with the first 16 bits of log 2 is added without rounding. Each c is one whose logarithm is such a multiple to 30 bits or more.</summary>
    public static ReadOnlySpan<float> Log =>
    [
        0f, 0.068572998f, 0.130302429f, 0.196647644f, 0.237358093f, 0.291038513f, 0.335914612f, 0.377044678f,
        -0.258850098f, -0.219970703f, -0.193389893f, -0.142311096f, -0.111038208f, -0.0882797241f, -0.0469055176f, 0f,
    ];
}
