using System.Runtime.CompilerServices;
using System.Text;
using Nuke.Common.IO;
using Nuke.Common.Utilities;

namespace Nuke.Common.Tooling;

/// <summary>
/// Builds arguments from an interpolated string: a value with spaces is quoted, <c>{value:nq}</c> is not,
/// <c>{value:r}</c> is redacted in the log.
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

    public static implicit operator ArgumentStringHandler(string value)
    {
        var handler = new ArgumentStringHandler(value.Length, 0, out _);
        handler.AppendLiteral(value);
        return handler;
    }

    public readonly void AppendLiteral(string value) => arguments.Append(value);

    public readonly void AppendFormatted(object? obj, int alignment = 0, string? format = null)
    {
        var text = obj is IAbsolutePathHolder holder ? holder.Path.ToString() : obj is IFormattable formattable && format is not ("r" or "nq")
            ? formattable.ToString(format, null)
            : obj?.ToString() ?? "";
        if (format == "r")
            secrets.Add(text);
        else if (format != "nq" && !text.IsSingleQuoted())
            text = text.DoubleQuoteIfNeeded();
        arguments.Append(alignment < 0 ? text.PadRight(-alignment) : text.PadLeft(alignment));
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

    public readonly string ToStringAndClear()
    {
        var text = arguments.ToString();
        arguments.Clear();
        return text;
    }

    /// <summary>Replaces the redacted values in a text.</summary>
    public readonly Func<string, string> GetFilter()
    {
        var values = secrets;
        return text => values.Aggregate(text, (x, secret) => secret.Length == 0 ? x : x.Replace(secret, "[REDACTED]", StringComparison.Ordinal));
    }
}
