using System.Diagnostics.Contracts;
using System.Text.Json;
using Nuke.Docker.BuildKit.Answers;
using Nuke.Docker.BuildKit.Answers.Internal;
using Nuke.Docker.BuildKit.Builds.Compose.Internal;

namespace Nuke.Docker.BuildKit.Builds.Compose;

/// <summary>Reads <c>docker compose config --format json</c>.</summary>
internal static class ComposeModelReader
{
    /// <summary>Reads the project.</summary>
    /// <param name="text">The output without <c>--no-interpolate</c>, in which compose doubles dollar signs.</param>
    /// <exception cref="AnswerException">The text is not a JSON object.</exception>
    [Pure]
    public static ComposeModel Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var _ = AnswerJson.One("compose config --format json", text.Replace("$$", "$", StringComparison.Ordinal));
        var secrets = _.Objects("secrets", (_, secret) => new { File = secret.TextOrNothing("file"), Variable = secret.TextOrNothing("environment") });
        return new ComposeModel
        {
            Text = text,
            Name = _.Text("name") ?? "",
            Services = _.Objects("services", ComposeServiceFields.Service),
            SecretFiles = secrets.ToDictionary(pair => pair.Key, pair => pair.Value.File, StringComparer.Ordinal),
            SecretVariables = secrets.ToDictionary(pair => pair.Key, pair => pair.Value.Variable, StringComparer.Ordinal),
            Volumes = Members(_, "volumes"),
            Networks = Members(_, "networks"),
            Other = _.Other,
        };
    }

    private static Dictionary<string, JsonElement> Members(AnswerFields _, string name) =>
        _.Raw(name) is { ValueKind: JsonValueKind.Object } members
            ? members.EnumerateObject().ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal)
            : [];
}
