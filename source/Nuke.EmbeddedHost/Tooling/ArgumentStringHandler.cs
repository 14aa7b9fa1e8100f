using System.Runtime.CompilerServices;
using System.Text;
using Nuke.Common.IO;
using Nuke.Common.Utilities;
using Serilog;

namespace Nuke.Common.Tooling;

/// <summary>
/// Builds arguments from an interpolated string: a text or path with spaces is quoted, <c>{value:nq}</c> is not, <c>{value:r}</c> is redacted
/// in the log. Other values are inserted as they print.
/// </summary>
[InterpolatedStringHandler]
public ref struct ArgumentStringHandler
{
    private readonly StringBuilder arguments;
    private readonly List<string> secrets = [];

#pragma warning disable IDE0060 // The compiler passes the count.
    public ArgumentStringHandler(int literalLength, int formattedCount, out bool handlerIsValid)
    {
        arguments = new StringBuilder(literalLength);
        handlerIsValid = true;
    }
#pragma warning restore IDE0060

    /// <summary>Treats the text as one interpolated value, which is quoted if it contains spaces.</summary>
    public static implicit operator ArgumentStringHandler(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Contains(' ', StringComparison.Ordinal) && value.Contains('"', StringComparison.Ordinal) && !value.IsDoubleQuoted())
        {
            Log.Warning(
                "The arguments {Arguments:l} hold a space and a quote, and so become a single argument. Pass them as an interpolated string: $\"…\"",
                value);
        }

        var handler = new ArgumentStringHandler(value.Length, 1, out _);
        handler.AppendFormatted(value);
        return handler;
    }

    public readonly void AppendLiteral(string value) => arguments.Append(value);

    /// <exception cref="ArgumentNullException">The value is <c>null</c>.</exception>
    public readonly void AppendFormatted(object? obj, int alignment = 0, string? format = null)
    {
        ArgumentNullException.ThrowIfNull(obj);
        if (obj is IAbsolutePathHolder holder)
            Append(holder.Path.ToString(format ?? AbsolutePath.DoubleQuoteIfNeeded), alignment);
        else if (obj is not string text)
            Append(obj.ToString() ?? "", alignment);
        else if (format == "r" || format == "nq" || text.IsDoubleQuoted() || text.IsSingleQuoted())
            Append(text, alignment);
        else
            Append(text.DoubleQuoteIfNeeded(), alignment);

        if (format == "r" && obj is string secret)
            secrets.Add(secret);
    }

    public readonly void AppendFormatted(IEnumerable<IAbsolutePathHolder> paths, int alignment = 0, string? format = null)
    {
        var first = true;
        foreach (var path in paths)
        {
            if (!first)
                arguments.Append(' ');
            AppendFormatted((object)path, alignment, format);
            first = false;
        }
    }

    /// <summary>The arguments; without the quotes around them if they are nothing but one quoted value.</summary>
    public readonly string ToStringAndClear()
    {
        var text = arguments.ToString();
        arguments.Clear();
        return text.IsDoubleQuoted() && text.IndexOf('"', 1) == text.Length - 1 ? text[1..^1] : text;
    }

    /// <summary>Replaces the redacted values in a text.</summary>
    public readonly Func<string, string> GetFilter()
    {
        var values = secrets;
        return text => values.Aggregate(text, (x, secret) => secret.Length == 0 ? x : x.Replace(secret, "[REDACTED]", StringComparison.Ordinal));
    }

    private readonly void Append(string text, int alignment) => arguments.Append(alignment < 0 ? text.PadRight(-alignment) : text.PadLeft(alignment));
}
