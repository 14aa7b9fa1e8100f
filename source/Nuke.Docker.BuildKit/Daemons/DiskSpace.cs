using System.Globalization;
using System.Runtime.InteropServices;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Daemons;

/// <summary>
/// Disk space in the garbage collection of BuildKit: <c>512MB</c>, <c>50GB</c>, or a share of the disk, <c>10%</c>. As BuildKit reads it, <c>GB</c> is
/// 1024 × 1024 × 1024 bytes. Strings convert implicitly.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DiskSpace
{
    private static readonly string[] s_units = ["", "KB", "MB", "GB", "TB", "PB"];

    private DiskSpace(long bytes, int percent) => (Bytes, Percent) = (bytes, percent);

    /// <summary>The number of bytes; 0 if it is a share of the disk.</summary>
    public long Bytes { get; }

    /// <summary>The share of the disk, 1 to 100; 0 if it is a number of bytes.</summary>
    public int Percent { get; }

    /// <summary>Converts a number of bytes.</summary>
    public static implicit operator DiskSpace(long bytes) => new(bytes, 0);

    /// <inheritdoc cref="Parse"/>
    public static implicit operator DiskSpace(string text) => Parse(text);

    /// <summary>Reads a size or a percentage.</summary>
    /// <param name="text">The size: <c>50GB</c>, <c>10%</c>, or bytes without a unit.</param>
    /// <param name="setting">The name of the setting in messages.</param>
    /// <exception cref="InvalidSettingException">The text is neither, or the percentage is not between 1 and 100.</exception>
    public static DiskSpace Parse(string text, string setting = "size")
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.EndsWith('%'))
            return new(ByteSize.ParseBinary(text, setting).Bytes, 0);
        return int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var percent) && percent is >= 1 and <= 100
            ? new(0, percent)
            : throw new InvalidSettingException(setting, $"'{text}' is not a share of the disk; write 1% to 100%");
    }

    /// <summary>The size in BuildKit's format: <c>50GB</c> or <c>10%</c>.</summary>
    public override string ToString()
    {
        if (Percent > 0)
            return $"{Percent.ToString(CultureInfo.InvariantCulture)}%";
        var (value, unit) = (Bytes, 0);
        while (value >= 1024 && value % 1024 == 0 && unit < s_units.Length - 1)
            (value, unit) = (value / 1024, unit + 1);
        return value.ToString(CultureInfo.InvariantCulture) + s_units[unit];
    }

    /// <summary>Returns whether this is surely less than another size; sizes and shares cannot be compared.</summary>
    internal bool IsBelow(DiskSpace other) => Percent == 0 == (other.Percent == 0) && (Bytes < other.Bytes || Percent < other.Percent);
}
