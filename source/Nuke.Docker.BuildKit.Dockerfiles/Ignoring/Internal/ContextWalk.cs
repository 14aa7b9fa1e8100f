using System.IO.Enumeration;
using System.Runtime.ExceptionServices;

namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

/// <summary>Walks a context once, on all processors.</summary>
internal sealed class ContextWalk(string root, CancellationToken cancellationToken)
{
    private const char Undecodable = '\uFFFD';
    private const string CorrectPermissions = "Correct its permissions, or add it to .dockerignore";

    private static readonly EnumerationOptions s_options =
        new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false, RecurseSubdirectories = false };

    // Excluded directories, which are sent as soon as an entry in them is.
    private readonly List<string> _waiting = [];

    private ExceptionDispatchInfo? _failure;

    public List<BuildContextEntry> Entries { get; } = [];

    public List<IgnoredEntry> Ignored { get; } = [];

    public List<BuildContextFault> Faults { get; } = [];

    public int Files { get; private set; }

    public long Bytes { get; private set; }

    public void Run(MatchState rules) => Walk(root, "", rules);

    private void Walk(string folder, string prefix, MatchState rules)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var items = List(folder, prefix);
        var parts = Parts(items, rules);
        var next = 0;
        foreach (var item in items)
        {
            if (item.Kind != BuildContextEntryKind.Folder)
                Decide(item, rules.Match(item.Path));
            else if (parts.Length > 0)
                Add(parts[next++]);
            else
                Enter(item, rules.Enter(item.Path));
        }
    }

    // Walks several directories at the same time. They only depend on each other if a directory above waits for the first entry that is sent.
    private ContextWalk[] Parts(List<BuildContextEntry> items, MatchState rules)
    {
        List<BuildContextEntry> folders = _waiting.Count == 0 ? items.FindAll(item => item.Kind == BuildContextEntryKind.Folder) : [];
        if (folders.Count < 2)
            return [];
        var parts = new ContextWalk[folders.Count];
        Parallel.For(0, parts.Length, index => parts[index] = Part(folders[index], rules));
        return parts;
    }

    private ContextWalk Part(BuildContextEntry folder, MatchState rules)
    {
        var walk = new ContextWalk(root, cancellationToken);
        try
        {
            walk.Enter(folder, rules.Enter(folder.Path));
        }
        catch (Exception failure)
        {
            // Thrown when the walk would have reached it, so that the first failure is reported.
            walk._failure = ExceptionDispatchInfo.Capture(failure);
        }

        return walk;
    }

    private void Add(ContextWalk part)
    {
        part._failure?.Throw();
        Entries.AddRange(part.Entries);
        Ignored.AddRange(part.Ignored);
        Faults.AddRange(part.Faults);
        Files += part.Files;
        Bytes += part.Bytes;
    }

    private void Enter(BuildContextEntry folder, MatchState rules)
    {
        var below = $"{folder.Path}/";
        var waiting = _waiting.Count;
        if (!rules.Decision.Ignored)
        {
            Send(folder);
            Walk(Path.Combine(root, folder.Path), below, rules);
            return;
        }

        Ignored.Add(new IgnoredEntry(folder.Path, Folder: true, rules.Decision.Rule!));
        if (!rules.CanKeepBelow(below))
            return;

        var place = Ignored.Count - 1;
        _waiting.Add(folder.Path);
        Walk(Path.Combine(root, folder.Path), below, rules);
        // The directory was sent, because an entry in it was.
        if (_waiting.Count <= waiting)
            Ignored.RemoveAt(place);
        else
            _waiting.RemoveAt(waiting);
    }

    private void Decide(BuildContextEntry item, DockerignoreDecision decision)
    {
        if (decision.Ignored)
            Ignored.Add(new IgnoredEntry(item.Path, Folder: false, decision.Rule!));
        else
            Send(item);
    }

    private void Send(BuildContextEntry item)
    {
        foreach (var folder in _waiting)
            Entries.Add(new BuildContextEntry(folder, BuildContextEntryKind.Folder, 0));
        _waiting.Clear();
        Entries.Add(item);
        if (item.Path.Contains(Undecodable) && !Path.Exists(Path.Combine(root, item.Path)))
        {
            const string Cure = "Rename it, or add it to .dockerignore with ? for each invalid character";
            Faults.Add(new BuildContextFault(item.Path, "its name is not UTF-8, and BuildKit fails the build", Cure));
        }

        if (item.Kind == BuildContextEntryKind.Folder)
            return;
        if (item.Kind == BuildContextEntryKind.File && ReadAccess.Missing(Path.Combine(root, item.Path)))
            Faults.Add(new BuildContextFault(item.Path, "it cannot be read, and BuildKit sends it as an empty file without an error", CorrectPermissions));
        Files++;
        Bytes += item.Bytes;
    }

    private List<BuildContextEntry> List(string folder, string prefix)
    {
        var found = new List<BuildContextEntry>();
        try
        {
            found.AddRange(new FileSystemEnumerable<BuildContextEntry>(folder, (ref FileSystemEntry entry) => Entry(ref entry, prefix), s_options));
        }
        catch (UnauthorizedAccessException)
        {
            Faults.Add(new BuildContextFault(prefix.TrimEnd('/'), "the directory cannot be read, and BuildKit fails the build", CorrectPermissions));
        }
        catch (DirectoryNotFoundException)
        {
            // Removed after its name was read. BuildKit ignores that, too.
        }

        found.Sort(static (one, other) => string.CompareOrdinal(one.Path, other.Path));
        return found;
    }

    private static BuildContextEntry Entry(ref FileSystemEntry entry, string prefix)
    {
        var path = string.Concat(prefix, entry.FileName);
        // A link to a directory has the attribute of a directory, too.
        if (entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
            return new BuildContextEntry(path, BuildContextEntryKind.Link, 0);
        return entry.IsDirectory
            ? new BuildContextEntry(path, BuildContextEntryKind.Folder, 0)
            : new BuildContextEntry(path, BuildContextEntryKind.File, entry.Length);
    }
}
