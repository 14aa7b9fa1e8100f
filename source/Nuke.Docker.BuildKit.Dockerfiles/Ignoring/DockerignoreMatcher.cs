using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

/// <summary>Says what an ignore file keeps out of the build context, as BuildKit does. Safe to use from several threads.</summary>
public sealed class DockerignoreMatcher
{
    /// <summary>Prepares the rules of a file.</summary>
    /// <param name="file">The rules.</param>
    /// <param name="windows">Whether the docker client runs on Windows, where a backslash separates folders instead of escaping. Null: as this process does.</param>
    public DockerignoreMatcher(DockerignoreFile file, bool? windows = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        File = file;
        Patterns = [.. file.Rules.Select(rule => new IgnorePattern(rule, file.Path, windows ?? OperatingSystem.IsWindows()))];
    }

    /// <summary>Where the rules are from.</summary>
    public DockerignoreFile File { get; }

    internal IgnorePattern[] Patterns { get; }

    /// <summary>What becomes of a path, which need not exist. What keeps a folder out keeps out all that is in it, unless a later line takes it back.</summary>
    /// <param name="path">Within the context, without a leading slash: <c>app/main.py</c>.</param>
    /// <exception cref="DockerignoreException">A line that the path had to be compared with can't be.</exception>
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

    /// <summary>Whether a path is kept out; see <see cref="Match"/>.</summary>
    [Pure]
    public bool Ignores(string path) => Match(path).Ignored;

    /// <summary>A line that names such a thing, but only at the context's root; null where there is none.</summary>
    internal DockerignoreRule? AnchoredFor(string path)
    {
        var clean = path.TrimEnd('/');
        var name = clean[(clean.LastIndexOf('/') + 1)..];
        return name.Length == clean.Length ? null : Patterns.FirstOrDefault(pattern => !pattern.Keeps && !pattern.Rule.Pattern.Contains('/', StringComparison.Ordinal) && pattern.Matches(name))?.Rule;
    }

    /// <summary>Whether a line takes just this in, by its own name or pattern, and not with a folder around it.</summary>
    internal bool Wants(string path) => Patterns.Any(pattern => pattern.Keeps && pattern.Matches(path.TrimEnd('/')));

    /// <summary>Whether a build keeps a path out. With a file that can't be used there is no build, which others tell of: then yes.</summary>
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
