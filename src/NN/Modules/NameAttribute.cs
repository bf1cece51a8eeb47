namespace AutoGrad.NN;

/// <summary>The state-dict name of a field, where it differs from the field's own: <c>[field: Name("running_mean")]</c>. An empty name adds no level.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class NameAttribute : Attribute
{
    /// <summary>Names the field.</summary>
    /// <param name="name">The name; empty for containers whose elements take its place.</param>
    public NameAttribute(string name) => Name = name;

    /// <summary>The name.</summary>
    public string Name { get; }
}
