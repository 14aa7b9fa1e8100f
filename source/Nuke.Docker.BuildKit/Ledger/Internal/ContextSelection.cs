using System.Text.RegularExpressions;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>The paths of a build context that an instruction reads.</summary>
internal sealed class ContextSelection
{
    private readonly List<string> _plain = [];
    private readonly List<Regex> _patterns = [];
    private readonly List<string> _prefixes = [];
    private readonly DockerignoreMatcher? _excludes;
    private bool _all;

    /// <param name="sources">The sources with variables and quotes resolved.</param>
    /// <param name="excludes">The values of <c>--exclude</c>, relative to each source.</param>
    public ContextSelection(IEnumerable<string> sources, IReadOnlyList<string>? excludes = null)
    {
        foreach (var source in sources)
            Add(PosixPath.Clean($"/{source}")[1..]);
        if (excludes is { Count: > 0 })
            _excludes = new DockerignoreMatcher(DockerignoreFile.Parse(string.Join('\n', excludes)));
    }

    private ContextSelection(IEnumerable<ContextSelection> parts)
    {
        foreach (var part in parts)
        {
            _all |= part._all;
            _plain.AddRange(part._plain);
            _patterns.AddRange(part._patterns);
            _prefixes.AddRange(part._prefixes);
        }
    }

    /// <summary>True if a pattern could not be read, so that the selection contains too much.</summary>
    public bool IsUncertain { get; private set; }

    public static ContextSelection All { get; } = new([""]);

    /// <summary>Returns a selection that contains everything that the parts contain, and may contain more.</summary>
    public static ContextSelection Union(IEnumerable<ContextSelection> parts) => new(parts);

    /// <summary>Returns true if the selection may contain a path or something below it.</summary>
    public bool MayContain(string path, bool isFolder)
    {
        if (_all)
            return true;
        foreach (var plain in _plain)
        {
            if (IsBelow(path, plain) || (isFolder && IsBelow(plain, path)))
                return true;
        }

        foreach (var prefix in _prefixes)
        {
            if (prefix.Length == 0 || IsBelow(path, prefix) || (isFolder && IsBelow(prefix, path)))
                return true;
        }

        return false;
    }

    /// <summary>Returns true if a source is a link or leads through one, or if a wildcard matches a link.</summary>
    public bool FollowsLink(IReadOnlyList<LedgerFile> files)
    {
        var links = Links(files);
        return links.Count > 0 && Roots(files).Exists(root => TargetOf(root, links) is not null);
    }

    /// <summary>Returns the entries that the selection contains, with those that links lead to.</summary>
    public IReadOnlyList<LedgerFile> Select(IReadOnlyList<LedgerFile> files)
    {
        if (_all && _excludes is null)
            return files;
        var roots = Roots(files);
        var selected = new List<LedgerFile>();
        foreach (var file in files)
        {
            if (roots.Any(root => Contains(root, file.Path)))
                selected.Add(file);
        }

        return selected;
    }

    /// <summary>
    /// Returns the entries with the names that BuildKit compares: relative to the source, whose own path decides nothing. With wildcards or links, the names
    /// are the whole paths.
    /// </summary>
    public IReadOnlyList<LedgerFile> SelectNamed(IReadOnlyList<LedgerFile> files)
    {
        if (_all || _patterns.Count > 0 || FollowsLink(files))
            return Select(files);
        var selected = new List<LedgerFile>();
        foreach (var root in _plain)
        {
            foreach (var file in files)
            {
                if (Contains(root, file.Path))
                    selected.Add(file with { Path = file.Path.Length == root.Length ? "" : file.Path[(root.Length + 1)..] });
            }
        }

        return selected;
    }

    /// <summary>Returns the path in the context that a link leads to.</summary>
    public static string TargetOf(LedgerFile link) =>
        TargetOf(link.Path, new Dictionary<string, string>(StringComparer.Ordinal) { [link.Path] = link.Digest })!;

    /// <summary>Returns true for a folder and everything in it; for an empty one, always.</summary>
    public static bool IsBelow(string path, string folder) =>
        folder.Length == 0
        || path == folder
        || (path.Length > folder.Length && path[folder.Length] == '/' && path.StartsWith(folder, StringComparison.Ordinal));

    private void Add(string source)
    {
        if (source.Length == 0)
            _all = true;
        if (!GoMatch.HasWildcard(source))
        {
            _plain.Add(source);
            return;
        }

        var wildcard = source.AsSpan().IndexOfAny("*?[\\");
        var slash = source.AsSpan(0, wildcard).LastIndexOf('/');
        _prefixes.Add(slash < 0 ? "" : source[..slash]);
        if (GoMatch.Compile(source) is { } pattern)
            _patterns.Add(pattern);
        else
            (_all, IsUncertain) = (true, true);
    }

    // A source that is a link is followed, so its target belongs to the selection.
    private List<string> Roots(IReadOnlyList<LedgerFile> files)
    {
        List<string> roots = [.. _plain];
        if (_patterns.Count > 0)
            roots.AddRange(files.Where(file => _patterns.Exists(pattern => pattern.IsMatch(file.Path))).Select(file => file.Path));
        if (_all)
            roots.Add("");
        var links = Links(files);
        for (var index = 0; index < roots.Count && links.Count > 0 && roots.Count < 1000; index++)
        {
            if (TargetOf(roots[index], links) is { } target && !roots.Contains(target))
                roots.Add(target);
        }

        return roots;
    }

    private static Dictionary<string, string> Links(IReadOnlyList<LedgerFile> files) =>
        files.Where(file => file.Kind == 'l').ToDictionary(file => file.Path, file => file.Digest, StringComparer.Ordinal);

    // Replaces the first link in a path by its target.
    private static string? TargetOf(string path, Dictionary<string, string> links)
    {
        for (var end = path.IndexOf('/', StringComparison.Ordinal); ; end = path.IndexOf('/', end + 1))
        {
            var part = end < 0 ? path : path[..end];
            if (links.TryGetValue(part, out var target))
            {
                var folder = part.LastIndexOf('/') is var slash and > 0 ? part[..slash] : "";
                var whole = target.StartsWith('/') ? target : $"/{folder}/{target}";
                return PosixPath.Clean($"{whole}{(end < 0 ? "" : path[end..])}")[1..];
            }

            if (end < 0)
                return null;
        }
    }

    private bool Contains(string root, string path)
    {
        if (!IsBelow(path, root))
            return false;
        if (_excludes is null || path.Length == root.Length)
            return true;
        return !_excludes.Ignores(root.Length == 0 ? path : path[(root.Length + 1)..]);
    }
}
