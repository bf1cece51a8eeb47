namespace AutoGrad.Kernels;

/// <summary>A sortable key with the position it came from. Positions break ties, so every order of entries is total and every sort of them stable.</summary>
internal interface IEntry<TSelf> where TSelf : unmanaged, IEntry<TSelf>
{
    /// <summary>Bytes of the key.</summary>
    static abstract int Digits { get; }

    /// <summary>Where the element stood.</summary>
    int Position { get; }

    /// <summary>A byte of the key, the lowest first.</summary>
    int Digit(int index);

    /// <summary>Whether it comes before the other one: by key, then by position.</summary>
    bool IsBefore(TSelf other);
}

/// <summary>A 32-bit key above a 32-bit position, compared as one number.</summary>
internal readonly struct NarrowEntry(uint key, int position) : IEntry<NarrowEntry>
{
    private readonly ulong _bits = ((ulong)key << 32) | (uint)position;

    public static int Digits => 4;

    public int Position => (int)_bits;

    public int Digit(int index) => (int)(_bits >> (32 + (8 * index))) & 0xFF;

    public bool IsBefore(NarrowEntry other) => _bits < other._bits;
}

/// <summary>A 64-bit key and a position.</summary>
internal readonly struct WideEntry(ulong key, int position) : IEntry<WideEntry>
{
    private readonly ulong _key = key;

    public static int Digits => 8;

    public int Position { get; } = position;

    public int Digit(int index) => (int)(_key >> (8 * index)) & 0xFF;

    public bool IsBefore(WideEntry other) => _key < other._key || (_key == other._key && Position < other.Position);
}

/// <summary>Turns elements into entries whose unsigned keys have the elements' order.</summary>
internal interface IOrder<T, TEntry>
{
    /// <summary>The entry of an element; larger elements come first where descending. Equal elements keep their order either way.</summary>
    static abstract TEntry Entry(T value, int position, bool descending);
}

/// <summary>Single precision: -0 equals 0, every NaN is the largest, as PyTorch orders them.</summary>
internal readonly struct FloatOrder : IOrder<float, NarrowEntry>
{
    public static NarrowEntry Entry(float value, int position, bool descending)
    {
        uint bits = value == 0 ? 0 : BitConverter.SingleToUInt32Bits(value);
        uint key = float.IsNaN(value) ? uint.MaxValue : bits ^ ((uint)((int)bits >> 31) | 0x8000_0000);
        return new NarrowEntry(descending ? ~key : key, position);
    }
}

/// <summary>Double precision: -0 equals 0, every NaN is the largest, as PyTorch orders them.</summary>
internal readonly struct DoubleOrder : IOrder<double, WideEntry>
{
    public static WideEntry Entry(double value, int position, bool descending)
    {
        ulong bits = value == 0 ? 0 : BitConverter.DoubleToUInt64Bits(value);
        ulong key = double.IsNaN(value) ? ulong.MaxValue : bits ^ ((ulong)((long)bits >> 63) | 0x8000_0000_0000_0000);
        return new WideEntry(descending ? ~key : key, position);
    }
}

/// <summary>64-bit integers.</summary>
internal readonly struct LongOrder : IOrder<long, WideEntry>
{
    public static WideEntry Entry(long value, int position, bool descending)
    {
        ulong key = (ulong)value ^ 0x8000_0000_0000_0000;
        return new WideEntry(descending ? ~key : key, position);
    }
}

/// <summary>32-bit integers.</summary>
internal readonly struct IntOrder : IOrder<int, NarrowEntry>
{
    public static NarrowEntry Entry(int value, int position, bool descending)
    {
        uint key = (uint)value ^ 0x8000_0000;
        return new NarrowEntry(descending ? ~key : key, position);
    }
}

/// <summary>Bytes and truth values.</summary>
internal readonly struct ByteOrder : IOrder<byte, NarrowEntry>
{
    public static NarrowEntry Entry(byte value, int position, bool descending) => new(descending ? ~(uint)value : value, position);
}
