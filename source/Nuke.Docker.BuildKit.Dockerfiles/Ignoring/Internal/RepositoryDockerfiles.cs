using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Python.Projects.Internal;

namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

/// <summary>Finds the files of a context that any Dockerfile of the repository names, wherever the Dockerfile is.</summary>
internal static class RepositoryDockerfiles
{
    private const int MaximumDepth = 6;
    private const int MaximumFiles = 200;
    private const long MaximumSize = 1 << 20;

    private static readonly char[] s_separators = [' ', '\t', '"', '\'', '[', ']', ',', '(', ')', ';', '&', '|', '=', '\n', '\r', '\\', '<', '>'];

    /// <summary>Returns existing files and directories below a context, relative to it. Sorted.</summary>
    /// <param name="directory">The build context.</param>
    /// <param name="repository">The repository, whose root may also be the context of a Dockerfile; <c>null</c>: the context itself.</param>
    public static IReadOnlyList<string> Named(string directory, string? repository)
    {
        var context = Path.GetFullPath(directory);
        var root = Path.GetFullPath(repository ?? directory);
        var prefix = Path.GetRelativePath(root, context).Replace('\\', '/') is var relative and not "." ? $"{relative}/" : "";
        var files = new ProjectFiles(context);
        SortedSet<string> found = new(StringComparer.Ordinal);
        foreach (var path in Find(root))
        {
            foreach (var source in Sources(path))
            {
                Add(source);
                if (prefix.Length > 0 && source.TrimStart('.', '/') is var rooted && rooted.StartsWith(prefix, StringComparison.Ordinal))
                    Add(rooted[prefix.Length..]);
            }
        }

        return [.. found];

        void Add(string source)
        {
            if (source.Length is 0 or > 500 || source.AsSpan().ContainsAny('$', '\0', '\n'))
                return;
            if (source.AsSpan().ContainsAny("*?["))
                found.UnionWith(FilePattern.Find(files, source.TrimStart('.', '/'), directories: false).Take(MaximumFiles));
            else if (ProjectFiles.Combine("", source.TrimStart('/')) is { Length: > 0 } path && (files.Exists(path) || files.DirectoryExists(path)))
                found.Add(path);
        }
    }

    private static IEnumerable<string> Find(string root)
    {
        var files = new ProjectFiles(root);
        Queue<(string Directory, int Depth)> queue = new([("", 0)]);
        var count = 0;
        while (queue.TryDequeue(out var next) && count < MaximumFiles)
        {
            foreach (var name in files.List(next.Directory, directories: false).Where(IsDockerfile))
            {
                count++;
                yield return Path.Combine(root, next.Directory, name);
            }

            foreach (var name in next.Depth < MaximumDepth ? files.List(next.Directory, directories: true) : [])
            {
                if (name is ".docker" or ".devcontainer" or "build" || !SourceTree.IsForeign(name))
                    queue.Enqueue((FilePattern.Join(next.Directory, name), next.Depth + 1));
            }
        }
    }

    private static bool IsDockerfile(string name) =>
        !name.EndsWith(".dockerignore", StringComparison.OrdinalIgnoreCase)
        && !name.EndsWith(".bak", StringComparison.Ordinal)
        && (name.StartsWith("Dockerfile", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".Dockerfile", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("Containerfile", StringComparison.Ordinal));

    private static IEnumerable<string> Sources(string path)
    {
        try
        {
            if (new FileInfo(path).Length is 0 or > MaximumSize)
                return [];
            return [.. Dockerfile.Read(path).Instructions.SelectMany(Sources)];
        }
        // Other tools use the name for files that are no Dockerfiles.
        catch (Exception exception) when (exception is DockerfileParseException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static IEnumerable<string> Sources(Instruction instruction) => instruction switch
    {
        CopyInstruction { From: not null } => [],
        TransferInstruction copy => copy.ExpandedSources.Where(source => !source.Contains("://", StringComparison.Ordinal)),
        RunInstruction run => run.Mounts.OfType<BindRunMount>().Where(mount => mount.From is null).Select(mount => mount.Source ?? "")
            .Concat(Words(run.Command)),
        CmdInstruction cmd => Words(cmd.Command),
        EntrypointInstruction entrypoint => Words(entrypoint.Command),
        HealthcheckInstruction { Command: { } command } => Words(command),
        _ => [],
    };

    /// <summary>Words that may be paths: a command runs a script or reads a file that <c>COPY . .</c> has copied.</summary>
    private static IEnumerable<string> Words(CommandLine command) => command.Words.SelectMany(word => word.Split(s_separators,
        StringSplitOptions.RemoveEmptyEntries))
        .Where(word => word.Length > 1 && !word.StartsWith('-') && !word.StartsWith('/') && word != "..")
        .Where(word => word.Contains('/') || word.Contains('.') || word is "docs" or "doc" or "tests" or "test");
}
