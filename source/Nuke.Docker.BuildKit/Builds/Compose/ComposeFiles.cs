using Nuke.Docker.BuildKit.Builds.Compose.Internal;

namespace Nuke.Docker.BuildKit.Builds.Compose;

/// <summary>Finds the compose files that <c>docker compose</c> finds by default. To add a file to them, all of them must be named.</summary>
public static class ComposeFiles
{
    // In the order of compose, which differs between the two lists.
    internal static readonly string[] Names = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];
    private static readonly string[] s_overrides =
    [
        "compose.override.yml",
        "compose.override.yaml",
        "docker-compose.override.yml",
        "docker-compose.override.yaml",
    ];

    /// <summary>
    /// Finds the files as compose does: those of <c>COMPOSE_FILE</c> in the environment or in <c>.env</c>; otherwise the first file with a default name
    /// in the folder or a parent folder, and its override file.
    /// </summary>
    /// <param name="folder">The folder in which compose is started.</param>
    /// <param name="environment">Reads an environment variable. <c>null</c>: the environment of this process.</param>
    /// <returns>Full paths, in the order in which compose merges them. Empty: there is no compose file.</returns>
    public static IReadOnlyList<string> Find(string folder, Func<string, string?>? environment = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        environment ??= Environment.GetEnvironmentVariable;
        var start = Path.GetFullPath(folder);
        var variables = EnvironmentFile.Read(Path.Combine(start, ".env"));
        var variable = (string name) => environment(name) is { Length: > 0 } own ? own : variables.GetValueOrDefault(name);
        if (variable("COMPOSE_FILE") is { Length: > 0 } named)
        {
            var separator = variable("COMPOSE_PATH_SEPARATOR") is { Length: > 0 } text ? text : $"{Path.PathSeparator}";
            return [.. named.Split(separator, StringSplitOptions.RemoveEmptyEntries).Select(file => Path.GetFullPath(file, start))];
        }

        for (var current = start; current is not null; current = Path.GetDirectoryName(current))
        {
            if (Find(current, Names) is { } file)
                return Find(current, s_overrides) is { } merged ? [file, merged] : [file];
        }

        return [];
    }

    private static string? Find(string folder, string[] names) => names.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
