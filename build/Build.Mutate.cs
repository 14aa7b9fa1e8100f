using Nuke.Common;
using Nuke.Common.IO;
using Serilog;

// Changes the code in many small ways, and runs the tests for each. A change that no test detects shows a missing test.
partial class Build
{
    const int LowestMutationScore = 80;
    const string MutationProject = "tools/Mutation/Mutation.csproj";

    static readonly (string Name, string Library, string Folder)[] s_mutationAreas =
    [
        ("Ignoring", "Nuke.Docker.BuildKit.Dockerfiles", "Ignoring"),
        ("Fixing", "Nuke.Docker.BuildKit.Dockerfiles", "Fixing"),
        ("Processes", "Nuke.Docker.BuildKit", "Processes"),
        ("Recovery", "Nuke.Docker.BuildKit", "Builds/Recovery"),
        ("LocalStore", "Nuke.Docker.BuildKit", "Caches/LocalStore"),
    ];

    [Parameter("Area to mutate: Ignoring, Fixing, Processes, Recovery or LocalStore. Default: all")]
    readonly string? Area;

    AbsolutePath MutationDirectory => RootDirectory / "artifacts" / "mutation";

    Target Mutate => _ => _
        .Description("Run the tests of each area on mutated code; print the mutation score and the survivors of each area, and fail below 80 %")
        .Produces(MutationDirectory / "*" / "reports" / "mutation-report.*")
        .Executes(() =>
        {
            var areas = s_mutationAreas.Where(area => Area is null || area.Name.Equals(Area, StringComparison.OrdinalIgnoreCase)).ToArray();
            Assert.True(areas.Length > 0, $"'{Area}' is not an area. Choose one of {string.Join(", ", s_mutationAreas.Select(area => area.Name))}.");
            var restored = DotNet("tool restore", check: false).ExitCode == 0;
            Assert.True(restored, "The tool dotnet-stryker cannot be restored: see above. Add a NuGet feed that has the version in .config/dotnet-tools.json.");

            MutationDirectory.CreateOrCleanDirectory();
            // Both libraries run before a low score of the first fails the target.
            var failed = areas.GroupBy(area => area.Library).Count(group => !Passes(group.Key, [.. group.Select(area => (area.Name, area.Folder))]));
            Assert.True(failed == 0, $"The mutation score is below {LowestMutationScore} %, or the list of equivalent mutants is outdated: see above");
        });

    bool Passes(string library, (string Name, string Folder)[] areas)
    {
        var (tests, output) = (RootDirectory / "tests" / $"{library}.Tests", MutationDirectory / library);
        var folders = string.Join(' ', areas.Select(area => $"--mutate {area.Folder}/**/*.cs"));
        // Only the tests of the area itself count. All others together would run for each mutant, and take hours.
        var filter = string.Join('|', areas.Select(area => $"FullyQualifiedName~.{area.Folder.Replace('/', '.')}."));
        DotNet($"stryker {folders} --test-case-filter {filter:dn} --output {output:dn} --skip-version-check", directory: tests);

        var report = output / "reports" / "mutation-report.json";
        var equivalents = tests / "EquivalentMutants.json";
        var names = string.Join(' ', areas.Select(area => $"{area.Name}={area.Folder}"));
        return DotNet(
            $"run --project {MutationProject} -c Release -- {report:dn} {equivalents:dn} {LowestMutationScore} {names}",
            check: false,
            print: line => Log.Information("{Line:l}", line)).ExitCode == 0;
    }
}
