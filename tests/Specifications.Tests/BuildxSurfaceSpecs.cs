using DockerTestSupport.Recordings;

namespace Specifications.Tests;

/// <summary>Compares buildx's specification with the reference pages of a release: names, kinds and first versions, in both directions.</summary>
public class BuildxSurfaceSpecs
{
    private static readonly Version s_release = new(0, 36, 1);

    [Test]
    public void Commands_and_flags_are_those_of_the_release()
    {
        var documented = File.ReadLines(Path.Combine(Recording.Folder, "buildx-surface.tsv")).Skip(1).ToList();

        var specified = CliHelp.Specification("buildx").Commands.Where(command => command.IsIn(s_release)).SelectMany(Rows);

        Assert.That(documented, Has.Count.EqualTo(34 + 259));
        Assert.That(specified, Is.EquivalentTo(documented));
    }

    private static IEnumerable<string> Rows(SpecifiedCommand command) => command.Flags.Where(flag => flag.IsIn(s_release))
        .Select(flag => $"{Words(command)}\t{flag.Name}\tv{flag.Since}\t{flag.Kind}")
        .Prepend($"{Words(command)}\t\tv{command.Since}\t");

    private static string Words(SpecifiedCommand command) => command.Line["docker ".Length..];
}
