using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>A cache to read from a backend without a record of its own. Attributes are not checked.</summary>
public sealed record RawCacheFrom : CacheFrom
{
    /// <summary>Creates the entry from the name of the backend and its attributes, in this order.</summary>
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
    protected override void Write(CsvWriter _) => _.AddRaw(Attributes);
}
