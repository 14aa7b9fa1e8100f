using System.Globalization;

namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>The state of a working copy: its last tag, and what has changed since.</summary>
/// <param name="Tag">The tag; null: there is none.</param>
/// <param name="Distance">The number of commits since the tag, or all of them.</param>
/// <param name="Commit">The abbreviated hash of the last commit; null: there is no commit.</param>
/// <param name="Dirty">True if a tracked file differs from the last commit.</param>
internal sealed record GitDescription(string? Tag, int Distance, string? Commit, bool Dirty)
{
    /// <summary>True if the last commit has the tag, and no tracked file has changed.</summary>
    public bool IsExact => Distance == 0 && !Dirty;

    /// <summary>Reads <c>v1.4.0-3-gabc1234-dirty</c>, the output of <c>git describe --long --dirty</c>; null: it has another form.</summary>
    public static GitDescription? Parse(string text)
    {
        text = text.Trim();
        var dirty = text.EndsWith("-dirty", StringComparison.Ordinal);
        if (dirty)
            text = text[..^"-dirty".Length];
        var parts = text.Split('-');
        return parts.Length >= 3 && parts[^1].StartsWith('g') && int.TryParse(parts[^2], NumberStyles.None, CultureInfo.InvariantCulture, out var distance)
            ? new(string.Join('-', parts[..^2]), distance, parts[^1][1..], dirty)
            : null;
    }
}
