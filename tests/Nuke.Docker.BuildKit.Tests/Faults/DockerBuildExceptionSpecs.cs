using DockerTestSupport.Recordings;
using Nuke.Docker.BuildKit.Faults;

namespace Nuke.Docker.BuildKit.Tests.Faults;

public sealed class DockerBuildExceptionSpecs
{
    private static readonly int[] Taken = [0, 1, 2, 100, 102, 126, 127, 128, 129, 255];

    [TestCaseSource(nameof(Kinds))]
    public void Each_kind_has_its_own_exception_and_exit_code(DockerFaultKind kind)
    {
        var exception = DockerBuildException.For(Fault(kind));

        Assert.That(Enum.GetName((DockerExitCode)exception.ExitCode), Is.EqualTo(kind.ToString()));
        Assert.That(exception.GetType().IsSealed, Is.True);
        Assert.That(Kinds().Count(other => DockerBuildException.For(Fault(other)).GetType() == exception.GetType()), Is.EqualTo(1));
        Assert.That(Taken, Does.Not.Contain(exception.ExitCode));
    }

    [Test]
    public void Canceled_has_the_shells_code()
    {
        Assert.That(DockerBuildException.For(Fault(DockerFaultKind.Canceled)).ExitCode, Is.EqualTo(130));
    }

    [Test]
    public void The_message_says_what_failed_where_with_its_last_lines_and_what_to_do()
    {
        var fault = FaultClassifier.Classify(Recording.Graph("failing-run"), 1)!;

        var exception = DockerBuildException.For(fault, "docker buildx build --secret id=pip,env=[REDACTED] .", "/src/faults");

        Assert.That(exception.Message, Is.EqualTo(
            """
            Step builder 4/4 failed with exit code 3.
              at failing-run.Dockerfile:4
              step builder 4/4: RUN echo "Collecting numpy" && echo "ERROR: No matching distribution found for numpy==9.9" >&2 && exit 3
                 2 |     WORKDIR /build
                 3 |     COPY main.py .
                 4 | >>> RUN echo "Collecting numpy" && echo "ERROR: No matching distribution found for numpy==9.9" >&2 && exit 3
                 5 |
                 6 |     FROM docker.io/acme/python-base:3.13
              | Collecting numpy
              | ERROR: No matching distribution found for numpy==9.9
            Command: docker buildx build --secret id=pip,env=[REDACTED] .
            In: /src/faults
            What to do: Correct the step; its last lines stand above, --progress=plain shows all of them.
            """));
        Assert.That(exception, Is.InstanceOf<StepFailedException>());
    }

    private static IEnumerable<DockerFaultKind> Kinds() => Enum.GetValues<DockerFaultKind>();

    private static DockerFault Fault(DockerFaultKind kind) => new() { Kind = kind, Cause = "cause", Cure = "cure" };
}
