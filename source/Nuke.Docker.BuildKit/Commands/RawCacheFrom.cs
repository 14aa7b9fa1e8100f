using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>A cache to read by a backend that has no type of its own here. Attributes are passed on unchecked.</summary>
public sealed record RawCacheFrom : CacheFrom
{
    /// <summary>The backend's name and what follows it, in this order.</summary>
    public RawCacheFrom(string type, params IEnumerable<(string Key, string Value)> attributes)
    {
        Type = Required.Text(type, "--cache-from type");
        Attributes = [.. attributes];
    }

    /// <inheritdoc/>
    public override string Type { get; }

    /// <summary>Values of keys that name a secret, a token, a password or an access key are redacted in logs.</summary>
    public ImmutableArray<(string Key, string Value)> Attributes { get; }

    /// <inheritdoc/>
    protected override void Write(CsvWriter _) => RawAttributes.Write(_, Attributes);
}
