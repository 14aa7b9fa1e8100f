using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

/// <summary>What the name of a base image, and what is done with it, tells about it.</summary>
internal static class BaseImage
{
    // Their makers chose another user than root.
    private static readonly string[] s_unprivileged =
    [
        "jupyter/", "bitnami/", "cimg/", "circleci/", "chainguard/", "cgr.dev/", "mambaorg/", "apache/airflow", "apache/superset", "apache/spark", "jenkins/", "selenium/", "grafana/", "rapidsai/", "nonroot", "ubi8/python", "ubi9/python",
    ];

    private static readonly string[] s_official = ["python", "debian", "ubuntu", "buildpack-deps"];
    private static readonly string[] s_debian = ["slim", "debian", "ubuntu", "bullseye", "bookworm", "trixie", "jammy", "noble"];

    /// <summary>Whether steps before the first <c>USER</c> run as somebody of whom nothing is known: whoever says <c>USER root</c> first has a reason.</summary>
    public static bool IsUnprivileged(DockerfileStage[] lineage) =>
        s_unprivileged.Any(name => lineage[0].Base.Contains(name, StringComparison.Ordinal))
        || lineage.SelectMany(stage => stage.Instructions).OfType<UserInstruction>().FirstOrDefault() is { Expanded: "root" or "0" or "root:root" or "0:0" };

    /// <summary>The line that makes a user there; null where that can't be told.</summary>
    public static string? UserLine(string image, IEnumerable<ShellCommand> commands)
    {
        var programs = commands.Select(command => command.Program).ToHashSet();
        if (programs.Contains("apk") || (image.Contains("alpine", StringComparison.Ordinal) && !programs.Contains("apt-get")))
            return "RUN adduser -D -u 10001 app";
        var name = image.Split('@')[0].Split('/')[^1];
        var debian = programs.Contains("apt-get") || s_official.Contains(name.Split(':')[0]) || s_debian.Any(word => name.Contains(word, StringComparison.Ordinal));
        // Neither of them has a useradd.
        return debian && !image.Contains("distroless", StringComparison.Ordinal) && !image.Contains("lambda", StringComparison.Ordinal) ? "RUN useradd --uid 10001 --user-group --create-home app" : null;
    }
}
