using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>One cache location of a build, as <c>type=…,key=value,…</c>.</summary>
public abstract record CacheEntry : IArgumentValue
{
    /// <summary>Name of the backend: <c>local</c>, <c>registry</c>.</summary>
    public abstract string Type { get; }

    /// <summary>Where it is, comparable as text and fit for a message. <c>null</c> where the entry has no place of its own, or nobody can tell.</summary>
    internal virtual string? Location => null;

    /// <summary>The same for each of its names, where an entry can have several.</summary>
    internal virtual ImmutableArray<string> Locations => Location is { } location ? [location] : [];

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
}
