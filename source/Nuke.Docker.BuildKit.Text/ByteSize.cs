using System.Globalization;

namespace Nuke.Docker.BuildKit.Text;

/// <summary>
/// A size in bytes, in docker's format: <c>512m</c>, <c>1.5GB</c>, <c>405.4kB</c>. Docker uses multiples of 1024 for memory and <c>--shm-size</c>, and
/// multiples of 1000 for disks and transfers: the same text means two sizes.
/// </summary>
/// <param name="Bytes">The number of bytes; -1 for unlimited.</param>
public readonly record struct ByteSize(long Bytes) : IArgumentValue, IComparable<ByteSize>
{
    private const string Letters = "kmgtp";
    private static readonly string[] s_decimal = ["B", "kB", "MB", "GB", "TB", "PB", "EB"];
    private static readonly string[] s_binary = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

    /// <summary>Converts a number of bytes.</summary>
    public static implicit operator ByteSize(long bytes) => new(bytes);

    /// <summary>Converts a size as flags do: <c>64m</c> is 64 × 1024 × 1024 bytes; <c>-1</c> is unlimited, for <c>--memory-swap</c>.</summary>
    public static implicit operator ByteSize(string text) => text == "-1" ? new(-1) : ParseBinary(text);

    public static bool operator <(ByteSize left, ByteSize right) => left.Bytes < right.Bytes;

    public static bool operator >(ByteSize left, ByteSize right) => left.Bytes > right.Bytes;

    public static bool operator <=(ByteSize left, ByteSize right) => left.Bytes <= right.Bytes;

    public static bool operator >=(ByteSize left, ByteSize right) => left.Bytes >= right.Bytes;

    /// <summary>
    /// Reads a size of memory as docker does, in multiples of 1024 for all units (<c>k</c>, <c>kb</c>, <c>KiB</c>). Without a unit it is in bytes.
    /// </summary>
    /// <param name="text">The size. Case is ignored; one space may precede the unit.</param>
    /// <param name="setting">The name of the setting in messages.</param>
    /// <exception cref="InvalidSettingException">The text is not a size, is negative, or exceeds 64 bits.</exception>
    public static ByteSize ParseBinary(string text, string setting = "size") => Parse(text, 1024, setting);

    /// <summary>Reads a size of an image or cache as docker does, in multiples of 1000. Without a unit it is in bytes.</summary>
    /// <inheritdoc cref="ParseBinary"/>
    public static ByteSize ParseDecimal(string text, string setting = "size") => Parse(text, 1000, setting);

    /// <summary>Returns the size in multiples of 1024, with four significant digits: <c>1.5GiB</c>.</summary>
    public string ToBinary() => Format(1024, s_binary);

    /// <summary>Returns the size in multiples of 1000, with four significant digits: <c>405.4kB</c>.</summary>
    public string ToDecimal() => Format(1000, s_decimal);

    /// <inheritdoc/>
    public int CompareTo(ByteSize other) => Bytes.CompareTo(other.Bytes);

    /// <summary>Returns the number of bytes, without a unit.</summary>
    public Argument ToArgument() => new(ToString());

    /// <summary>Returns the number of bytes, without a unit.</summary>
    public override string ToString() => Bytes.ToString(CultureInfo.InvariantCulture);

    private static ByteSize Parse(string text, int unit, string setting)
    {
        ArgumentNullException.ThrowIfNull(text);
        var end = text.AsSpan().LastIndexOfAnyInRange('0', '9') + 1;
        if (end < text.Length && text[end] == '.')
            end++;

        var suffix = text[end..].ToLowerInvariant();
        if (suffix.StartsWith(' '))
            suffix = suffix[1..];
        if (Power(suffix) is not { } power
            || !decimal.TryParse(text.AsSpan(0, end), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            throw new InvalidSettingException(setting, $"'{text}' is not a size; write a number of bytes, or one with a unit such as 512k, 64m or 1.5g");
        }

        for (; power > 0; power--)
        {
            if (number > long.MaxValue)
                break;
            number *= unit;
        }

        return number <= long.MaxValue ? new((long)number) : throw new InvalidSettingException(setting, $"'{text}' is more than 8 EiB");
    }

    // "k", "kb" and "kib" are the same to docker.
    private static int? Power(string suffix)
    {
        if (suffix is "" or "b")
            return 0;
        return Letters.IndexOf(suffix[0], StringComparison.Ordinal) is var index and >= 0 && suffix[1..] is "" or "b" or "ib" ? index + 1 : null;
    }

    private string Format(int unit, string[] units)
    {
        double size = Bytes;
        var index = 0;
        while (size >= unit && index < units.Length - 1)
        {
            size /= unit;
            index++;
        }

        return FourDigits(size) + units[index];
    }

    // Go's %.4g. Only 1000 to 1023 (of 1024) have four digits before the point.
    private static string FourDigits(double size) =>
        size.ToString(size >= 1000 ? "0" : size >= 100 ? "0.#" : size >= 10 ? "0.##" : "0.###", CultureInfo.InvariantCulture);
}
