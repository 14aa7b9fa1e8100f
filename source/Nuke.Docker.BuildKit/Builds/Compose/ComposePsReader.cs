using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Answers;
using Nuke.Docker.BuildKit.Answers.Internal;

namespace Nuke.Docker.BuildKit.Builds.Compose;

/// <summary>Reads <c>docker compose ps --format json</c>: an array before compose 2.21, one object per line since then.</summary>
internal static class ComposePsReader
{
    /// <summary>Reads the containers. Exited ones are included only with <c>--all</c>.</summary>
    /// <exception cref="AnswerException">The text is not JSON.</exception>
    [Pure]
    public static IReadOnlyList<ComposeContainer> Read(string text) => [.. AnswerJson.All("compose ps --format json", text).Select(Container)];

    private static ComposeContainer Container(AnswerFields _)
    {
        _.Skip("Names", "RunningFor");
        return new ComposeContainer
        {
            Id = _.Text("ID") ?? "",
            Name = _.Text("Name") ?? "",
            Service = _.Text("Service") ?? "",
            Project = _.TextOrNothing("Project"),
            Image = _.TextOrNothing("Image"),
            State = _.Text("State") ?? "",
            Health = _.TextOrNothing("Health"),
            Status = _.TextOrNothing("Status"),
            ExitCode = _.Number("ExitCode") ?? 0,
            Created = _.Time("CreatedAt") ?? _.Time("Created"),
            Size = _.Size("Size"),
            Publishers = _.Objects("Publishers", Publisher),
            Other = _.Other,
        };
    }

    private static ComposePublisher Publisher(AnswerFields _) => new(
        _.TextOrNothing("URL"),
        (int)(_.Number("TargetPort") ?? 0),
        _.Number("PublishedPort") is > 0 and var port ? (int)port : null,
        _.TextOrNothing("Protocol") ?? "tcp");
}
