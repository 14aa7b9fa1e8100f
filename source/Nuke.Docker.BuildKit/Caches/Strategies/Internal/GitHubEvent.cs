using System.Text.Json;

namespace Nuke.Docker.BuildKit.Caches.Strategies.Internal;

/// <summary>What the file at <c>GITHUB_EVENT_PATH</c> says beyond the variables.</summary>
internal sealed record GitHubEvent(string? DefaultBranch, bool FromFork)
{
    public static GitHubEvent? Read(string? file)
    {
        try
        {
            if (file is null || !File.Exists(file))
                return null;

            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            var root = document.RootElement;
            var change = Member(root, "pull_request");
            var head = RepositoryOf(Member(change, "head"));
            var @base = RepositoryOf(Member(change, "base"));
            // A fork that was deleted has no name; where there is a pull request, that is one more reason not to trust it.
            return new(Text(Member(Member(root, "repository"), "default_branch")), @base is not null && head != @base);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private static string? RepositoryOf(JsonElement? side) => Text(Member(Member(side, "repo"), "full_name"));

    private static JsonElement? Member(JsonElement? value, string name) =>
        value is { ValueKind: JsonValueKind.Object } members && members.TryGetProperty(name, out var member) ? member : null;

    private static string? Text(JsonElement? value) => value is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
