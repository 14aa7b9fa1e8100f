using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Answers.Internal;

namespace Nuke.Docker.BuildKit.Answers.Engine;

/// <summary>Reads <c>docker version --format json</c>, which works without an engine, too, with exit code 1.</summary>
internal static class DockerVersionsReader
{
    /// <summary>Reads the versions.</summary>
    /// <exception cref="AnswerException">The output is not a single JSON object.</exception>
    [Pure]
    public static DockerVersions Read(string text)
    {
        var _ = AnswerJson.One("version --format json", text);
        var components = _.Object("Server", server => server.Objects("Components", Component)) ?? [];
        return new DockerVersions(
            _.Object("Client", Version) ?? new EngineVersion("", "", null, "", "", null),
            _.Object("Server", Version),
            components.DistinctBy(part => part.Name).ToDictionary(part => part.Name, part => part.Version, StringComparer.Ordinal),
            _.Object("Client", client => client.Text("Context") ?? "") is { Length: > 0 } context ? context : null);
    }

    private static (string Name, string? Version) Component(AnswerFields _) => (_.Text("Name") ?? "", _.Text("Version"));

    private static EngineVersion Version(AnswerFields _) => new(
        _.Text("Version") ?? "",
        _.Text("ApiVersion") ?? "",
        _.TextOrNothing("MinAPIVersion"),
        _.Text("Os") ?? "",
        _.Text("Arch") ?? "",
        _.TextOrNothing("KernelVersion"));
}
