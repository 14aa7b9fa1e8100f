using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Answers.Internal;

namespace Nuke.Docker.BuildKit.Answers.Engine;

/// <summary>Reads <c>docker version --format json</c>, which also answers, with exit code 1, where there is no engine.</summary>
public static class DockerVersionsReader
{
    /// <summary>The versions.</summary>
    /// <exception cref="AnswerException">It isn't one JSON object.</exception>
    [Pure]
    public static DockerVersions Read(string text)
    {
        var _ = AnswerJson.One("version --format json", text);
        var components = _.Object("Server", server => server.Objects("Components", component => (Name: component.Text("Name") ?? "", Version: component.Text("Version")))) ?? [];
        return new DockerVersions(
            _.Object("Client", Version) ?? new EngineVersion("", "", null, "", "", null),
            _.Object("Server", Version),
            components.DistinctBy(component => component.Name).ToDictionary(component => component.Name, component => component.Version, StringComparer.Ordinal),
            _.Object("Client", client => client.Text("Context") ?? "") is { Length: > 0 } context ? context : null);
    }

    private static EngineVersion Version(AnswerFields _) => new(
        _.Text("Version") ?? "",
        _.Text("ApiVersion") ?? "",
        _.TextOrNothing("MinAPIVersion"),
        _.Text("Os") ?? "",
        _.Text("Arch") ?? "",
        _.TextOrNothing("KernelVersion"));
}
