namespace AutoGrad.Tests.Conventions.Fakes;

/// <summary>Public, as PublicApiTests and DocumentationTests need it.</summary>
/// <typeparam name="T">Any.</typeparam>
public interface ISeen<T>
    where T : class;

/// <summary>Everything documented but the members that say otherwise.</summary>
public abstract class Seen : ISeen<Seen>
{
    /// <summary>Documented, its parameter too.</summary>
    /// <param name="size">Documented.</param>
    protected Seen(int size = 3) => Hidden(size);

    /// <summary>Documented.</summary>
    public enum Kind : byte
    {
        /// <summary>Documented.</summary>
        One = 1,
    }

    /// <summary>Documented.</summary>
    public string? Name { get; protected set; }

    /// <summary>Documented, but its parameters and T are not.</summary>
    public static List<T[,]> Map<T>(T x, Func<int, string?>? f = null, Kind kind = Kind.One)
        where T : struct => [new T[1, 1] { { f is null || kind == Kind.One ? x : default } }];

    /// <inheritdoc/>
    public override string ToString() => "";

    internal void Hidden(int size) => Name = size.ToString();

    protected abstract int[] Undocumented(ref double undocumented, params ReadOnlySpan<int> dims);
}

/// <summary>Documented.</summary>
public static class SeenExtensions
{
    /// <summary>Documented.</summary>
    /// <param name="x">Documented.</param>
    /// <typeparam name="T">Documented.</typeparam>
    extension<T>(T x)
        where T : class, ISeen<T>
    {
        /// <summary>Documented.</summary>
        /// <param name="times">Documented.</param>
        public T Twice(int times) => times > 1 ? x : x;
    }
}
