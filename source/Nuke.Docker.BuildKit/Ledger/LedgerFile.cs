using System.Globalization;

namespace Nuke.Docker.BuildKit.Ledger;

/// <summary>An entry of a build context as a build read it.</summary>
/// <param name="Path">The path in the context, with forward slashes.</param>
/// <param name="Kind">The kind: <c>f</c> file, <c>d</c> directory, <c>l</c> link, <c>o</c> anything else.</param>
/// <param name="Mode">The permissions.</param>
/// <param name="Digest">
/// The SHA-256 of the content and the extended attributes of a file, the target of a link; empty for others. <c>?</c>: the file can't be read.
/// </param>
internal sealed record LedgerFile(string Path, char Kind, uint Mode, string Digest)
{
    /// <summary>True if the content has changed since the file got its size and its time, so that buildx may not send it. Not part of the file.</summary>
    public bool IsHidden { get; init; }

    /// <summary>True if the file can't be read.</summary>
    public bool IsUnreadable => Digest == "?";

    /// <summary>The permissions as an octal number.</summary>
    public string Octal => Convert.ToString(Mode, 8).PadLeft(4, '0');

    /// <summary>Returns the line of the ledger: kind, permissions, digest, path.</summary>
    public string ToLine() => Kind == 'l'
        ? string.Create(CultureInfo.InvariantCulture, $"l {Octal} - {Path}\t{Digest}")
        : string.Create(CultureInfo.InvariantCulture, $"{Kind} {Octal} {(Digest.Length == 0 ? "-" : Digest)} {Path}");

    /// <summary>Reads a line; <c>null</c> if it isn't one.</summary>
    public static LedgerFile? Parse(string line)
    {
        var parts = line.Split(' ', 4);
        if (parts.Length < 4 || parts[0].Length != 1)
            return null;
        try
        {
            var mode = Convert.ToUInt32(parts[1], 8);
            if (parts[0] != "l")
                return new LedgerFile(parts[3], parts[0][0], mode, parts[2] == "-" ? "" : parts[2]);
            var tab = parts[3].IndexOf('\t', StringComparison.Ordinal);
            return tab < 0 ? null : new LedgerFile(parts[3][..tab], 'l', mode, parts[3][(tab + 1)..]);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or OverflowException)
        {
            return null;
        }
    }
}
