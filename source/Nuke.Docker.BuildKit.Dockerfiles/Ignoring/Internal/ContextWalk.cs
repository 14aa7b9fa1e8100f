using System.IO.Enumeration;

namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

/// <summary>One pass over a context.</summary>
internal sealed class ContextWalk(string root, CancellationToken cancellationToken)
{
    private const char Undecodable = '\uFFFD';

    private static readonly EnumerationOptions s_options = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false, RecurseSubdirectories = false };

    // Folders that are left out themselves: they are sent all the same as soon as something in them is.
    private readonly List<string> _waiting = [];

    public List<BuildContextEntry> Entries { get; } = [];

    public List<IgnoredEntry> Ignored { get; } = [];

    public List<BuildContextFault> Faults { get; } = [];

    public int Files { get; private set; }

    public long Bytes { get; private set; }

    public void Run(MatchState rules) => Walk(root, "", rules);

    private void Walk(string folder, string prefix, MatchState rules)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var item in List(folder, prefix))
        {
            if (item.Kind == BuildContextEntryKind.Folder)
                Enter(item, rules.Enter(item.Path));
            else
                Decide(item, rules.Match(item.Path));
        }
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
        // No longer among them: something below it was sent, and the folder with it.
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
            Faults.Add(new BuildContextFault(item.Path, "its name isn't UTF-8, and BuildKit refuses the build", "Rename it, or add it to .dockerignore with ? for each odd character"));
        if (item.Kind == BuildContextEntryKind.Folder)
            return;
        if (item.Kind == BuildContextEntryKind.File && ReadAccess.Missing(Path.Combine(root, item.Path)))
            Faults.Add(new BuildContextFault(item.Path, "it can't be read, and BuildKit sends it empty without a word", "Mend its permissions, or add it to .dockerignore"));
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
            Faults.Add(new BuildContextFault(prefix.TrimEnd('/'), "the folder can't be read, and BuildKit refuses the build", "Mend its permissions, or add it to .dockerignore"));
        }
        catch (DirectoryNotFoundException)
        {
            // Gone since its name was read; BuildKit takes no notice, either.
        }

        found.Sort(static (one, other) => string.CompareOrdinal(one.Path, other.Path));
        return found;
    }

    private static BuildContextEntry Entry(ref FileSystemEntry entry, string prefix)
    {
        var path = $"{prefix}{entry.FileName}";
        // A link to a folder calls itself a folder, too.
        if (entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
            return new BuildContextEntry(path, BuildContextEntryKind.Link, 0);
        return entry.IsDirectory ? new BuildContextEntry(path, BuildContextEntryKind.Folder, 0) : new BuildContextEntry(path, BuildContextEntryKind.File, entry.Length);
    }
}
