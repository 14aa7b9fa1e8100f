using DockerTestSupport.Recordings;
using Microsoft.Extensions.Time.Testing;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Progress.Ci;

namespace Nuke.Docker.BuildKit.Tests.Progress;

public sealed class CiGroupsSpecs
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 28, 0, 0, 0, TimeSpan.Zero));

    [TestCase("GITHUB_ACTIONS", "true", "::group::12.3 s  1/2  RUN [x]\n  | one\n::endgroup::\n")]
    [TestCase("TF_BUILD", "True", "##[group]12.3 s  1/2  RUN [x]\n  | one\n##[endgroup]\n")]
    [TestCase(
        "TEAMCITY_VERSION",
        "2026.1",
        "##teamcity[blockOpened name='12.3 s  1/2  RUN |[x|]']\n  | one\n##teamcity[blockClosed name='12.3 s  1/2  RUN |[x|]']\n")]
    [TestCase(
        "GITLAB_CI",
        "true",
        "\e[0Ksection_start:1795824000:docker_step_1[collapsed=true]\r\e[0K12.3 s  1/2  RUN [x]\n  | one\n\e[0Ksection_end:1795824000:docker_step_1\r\e[0K\n")]
    public void A_group_has_the_format_of_the_server(string variable, string value, string expected)
    {
        using var output = new StringWriter();

        Groups(output, variable, value)!.Write("   12.3 s  1/2  RUN [x]", ["one"]);

        Assert.That(output.ToString(), Is.EqualTo(expected));
    }

    [Test]
    public void Other_places_have_no_groups()
    {
        using var output = new StringWriter();

        Assert.That(Groups(output, "CI", "true"), Is.Null);
        Assert.That(CiGroups.Create(null, _ => "true", _time), Is.Null);
    }

    [TestCase("::error::owned")]
    [TestCase("x ##[error]owned")]
    [TestCase("##vso[task.setvariable variable=a]owned")]
    [TestCase("##teamcity[buildProblem description='owned']")]
    public void The_output_of_a_step_is_no_command(string line)
    {
        using var output = new StringWriter();

        Groups(output, "GITHUB_ACTIONS", "true")!.Write(line, [line]);

        var lines = output.ToString().Split('\n');
        var inner = lines.Skip(1).Where(text => text != "::endgroup::").ToList();
        Assert.That(inner, Has.None.StartsWith("::").And.None.Contains("##[").And.None.Contains("##vso[").And.None.Contains("##teamcity["));
    }

    [Test]
    public void Each_step_with_output_is_a_group_and_the_others_are_lines()
    {
        using var output = new StringWriter();
        var printed = new List<string>();
        using var printer = new ProgressPrinter(
            ProgressStyle.Auto, (_, line) => printed.Add(line), _time, group: Groups(output, "GITHUB_ACTIONS", "true")!.Write);

        foreach (var line in Recording.Lines("parallel-stages"))
            printer.Write(line);

        var groups = output.ToString().Split('\n').Where(line => line.StartsWith("::group::", StringComparison.Ordinal)).ToList();
        var talkative = printer.Graph.Vertexes.Count(vertex => vertex is { Name.Kind: VertexKind.Step, Outcome: VertexOutcome.Ran, LastLines.Count: > 0 });
        Assert.That(groups, Has.Count.EqualTo(talkative).And.Not.Empty);
        Assert.That(printed, Has.Some.Contains("COPY --from=one /one /"));
    }

    private CiGroups? Groups(TextWriter output, string variable, string value) => CiGroups.Create(output, name => name == variable ? value : null, _time);
}
