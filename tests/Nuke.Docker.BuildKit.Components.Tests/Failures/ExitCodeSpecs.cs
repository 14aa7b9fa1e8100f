using Nuke.Docker.BuildKit.Components.Internal;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Python.Projects;
using Nuke.Docker.BuildKit.Text.Faults;
using TestSupport;

namespace Nuke.Docker.BuildKit.Components.Tests.Failures;

/// <summary>Each exception of the libraries that can leave a target has an exit code.</summary>
public sealed class ExitCodeSpecs
{
    private static IEnumerable<Type> Exceptions =>
        new[] { typeof(DockerException), typeof(PythonProjectException), typeof(DockerfileParseException), typeof(DockerBuildException), typeof(IDockerBuild) }
            .SelectMany(type => type.Assembly.GetTypes())
            // An internal exception is caught where it is thrown.
            .Where(type => type.IsPublic && type.IsAssignableTo(typeof(Exception)));

    [TestCaseSource(nameof(Exceptions))]
    public void An_exception_derives_from_the_base(Type type) => Assert.That(type.IsAssignableTo(typeof(DockerException)), Is.True);

    [TestCaseSource(nameof(Kinds))]
    public void A_failure_of_a_known_kind_has_the_code_of_the_kind(DockerFaultKind kind) =>
        Assert.That(TargetAction.ExitCodeOf(new DockerException(kind, "")), Is.EqualTo((int)kind));

    [Test]
    public void Ctrl_C_has_the_code_of_shells() => Assert.That(TargetAction.ExitCodeOf(new OperationCanceledException()), Is.EqualTo(130));

    [Test]
    public void The_exception_of_another_library_has_none() => Assert.That(TargetAction.ExitCodeOf(new InvalidOperationException()), Is.Null);

    [Test]
    public void A_file_of_a_project_that_is_not_valid_is_not_a_mistake_in_code()
    {
        using var folder = new TemporaryDirectory();
        File.WriteAllText(Path.Combine(folder.Path, "pyproject.toml"), "[project");

        var project = Assert.Throws<PythonProjectException>(() => PythonProjectReader.Read(folder.Path))!;
        var dockerfile = Assert.Throws<DockerfileParseException>(() => Dockerfile.Parse("FORM a"))!;

        Assert.That(
            new[] { TargetAction.ExitCodeOf(project), TargetAction.ExitCodeOf(dockerfile) },
            Is.EqualTo(new int?[] { (int)DockerFaultKind.ProjectInvalid, (int)DockerFaultKind.DockerfileSyntax }));
    }

    private static IEnumerable<DockerFaultKind> Kinds() => Enum.GetValues<DockerFaultKind>();
}
