using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using Nuke.Common.Utilities;

namespace Nuke.Common.IO;

/// <summary>A normalized absolute path: no <c>.</c>, no <c>..</c>, no separator at its end, the platform's separators.</summary>
[TypeConverter(typeof(TypeConverter))]
public partial class AbsolutePath : IAbsolutePathHolder, IFormattable
{
    public const string DoubleQuote = "d";
    public const string DoubleQuoteIfNeeded = "dn";
    public const string SingleQuote = "s";
    public const string SingleQuoteIfNeeded = "sn";
    public const string NoQuotes = "nq";

    private static readonly StringComparison Comparison
        = OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    private readonly string path;

    private AbsolutePath(string path) => this.path = path;

    /// <summary>File or folder name with extension; empty for a root.</summary>
    public string Name => System.IO.Path.GetFileName(path);
    public string NameWithoutExtension => System.IO.Path.GetFileNameWithoutExtension(path);

    /// <summary>The extension with its dot; empty if the path has none.</summary>
    public string Extension => System.IO.Path.GetExtension(path);

    /// <summary><c>null</c> for a root.</summary>
    public AbsolutePath? Parent => System.IO.Path.GetDirectoryName(path) is { Length: > 0 } parent ? new AbsolutePath(parent) : null;

    AbsolutePath IAbsolutePathHolder.Path => this;

    /// <exception cref="ArgumentException">The path is not absolute, or leads above its root.</exception>
    public static AbsolutePath Create(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!System.IO.Path.IsPathFullyQualified(path))
            throw new ArgumentException($"'{path}' is not an absolute path");
        return new AbsolutePath(PathConstruction.NormalizePath(path));
    }

    [return: NotNullIfNotNull(nameof(path))]
    public static implicit operator AbsolutePath?(string? path) => path == null ? null : Create(path);

    [return: NotNullIfNotNull(nameof(path))]
    public static implicit operator string?(AbsolutePath? path) => path?.path;

    /// <summary>Returns the path of a file or folder inside the folder; the folder itself for <c>null</c>.</summary>
    /// <exception cref="ArgumentException">The right side is absolute, or leads above the root.</exception>
    public static AbsolutePath operator /(AbsolutePath left, string? right) => Create(PathConstruction.Combine(left.path, right));

    /// <summary><c>path / ..</c> is the parent, <c>null</c> for a root; no other range is allowed.</summary>
    public static AbsolutePath operator /(AbsolutePath left, Range range)
    {
        Assert.True(range.Equals(Range.All), "Only '..' can follow '/'");
        return left.Parent!;
    }

    public static AbsolutePath operator +(AbsolutePath left, string right) => Create(left.path + right);

    public static bool operator ==(AbsolutePath? a, AbsolutePath? b) => ReferenceEquals(a, b) || (a is not null && b is not null && a.Equals(b));

    public static bool operator !=(AbsolutePath? a, AbsolutePath? b) => !(a == b);

    protected bool Equals(AbsolutePath other) => string.Equals(path, other?.path, Comparison);

    public override bool Equals(object? obj) => obj is AbsolutePath other && Equals(other);

    public override int GetHashCode() => string.GetHashCode(path, Comparison);

    public override string ToString() => path;

    /// <summary>Returns the path, quoted according to the format; unquoted without a format.</summary>
    public string ToString(string? format) => ((IFormattable)this).ToString(format, null);

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => format switch
    {
        null or NoQuotes => path,
        DoubleQuote => path.DoubleQuote(),
        DoubleQuoteIfNeeded => path.DoubleQuoteIfNeeded(),
        SingleQuote => path.SingleQuote(),
        SingleQuoteIfNeeded => path.SingleQuoteIfNeeded(),
        _ => throw new ArgumentException($"'{format}' is not a format of a path; the formats are d, dn, s, sn and nq"),
    };
}
