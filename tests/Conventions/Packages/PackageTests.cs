using System.Xml.Linq;

namespace AutoGrad.Tests.Conventions.Packages;

public sealed class PackageTests(PackedPackages packages) : IClassFixture<PackedPackages>
{
    private const long MostBytes = 3_000_000;
    private const string Bundle = "AutoGrad.All";

    private static readonly string[] Libraries = ["AutoGrad", "AutoGrad.Data", "AutoGrad.NN", "AutoGrad.Optim", "AutoGrad.Testing"];

    /// <summary>What tests need, programs do not: its FsCheck stays out of them.</summary>
    private static readonly string[] Bundled = [.. Libraries.Except(["AutoGrad.Testing"])];

    [Fact]
    public void The_five_libraries_with_symbols_and_the_bundle_are_packed_and_nothing_else() =>
        Assert.Equal(
            [.. Libraries.SelectMany(id => new[] { $"{id}.nupkg", $"{id}.snupkg" }).Append($"{Bundle}.nupkg").Order(StringComparer.Ordinal)],
            packages.Names.Select(name => name.Replace($".{packages.Version(Bundle)}", "")).Order(StringComparer.Ordinal));

    [Fact]
    public void All_packages_together_are_smaller_than_3_MB() => Assert.InRange(packages.TotalBytes, 1, MostBytes);

    [Fact]
    public void Each_library_package_is_complete() => Offenders.None("Assembly, documentation, symbols, read-me and licence.", Libraries.SelectMany(id =>
        Missing(id, [.. packages.Entries(id, ".nupkg"), .. packages.Entries(id, ".snupkg")], packages.Manifest(id))));

    [Fact]
    public void A_package_without_documentation_symbols_or_licence_is_reported() => Assert.Equal(
        ["Fake: no lib/net10.0/Fake.pdb", "Fake: no lib/net10.0/Fake.xml", "Fake: no MIT licence expression"],
        Missing("Fake", ["lib/net10.0/Fake.dll", "README.md", "LICENSE"], XElement.Parse("<package><metadata><readme>README.md</readme></metadata></package>")));

    [Fact]
    public void The_bundle_has_no_assembly_and_depends_on_all_libraries_but_the_one_for_tests()
    {
        Assert.DoesNotContain(packages.Entries(Bundle, ".nupkg"), entry => entry.EndsWith(".dll", StringComparison.Ordinal));
        var dependencies = packages.Manifest(Bundle).Descendants().Where(e => e.Name.LocalName == "dependency").Select(e => e.Attribute("id")!.Value);
        Assert.Equal(Bundled, dependencies.Where(id => id.StartsWith("AutoGrad", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("FsCheck", dependencies);
    }

    /// <summary>
    /// As a user would: a new project, one package reference, build, run. AutoGrad comes from the packed folder alone and into a package cache of its own,
    /// so an older build can never stand in for it; the packages it depends on come from where this build's restore has put them.
    /// </summary>
    [Fact]
    public void A_new_project_outside_the_tree_builds_with_the_bundle_and_trains()
    {
        string folder = packages.Outside;
        string cache = typeof(PackageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "NuGetPackageRoot").Value!;
        File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="cache" /></config>
              <packageSources><clear /><add key="packed" value="{packages.Folder}" /><add key="restored" value="{cache}" /></packageSources>
              <packageSourceMapping>
                <clear />
                <packageSource key="packed"><package pattern="AutoGrad" /><package pattern="AutoGrad.*" /></packageSource>
                <packageSource key="restored"><package pattern="*" /></packageSource>
              </packageSourceMapping>
            </configuration>
            """);
        File.WriteAllText(Path.Combine(folder, "Consumer.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="{Bundle}" Version="{packages.Version(Bundle)}" />
              </ItemGroup>
            </Project>
            """);
        File.Copy(Tree.PathOf("tests/Conventions/Packages/Consumer/Program.cs"), Path.Combine(folder, "Program.cs"));

        Dotnet.Run(folder, "build", "-c", "Release", "--nologo", "-v", "quiet");
        Assert.EndsWith("works", Dotnet.Run(folder, "run", "-c", "Release", "--no-build").TrimEnd());
        Assert.Contains("\"System.GC.Concurrent\": false", File.ReadAllText(Path.Combine(folder, "bin/Release/net10.0/Consumer.runtimeconfig.json")), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Missing(string id, string[] entries, XElement manifest)
    {
        string[] wanted = [$"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.pdb", $"lib/net10.0/{id}.xml", "LICENSE", "README.md"];
        string? licence = manifest.Descendants().FirstOrDefault(e => e.Name.LocalName == "license")?.Value;
        return wanted.Except(entries).Select(path => $"{id}: no {path}").Concat(licence == "MIT" ? [] : [$"{id}: no MIT licence expression"]);
    }
}
