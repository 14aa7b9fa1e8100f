using Nuke.Docker.BuildKit.Arguments;

namespace Nuke.Docker.BuildKit.Settings;

/// <summary>One cache location of a build, as <c>type=…,key=value,…</c>.</summary>
public abstract record CacheEntry : IArgumentValue
{
    /// <summary>Name of the backend: <c>local</c>, <c>registry</c>.</summary>
    public abstract string Type { get; }

    /// <summary>First buildx that honours all of this entry's attributes; older ones ignore some without a word. <c>null</c> where any will do.</summary>
    public virtual Version? MinimumBuildx => null;

    /// <summary>First BuildKit that honours all of this entry's attributes; older ones ignore some without a word. <c>null</c> where any will do.</summary>
    public virtual Version? MinimumBuildKit => null;

    /// <summary>What two entries that would write one place have in common, comparable as text. <c>null</c> where the entry has no place of its own, or nobody can tell.</summary>
    internal virtual string? Location => null;

    /// <inheritdoc/>
    public Argument ToArgument()
    {
        var csv = new CsvWriter().Add("type", Type);
        Write(csv);
        return csv.ToArgument();
    }

    /// <summary>The entry as a log may show it.</summary>
    public sealed override string ToString() => ToArgument().ToString();

    /// <summary>Adds the attributes that follow <c>type</c>.</summary>
    protected abstract void Write(CsvWriter _);

    /// <summary>The newest of the versions that apply.</summary>
    private protected static Version? Newest(params ReadOnlySpan<Version?> versions)
    {
        Version? newest = null;
        foreach (var version in versions)
        {
            if (version is not null && (newest is null || version > newest))
                newest = version;
        }

        return newest;
    }
}
