using DockerTestSupport.Recordings;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Tests.Faults;

public sealed class DockerBuildExceptionSpecs
{
    // Codes of shells, buildx and build hosts. Only 2 has the same meaning there: wrong arguments.
    private static readonly int[] Taken = [0, 1, 100, 102, 126, 127, 128, 129, 255];

    [TestCaseSource(nameof(Kinds))]
    public void The_exit_code_is_the_value_of_the_kind(DockerFaultKind kind)
    {
        var exception = new DockerBuildException(new DockerFault { Kind = kind, Cause = "cause", Cure = "cure" });

        Assert.That((exception.Kind, exception.ExitCode), Is.EqualTo((kind, (int)kind)));
        Assert.That(Taken, Does.Not.Contain(exception.ExitCode));
    }

    [Test]
    public void Canceled_has_the_code_of_shells() => Assert.That((int)DockerFaultKind.Canceled, Is.EqualTo(130));

    [Test]
    public void No_two_kinds_have_one_code() => Assert.That(Kinds().Select(kind => (int)kind), Is.Unique);

    [Test]
    public void The_message_says_what_failed_where_with_its_last_lines_and_what_to_do()
    {
        var fault = FaultClassifier.Classify(Recording.Graph("failing-run"), 1)!;

        var exception = new DockerBuildException(fault, "docker buildx build --secret id=pip,env=[REDACTED] .", "/src/faults");

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
            What to do: Correct the step. Its last lines are shown above; --progress plain shows all of them.
            """));
        Assert.That(exception.Kind, Is.EqualTo(DockerFaultKind.StepFailed));
    }

    private static IEnumerable<DockerFaultKind> Kinds() => Enum.GetValues<DockerFaultKind>();
}
