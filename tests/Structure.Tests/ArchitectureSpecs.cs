using System.Text.RegularExpressions;

namespace Structure.Tests;

/// <summary>Checks the direction of dependencies between the libraries and between the folders of each, and the size of their API.</summary>
public sealed partial class ArchitectureSpecs
{
    // Written by hand; records and enumerations that the generator writes are not counted.
    private const int MaxPublicTypes = 300;

    private static readonly string[] s_layers =
    [
        "Nuke.Docker.BuildKit.Text",
        "Nuke.Docker.BuildKit.Python",
        "Nuke.Docker.BuildKit.Dockerfiles",
        "Nuke.Docker.BuildKit",
        "Nuke.Docker.BuildKit.Components",
    ];

    private static string PathOf(string assembly) => Path.Combine(TestContext.CurrentContext.TestDirectory, $"{assembly}.dll");

    [TestCaseSource(nameof(s_layers))]
    public void Folders_do_not_use_each_other_in_circles(string assembly)
    {
        var graphs = FolderGraph.Build(assembly, AssemblyReferences.Read(PathOf(assembly)));

        var circles = graphs.SelectMany(graph => graph.Edges
            .Where(edge => graph.Cycles.Any(cycle => cycle.Contains(edge.From) && cycle.Contains(edge.To)))
            .Select(edge => $"{graph.Place}/{edge.From} uses {graph.Place}/{edge.To} ({edge.Types.Count}): {edge.Types[0].User} uses {edge.Types[0].Used}"));

        Assert.That(circles, Is.Empty);
    }

    [Test]
    public void Libraries_use_only_those_below_them()
    {
        var upward = s_layers.SelectMany((assembly, layer) => AssemblyReferences.Assemblies(PathOf(assembly))
            .Where(used => Array.IndexOf(s_layers, used) >= layer)
            .Select(used => $"{assembly} uses {used}"));

        Assert.That(upward, Is.Empty);
    }

    [Test]
    public void Only_the_components_know_a_host()
    {
        var hosts = s_layers[..^1].SelectMany(assembly => AssemblyReferences.Assemblies(PathOf(assembly))
            .Where(used => used.StartsWith("Nuke.", StringComparison.Ordinal) && !s_layers.Contains(used))
            .Select(used => $"{assembly} uses {used}"));

        Assert.That(hosts, Is.Empty);
    }

    [Test]
    public void The_libraries_have_few_public_types()
    {
        var types = Sources.Find("*.cs", [.. s_layers.Select(assembly => $"source/{assembly}")])
            .SelectMany(file => Sources.ReadLines(file).Select(line => PublicType().Match(line)).Where(match => match.Success)
                .Select(match => $"{Path.GetDirectoryName(file)}: {match.Groups["name"].Value}"))
            .Distinct(StringComparer.Ordinal)
            .ToList();

        TestContext.Out.WriteLine($"{types.Count} public types");
        Assert.That(types, Has.Count.InRange(1, MaxPublicTypes), "Make types internal that no build class names.");
    }

    [Test]
    public void No_project_compiles_the_files_of_another()
    {
        var linked = Sources.Find("*.csproj", "build", "source", "tests", "tools")
            .Where(project => Sources.ReadLines(project).Any(line => line.Contains("<Compile Include=\"..", StringComparison.Ordinal)));

        Assert.That(linked, Is.Empty);
    }

    [Test]
    public void A_circle_is_reported_with_the_edges_that_close_it()
    {
        TypeReferencePair[] pairs =
        [
            new("A.One.X", "A.Two.Y"),
            new("A.Two.Internal.Y", "A.One.Internal.X"),
            new("A.Three.Z", "A.One.X"),
            new("Generated.G", "A.One.X"),
        ];

        var graph = FolderGraph.Build("A", pairs).Single();

        Assert.That(graph.Cycles.Single(), Is.EquivalentTo(new[] { "One", "Two" }));
        Assert.That(graph.Edges.Select(edge => $"{edge.From} {edge.To}"), Is.EqualTo(new[] { "One Two", "Three One", "Two One" }));
    }

    [Test]
    public void Subfolders_are_compared_within_their_folder()
    {
        TypeReferencePair[] pairs = [new("A.One.P.X", "A.One.Q.Y"), new("A.One.Q.Y", "A.One.P.X"), new("A.One.P.X", "A.Two.Z")];

        var graphs = FolderGraph.Build("A", pairs);

        Assert.That(graphs.Select(graph => (graph.Place, graph.Cycles.Count)), Is.EqualTo(new[] { ("", 0), ("One", 1) }));
    }

    [GeneratedRegex(
        @"^public ((static|sealed|abstract|partial|readonly) )*(class|record|struct|enum|interface|delegate)( struct| class)? (?<name>\w+)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex PublicType();
}
