using System.Text;
using Nuke.Common.Utilities;
using Serilog.Events;
using Serilog.Parsing;

namespace Nuke.Common.Logging;

internal static class LogText
{
    public static (string Name, TextStyle Style) Level(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose => ("VRB", TextStyle.Muted),
        LogEventLevel.Debug => ("DBG", TextStyle.Plain),
        LogEventLevel.Information => ("INF", TextStyle.Information),
        LogEventLevel.Warning => ("WRN", TextStyle.Warning),
        LogEventLevel.Error => ("ERR", TextStyle.Error),
        _ => ("FTL", TextStyle.Error),
    };

    /// <summary>The message, with strings as they are and not in quotes.</summary>
    public static string Render(LogEvent logEvent)
    {
        var text = new StringBuilder();
        using var writer = new StringWriter(text);
        foreach (var token in logEvent.MessageTemplate.Tokens)
        {
            if (token is PropertyToken property
                && logEvent.Properties.TryGetValue(property.PropertyName, out var value)
                && value is ScalarValue { Value: string plain }
                && property.Alignment == null)
                text.Append(plain);
            else
                token.Render(logEvent.Properties, writer);
        }

        return text.ToString();
    }

    /// <summary>Returns the text below the message: the stack trace if it helps, otherwise the exception's own message.</summary>
    public static string? Details(Exception? exception, Verbosity verbosity)
    {
        if (exception == null)
            return null;
        return verbosity == Verbosity.Verbose || IsMistakeInCode(exception.Unwrap()) ? exception.ToString() : exception.Unwrap().Message;
    }

    /// <summary>Exceptions that help the author of a build rather than its user: their message is useless without the line.</summary>
    public static bool IsMistakeInCode(Exception exception)
        => exception is NullReferenceException or IndexOutOfRangeException or InvalidCastException or KeyNotFoundException
            or ArgumentNullException or ArgumentOutOfRangeException or StackOverflowException or NotImplementedException;
}
