using DockerTestSupport.Recordings;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Reports;

namespace Nuke.Docker.BuildKit.Tests.Reports;

/// <summary>Reports of recorded builds.</summary>
internal static class ReportOf
{
    public static BuildReport Recorded(string name, int exitCode = 0, MetadataFile? metadata = null)
    {
        var graph = Recording.Graph(name);
        return BuildReportFactory.Create(graph, new BuildFacts
        {
            Image = "acme/bot",
            Tags = ["acme/bot:latest"],
            Started = new DateTimeOffset(2026, 11, 21, 22, 1, 0, TimeSpan.Zero),
            Duration = TimeSpan.FromSeconds(0.62),
            ExitCode = exitCode,
            Fault = FaultClassifier.Classify(graph, exitCode)?.Cause,
            Metadata = metadata,
            RedactedCommand = "docker buildx build --secret id=pip,env=[REDACTED] .",
            Engine = "dockerd 28.5.2",
        });
    }
}
