using System.Text.RegularExpressions;

namespace AutoGrad.Tests.Conventions;

public sealed partial class SolutionTests
{
    [Fact]
    public void Every_project_is_in_the_solution() =>
        Offenders.None("dotnet build and dotnet test see what AutoGrad.sln lists: dotnet sln add FOLDER.", Forgotten(File.ReadAllText(Tree.PathOf("AutoGrad.sln")), Tree.Files()));

    [Fact]
    public void A_project_that_is_not_in_the_solution_is_reported() => Assert.Equal(["examples/New/New.csproj"], Forgotten(
        """Project("{FAE04EC0}") = "AutoGrad", "src\AutoGrad\AutoGrad.csproj", "{C76C14B4}" """,
        ["src/AutoGrad/AutoGrad.csproj", "src/AutoGrad/Tensor.cs", "examples/New/New.csproj"]));

    private static IEnumerable<string> Forgotten(string solution, IEnumerable<string> files) =>
        files.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal)).Except(ProjectPath().Matches(solution).Select(m => m.Value.Replace('\\', '/')));

    [GeneratedRegex("""(?<=")[^"]+\.csproj(?=")""")]
    private static partial Regex ProjectPath();
}
