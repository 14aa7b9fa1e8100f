using System.Collections.Immutable;
using System.Text;
using Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

namespace Nuke.Docker.BuildKit.Commands.Internal;

/// <summary>
/// Moves credentials from the addresses of Git contexts to secrets: other users of the machine can read a command line. BuildKit reads the secret
/// <c>GIT_AUTH_HEADER.HOST</c> when it fetches from that host.
/// </summary>
internal static class GitCredentials
{
    private const string Header = "GIT_AUTH_HEADER.";

    /// <summary>Returns the settings with contexts without credentials. A secret of the user for the same host has priority.</summary>
    public static BuildxBuildSettings Move(BuildxBuildSettings settings)
    {
        var secrets = settings.Secret ?? [];
        var context = settings.Context is { } address ? Plain(address, ref secrets) : null;
        var contexts = settings.BuildContext;
        foreach (var named in contexts ?? [])
        {
            if (named.Source.Kind == ContextKind.Git && Plain(named.Source.Value, ref secrets) is var plain && plain != named.Source.Value)
                contexts = contexts!.Replace(named, new NamedContext(named.Name, plain));
        }

        // The same instance if nothing changes, by which a bake finds the plan of a target.
        return context == settings.Context && ReferenceEquals(contexts, settings.BuildContext)
            ? settings
            : settings with { Context = context, BuildContext = contexts, Secret = secrets.IsEmpty ? settings.Secret : secrets };
    }

    /// <summary>Returns the addresses with credentials that BuildKit downloads as files, for which there is no secret.</summary>
    public static IEnumerable<string> Left(BuildxBuildSettings settings) =>
        (settings.BuildContext ?? []).Select(named => named.Source.Value).Prepend(settings.Context ?? "")
            .Where(address => !IsRepository(address) && UserOf(address) is { Length: > 0 });

    private static string Plain(string address, ref ImmutableList<BuildSecret> secrets)
    {
        if (!IsRepository(address) || UserOf(address) is not { Length: > 0 } user)
            return address;
        var plain = address.Replace($"://{user}@", "://", StringComparison.Ordinal);
        var host = plain[(plain.IndexOf("://", StringComparison.Ordinal) + 3)..].Split('/', '?', '#')[0];
        var id = Header + host;
        if (secrets.Exists(secret => secret.Id == id))
            return plain;
        var parts = user.Split(':', 2);
        var name = Uri.UnescapeDataString(parts[0]);
        var password = parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "";
        secrets = secrets.Add(BuildSecret.FromValue(id, $"basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{password}"))}"));
        return plain;
    }

    private static bool IsRepository(string address) => IsHttp(address) && GitSources.Reference(address) is not null;

    private static bool IsHttp(string address) =>
        address.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || address.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    // user:password of user:password@host.
    private static string? UserOf(string address)
    {
        if (!IsHttp(address))
            return null;
        var authority = address[(address.IndexOf("://", StringComparison.Ordinal) + 3)..].Split('/', '?', '#')[0];
        var at = authority.LastIndexOf('@');
        return at < 0 ? null : authority[..at];
    }
}
