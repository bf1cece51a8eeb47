using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels;

/// <summary>The register tiles that a vector width offers for T: how many rows, how many lanes, and whether the last vector can be masked.</summary>
internal readonly unsafe struct GemmWidth<T>
    where T : unmanaged
{
    /// <summary>The tiles of vectors of 512, 256 or 128 bits.</summary>
    public GemmWidth(int bits)
    {
        Bits = bits;
        Lanes = bits / 8 / sizeof(T);
        MaxRows = bits == 512 ? 12 : 6;
        MaxWideRows = bits switch { 512 => 4, 256 => 3, _ => 0 };
        HasMasks = bits != 128;
        MaxDotRows = bits == 512 ? 4 : 2;
    }

    /// <summary>The widest vectors this machine runs at full speed; 128 bits stand for every machine without AVX2.</summary>
    public static int Best => Vector512.IsHardwareAccelerated && Avx512F.IsSupported ? 512 : Vector256.IsHardwareAccelerated && Avx2.IsSupported ? 256 : 128;

    /// <summary>Width of a vector in bits.</summary>
    public int Bits { get; }

    /// <summary>Elements in a vector.</summary>
    public int Lanes { get; }

    /// <summary>Rows of the largest tile.</summary>
    public int MaxRows { get; }

    /// <summary>Rows up to which there are tiles of four vectors; 0 for none.</summary>
    public int MaxWideRows { get; }

    /// <summary>Rows of the largest tile of dot products, which has four columns.</summary>
    public int MaxDotRows { get; }

    /// <summary>Whether the last vector of a tile can be masked.</summary>
    public bool HasMasks { get; }

    /// <summary>The kernel of a tile.</summary>
    public delegate*<GemmTile<T>*, void> Tile(int rows, int vectors, bool masked)
    {
        if (typeof(T) == typeof(float))
        {
            return (delegate*<GemmTile<T>*, void>)(void*)(Bits switch
            {
                512 => GemmFloat512.Get(rows, vectors, masked),
                256 => GemmFloat256.Get(rows, vectors, masked),
                _ => GemmFloat128.Get(rows, vectors, masked),
            });
        }

        return (delegate*<GemmTile<T>*, void>)(void*)(Bits switch
        {
            512 => GemmDouble512.Get(rows, vectors, masked),
            256 => GemmDouble256.Get(rows, vectors, masked),
            _ => GemmDouble128.Get(rows, vectors, masked),
        });
    }

    /// <summary>The kernel of a tile of dot products.</summary>
    public delegate*<GemmTile<T>*, void> Dots(int rows)
    {
        if (typeof(T) == typeof(float))
        {
            return (delegate*<GemmTile<T>*, void>)(void*)(Bits switch { 512 => DotFloat512.Get(rows), 256 => DotFloat256.Get(rows), _ => DotFloat128.Get(rows) });
        }

        return (delegate*<GemmTile<T>*, void>)(void*)(Bits switch { 512 => DotDouble512.Get(rows), 256 => DotDouble256.Get(rows), _ => DotDouble128.Get(rows) });
    }
}
