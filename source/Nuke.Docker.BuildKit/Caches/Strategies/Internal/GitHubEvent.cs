using System.Text.Json;

namespace Nuke.Docker.BuildKit.Caches.Strategies.Internal;

/// <summary>Reads facts from the file of <c>GITHUB_EVENT_PATH</c> that the environment variables do not contain.</summary>
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
            // A deleted fork has no name. It is treated as a fork.
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
