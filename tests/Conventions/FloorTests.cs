using AutoGrad.Tests.Conventions.Fakes.High;

namespace AutoGrad.Tests.Conventions;

public sealed class FloorTests
{
    /// <summary>The rooms of src/AutoGrad, floor by floor from the ground up.</summary>
    private static readonly string[][] Rooms =
    [
        ["Numerics", "Kernels"],
        ["Backends", "Tensors"],
        // Ops/Core: the few ops that the engine itself needs, to add cotangents, to sum them back to a shape, to copy and to convert.
        ["Tape", "Ops/Core"],
        ["Ops"],
        ["Functional", "Transforms", "IO"],
    ];

    /// <summary>What each assembly may reference beside the platform.</summary>
    private static readonly Dictionary<string, string[]> MayReference = new()
    {
        ["AutoGrad"] = ["System.Numerics.Tensors"],
        ["AutoGrad.NN"] = ["AutoGrad"],
        ["AutoGrad.Optim"] = ["AutoGrad"],
        ["AutoGrad.Data"] = ["AutoGrad", "CsvHelper"],
        ["AutoGrad.Testing"] = ["AutoGrad", "AutoGrad.NN", "FsCheck", "FSharp.Core"],
    };

    [Fact]
    public void No_floor_of_AutoGrad_uses_a_higher_one()
    {
        using var floors = new Floors(Tree.Libraries["src/AutoGrad"], "src/AutoGrad", Rooms);
        Offenders.None("A floor may use itself and the floors below it.", floors.Crossings());
    }

    [Fact]
    public void Each_assembly_references_only_what_it_stands_on() =>
        Offenders.None("NN, Optim and Data use AutoGrad and not each other, Testing the two it tests and no test framework; a library more needs a reason in docs/decisions.", Tree.Libraries.Values.SelectMany(
            a => Strangers(a, MayReference[a.GetName().Name!])));

    [Fact]
    public void Every_way_to_use_a_higher_floor_is_reported_and_no_use_of_a_lower_one()
    {
        using var floors = new Floors(typeof(Roof).Assembly, "tests/Conventions/Fakes", [["Low"], ["High"]]);
        string[] crossings = [.. floors.Crossings().Distinct().Where(c => c.StartsWith("Low/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        const string Expected = """
            Low/Cellar.cs: Cellar uses IRoof of High/Roof.cs
            Low/Cellar.cs: Cellar uses Roof of High/Roof.cs
            Low/Cellar.cs: Cellar..ctor uses Roof of High/Roof.cs
            Low/Cellar.cs: Cellar.CallsAMethodAddedAbove uses Cellar.AddedAbove of High/Cellar.Added.cs
            Low/Cellar.cs: Cellar.Makes uses Roof..ctor of High/Roof.cs
            Low/Cellar.cs: Cellar.ReadsAFieldOf uses Roof of High/Roof.cs
            Low/Cellar.cs: Cellar.TakesAListOf uses Roof of High/Roof.cs
            """;
        Assert.Equal(Expected, string.Join('\n', crossings));
    }

    [Fact]
    public void A_folder_may_stand_on_another_floor_than_the_one_around_it()
    {
        using var floors = new Floors(typeof(Roof).Assembly, "tests/Conventions", [["Fakes"], ["Fakes/High"]]);
        Assert.Contains("Fakes/Low/Cellar.cs: Cellar.Makes uses Roof..ctor of Fakes/High/Roof.cs", floors.Crossings());
    }

    [Fact]
    public void A_file_outside_every_room_is_reported()
    {
        using var floors = new Floors(typeof(Roof).Assembly, "tests/Conventions/Fakes", [["Low"], ["High"]]);
        Assert.Contains("OpenClass.cs: in none of the folders Low, High", floors.Crossings());
    }

    [Fact]
    public void A_reference_that_is_not_allowed_is_reported() =>
        Assert.Contains("AutoGrad.Tests.Conventions references xunit.assert", Strangers(typeof(FloorTests).Assembly, ["xunit.core"]));

    private static IEnumerable<string> Strangers(Assembly assembly, string[] allowed) =>
        from reference in assembly.GetReferencedAssemblies()
        where !IsPlatform(reference) && !allowed.Contains(reference.Name)
        select $"{assembly.GetName().Name} references {reference.Name}";

    // A part of the shared framework is found beside the core library; packages are found beside the tests.
    private static bool IsPlatform(AssemblyName name) =>
        File.Exists(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, name.Name + ".dll"));
}
