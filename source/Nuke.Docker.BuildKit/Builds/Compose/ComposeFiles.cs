using Nuke.Docker.BuildKit.Builds.Compose.Internal;

namespace Nuke.Docker.BuildKit.Builds.Compose;

/// <summary>The compose files that <c>docker compose</c> finds by itself; whoever lays one more over them has to name them all.</summary>
public static class ComposeFiles
{
    // In compose's own order, which isn't the same for both.
    private static readonly string[] s_names = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];
    private static readonly string[] s_overrides = ["compose.override.yml", "compose.override.yaml", "docker-compose.override.yml", "docker-compose.override.yaml"];

    /// <summary>Finds them as compose does: those of <c>COMPOSE_FILE</c>, in the environment or in <c>.env</c>; else the first file with a usual name in the folder or one above it, and the override beside it.</summary>
    /// <param name="folder">Where compose is started.</param>
    /// <param name="environment">A variable of the environment. <c>null</c>: this process's.</param>
    /// <returns>Full paths in the order in which they are laid over each other; empty: there is none.</returns>
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
            if (First(current, s_names) is { } file)
                return First(current, s_overrides) is { } laidOver ? [file, laidOver] : [file];
        }

        return [];
    }

    private static string? First(string folder, string[] names) => names.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
