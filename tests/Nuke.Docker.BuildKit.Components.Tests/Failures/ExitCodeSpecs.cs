using System.Runtime.CompilerServices;
using Nuke.Docker.BuildKit.Components.Internal;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Python.Projects;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Components.Tests.Failures;

/// <summary>Each exception of the libraries that can leave a target has an exit code.</summary>
public sealed class ExitCodeSpecs
{
    private static IEnumerable<Type> Exceptions =>
        new[] { typeof(InvalidSettingException), typeof(PythonProjectException), typeof(DockerfileParseException), typeof(DockerBuildException) }
            .SelectMany(type => type.Assembly.GetTypes())
            // An internal exception is caught where it is thrown.
            .Where(type => type is { IsPublic: true, IsAbstract: false } && type.IsAssignableTo(typeof(Exception)));

    [TestCaseSource(nameof(Exceptions))]
    public void An_exception_has_an_exit_code(Type type) =>
        Assert.That(TargetAction.ExitCodeOf((Exception)RuntimeHelpers.GetUninitializedObject(type)), Is.Not.Null);

    [Test]
    public void The_exception_of_another_library_has_none() => Assert.That(TargetAction.ExitCodeOf(new InvalidOperationException()), Is.Null);

    [Test]
    public void A_file_of_a_project_that_is_not_valid_is_not_a_mistake_in_code() =>
        Assert.That(
            new[] { typeof(PythonProjectException), typeof(DockerfileParseException) }
                .Select(type => TargetAction.ExitCodeOf((Exception)RuntimeHelpers.GetUninitializedObject(type))),
            Is.EqualTo(new int?[] { (int)DockerExitCode.ProjectInvalid, (int)DockerExitCode.DockerfileSyntax }));
}
