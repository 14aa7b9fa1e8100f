using System.Diagnostics.Contracts;
using System.Text.Json;
using Nuke.Docker.BuildKit.Answers;
using Nuke.Docker.BuildKit.Answers.Internal;
using Nuke.Docker.BuildKit.Builds.Compose.Internal;

namespace Nuke.Docker.BuildKit.Builds.Compose;

/// <summary>Reads <c>docker compose config --format json</c>.</summary>
public static class ComposeModelReader
{
    /// <summary>The project.</summary>
    /// <param name="text">What it printed, without <c>--no-interpolate</c>: a dollar sign is one then, although compose prints two.</param>
    /// <exception cref="AnswerException">It isn't one JSON object.</exception>
    [Pure]
    public static ComposeModel Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var _ = AnswerJson.One("compose config --format json", text.Replace("$$", "$", StringComparison.Ordinal));
        return new ComposeModel
        {
            Name = _.Text("name") ?? "",
            Services = _.Objects("services", ComposeServiceFields.Service),
            SecretFiles = _.Objects("secrets", (_, secret) => new { File = secret.TextOrNothing("file") }).ToDictionary(pair => pair.Key, pair => pair.Value.File, StringComparer.Ordinal),
            Volumes = Members(_, "volumes"),
            Networks = Members(_, "networks"),
            Other = _.Other,
        };
    }

    private static Dictionary<string, JsonElement> Members(AnswerFields _, string name) =>
        _.Raw(name) is { ValueKind: JsonValueKind.Object } members ? members.EnumerateObject().ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal) : [];
}
