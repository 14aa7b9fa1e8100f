using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>One cache location of a build, as <c>type=…,key=value,…</c>.</summary>
public abstract record CacheEntry : IArgumentValue
{
    /// <summary>Name of the backend: <c>local</c>, <c>registry</c>.</summary>
    public abstract string Type { get; }

    /// <summary>Location as text, for comparison and messages. <c>null</c> if the entry has no location or it is unknown.</summary>
    internal virtual string? Location => null;

    /// <summary>Locations of all names of the entry.</summary>
    internal virtual ImmutableArray<string> Locations => Location is { } location ? [location] : [];

    /// <inheritdoc/>
    public Argument ToArgument()
    {
        var csv = new CsvWriter().Add("type", Type);
        Write(csv);
        return csv.ToArgument();
    }

    /// <summary>Returns the entry for logs, with secrets redacted.</summary>
    public sealed override string ToString() => ToArgument().ToString();

    /// <summary>Adds the attributes that follow <c>type</c>.</summary>
    protected abstract void Write(CsvWriter _);
}
