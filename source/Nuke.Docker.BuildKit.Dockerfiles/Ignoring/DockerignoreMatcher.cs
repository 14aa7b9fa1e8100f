using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

/// <summary>Decides as BuildKit does which paths an ignore file excludes from the build context. This type is thread-safe.</summary>
public sealed class DockerignoreMatcher
{
    /// <summary>Creates a matcher for the rules of a file.</summary>
    /// <param name="file">The rules.</param>
    /// <param name="windows">
    /// True if the docker client runs on Windows, where a backslash separates directories instead of escaping; <c>null</c> for the system of this process.
    /// </param>
    public DockerignoreMatcher(DockerignoreFile file, bool? windows = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        File = file;
        Patterns = [.. file.Rules.Select(rule => new IgnorePattern(rule, file.Path, windows ?? OperatingSystem.IsWindows()))];
    }

    /// <summary>The file with the rules.</summary>
    public DockerignoreFile File { get; }

    internal IgnorePattern[] Patterns { get; }

    /// <summary>Decides about a path, which need not exist. A rule that excludes a directory excludes its content, unless a later rule includes it.</summary>
    /// <param name="path">The path in the context, without a leading slash: <c>app/main.py</c>.</param>
    /// <exception cref="DockerignoreException">A line that must be compared with the path is not a valid pattern.</exception>
    [Pure]
    public DockerignoreDecision Match(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var clean = GoPath.Clean(OperatingSystem.IsWindows() ? path.Replace('\\', '/') : path);
        // The context itself is always sent.
        if (clean == ".")
            return default;

        var state = MatchState.Root(this);
        for (var end = clean.IndexOf('/'); end >= 0; end = clean.IndexOf('/', end + 1))
            state = state.Enter(clean.AsSpan(0, end));
        return state.Match(clean);
    }

    /// <summary>Returns true if a path is excluded; see <see cref="Match"/>.</summary>
    [Pure]
    public bool Ignores(string path) => Match(path).Ignored;

    /// <summary>Returns a rule that excludes such a path, but only in the root of the context; <c>null</c> for none.</summary>
    internal DockerignoreRule? AnchoredFor(string path)
    {
        var clean = path.TrimEnd('/');
        var name = clean[(clean.LastIndexOf('/') + 1)..];
        return name.Length == clean.Length
            ? null
            : Patterns.FirstOrDefault(pattern =>
                !pattern.Keeps && !pattern.Rule.Pattern.Contains('/', StringComparison.Ordinal) && pattern.Matches(name))?.Rule;
    }

    /// <summary>Returns true if a rule includes this path itself, or something in it by name, not only a directory that contains it.</summary>
    internal bool Wants(string path)
    {
        var folder = $"{path.TrimEnd('/')}/";
        return Patterns.Any(pattern => pattern.Keeps
            && (pattern.Matches(path.TrimEnd('/')) || pattern.Rule.Pattern.StartsWith(folder, StringComparison.Ordinal)));
    }

    /// <summary>Returns true if a build excludes a path. Also returns true for an invalid ignore file, because the build reports that.</summary>
    internal static bool Ignores(string context, string? dockerfile, string path)
    {
        try
        {
            return new DockerignoreMatcher(DockerignoreFile.Find(context, dockerfile)).Ignores(path);
        }
        catch (DockerignoreException)
        {
            return true;
        }
    }
}
