using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Builds;

/// <summary>
/// Excludes the files that a build writes by itself, such as reports and logs, from the build contexts that contain them. Otherwise each build changes an
/// input of the next one: <c>COPY . .</c> and all steps after it run again.
/// </summary>
public static class OwnFilesIgnore
{
    private const string Comment = "Written by each build";

    /// <summary>Adds the files to the ignore file of a build whose Dockerfile copies them, each once.</summary>
    /// <param name="build">The build. Its paths are relative to its working directory.</param>
    /// <param name="ownPaths">Files and folders that builds write.</param>
    /// <returns>The changed files, with the lines that were added. Empty: nothing was changed.</returns>
    /// <exception cref="IOException">The ignore file cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">The ignore file cannot be read or written.</exception>
    public static ImmutableList<(string File, string Line)> Update(BuildxBuildSettings build, IEnumerable<string> ownPaths)
    {
        ArgumentNullException.ThrowIfNull(build);
        var own = Copied(build, ownPaths);
        // An ignored file leaves its folder in the context, which must not appear with the first build.
        foreach (var path in own)
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(build.ContextFolder()!, path))!);
        List<string> lines = [.. own.Where(path => !IsIgnored(build, path))];
        if (lines.Count == 0)
            return [];
        var file = DockerignoreFile.PathFor(build.ContextFolder()!, build.DockerfilePath());
        return [.. IgnoreFileEditor.AddOnce(file, lines, Comment).Select(added => (file, added))];
    }

    /// <summary>Returns the lines that the ignore file of a build lacks. Empty: the Dockerfile copies none of the files, or they are ignored.</summary>
    public static ImmutableList<string> Missing(BuildxBuildSettings build, IEnumerable<string> ownPaths)
    {
        ArgumentNullException.ThrowIfNull(build);
        ArgumentNullException.ThrowIfNull(ownPaths);
        return [.. Copied(build, ownPaths).Where(path => !IsIgnored(build, path))];
    }

    private static bool IsIgnored(BuildxBuildSettings build, string path) => DockerignoreMatcher.Ignores(build.ContextFolder()!, build.DockerfilePath(), path);

    private static IReadOnlyList<string> Copied(BuildxBuildSettings build, IEnumerable<string> ownPaths)
    {
        if (build.ContextFolder() is not { } context || !Directory.Exists(context) || build.DockerfilePath() is not { } path || !File.Exists(path))
            return [];
        try
        {
            var sources = Sources(Dockerfile.Read(path)).ToList();
            return
            [
                .. ownPaths.Select(own => RelativePaths.Below(context, own)).OfType<string>()
                    .Where(own => sources.Exists(source => Copies(source, own))),
            ];
        }
        catch (DockerException)
        {
            // The build reports a Dockerfile that cannot be read.
            return [];
        }
    }

    // A bind mount without a source is the whole context.
    private static IEnumerable<string> Sources(Dockerfile dockerfile) => dockerfile.Instructions.SelectMany(instruction => instruction switch
    {
        CopyInstruction { From: not null } => [],
        TransferInstruction transfer => transfer.ExpandedSources,
        RunInstruction run => run.Flags.Where(flag => flag.Name == "--mount").Select(flag => flag.Value ?? "").Where(IsBindOfContext).Select(SourceOf),
        _ => Enumerable.Empty<string>(),
    });

    private static bool IsBindOfContext(string mount) =>
        (mount.Contains("type=bind", StringComparison.Ordinal) || !mount.Contains("type=", StringComparison.Ordinal))
        && !mount.Contains("from=", StringComparison.Ordinal);

    private static string SourceOf(string mount) =>
        mount.Split(',').Select(field => field.Split('=', 2)).FirstOrDefault(field => field[0] is "source" or "src") is [_, var source] ? source : ".";

    private static bool Copies(string source, string own)
    {
        var clean = source.TrimStart('.').Trim('/');
        // A pattern may match anything in its folder.
        var star = clean.AsSpan().IndexOfAny('*', '?', '[');
        if (star >= 0)
            clean = clean[..star].TrimEnd('/');
        // ".nuke" lost its dot above.
        return clean.Length == 0 || own == clean || $"{own.TrimStart('.')}/".StartsWith($"{clean}/", StringComparison.Ordinal);
    }
}
