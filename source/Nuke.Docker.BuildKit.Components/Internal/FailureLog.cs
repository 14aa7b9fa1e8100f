using System.Globalization;
using Nuke.Docker.BuildKit.Text.Faults;
using Nuke.Docker.BuildKit.Text.Redaction;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Parsing;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>
/// Filters the host's log so that failures are readable. NUKE logs "Target X has thrown an exception" with a stack, and only
/// this text reaches "Errors &amp; Warnings" and the CI server. If a value doesn't convert, it lists all arguments, secrets included.
/// Secrets in any text are redacted.
/// </summary>
internal sealed class FailureLog(ILogger host, INukeBuild build) : ILogEventSink, IDisposable
{
    private const string TargetProperty = "TargetName";
    private const string MemberProperty = "Member";
    private const string ThrownText = "has thrown an exception";

    // The lines of NUKE's message below which it lists the arguments or shows the variable.
    private static readonly string[] s_listings = ["Arguments were:", "Environment variable was:"];

    private static readonly MessageTemplate s_failed = Parse("Target {Target:l} failed: {Reason:l}");
    private static readonly MessageTemplate s_aborted = Parse("Target {Target:l} was aborted");
    private static readonly MessageTemplate s_notInjected = Parse("Could not inject a value for {Member:l}: {Reason:l}");

    private static readonly MessageTemplate s_shown = Parse("{Text:l}");

    private static ILogger? installed;

    // Parameters can be read only after the host has been set up.
    private readonly Lazy<Redactor> _redactor = new(() => new Redactor(GivenSecrets.Of(build)));

    /// <summary>Puts the filter before the log that the host has set up for this run, unless it is there.</summary>
    public static void Install(INukeBuild build)
    {
        if (!ReferenceEquals(Log.Logger, installed))
        {
            var filter = new FailureLog(Log.Logger, build);
            Log.Logger = installed = new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Sink(filter).CreateLogger();
        }
    }

    public void Emit(LogEvent logEvent) => host.Write(Redact(Rewrite(logEvent)));

    public void Dispose() => (host as IDisposable)?.Dispose();

    // Text of the host, of tools and of the build class may contain a secret.
    private LogEvent Redact(LogEvent logEvent)
    {
        var message = logEvent.RenderMessage(CultureInfo.InvariantCulture);
        var shown = _redactor.Value.Redact(message);
        var stack = logEvent.Exception?.ToString();
        var shownStack = stack is null ? null : _redactor.Value.Redact(stack);
        if (ReferenceEquals(message, shown) && ReferenceEquals(stack, shownStack))
            return logEvent;
        return ReferenceEquals(stack, shownStack)
            ? With(logEvent, logEvent.Level, logEvent.Exception, s_shown, ("Text", shown))
            : With(logEvent, logEvent.Level, null, s_shown, ("Text", $"{shown}{Environment.NewLine}{shownStack}"));
    }

    private LogEvent Rewrite(LogEvent logEvent)
    {
        if (logEvent.Exception is not { } exception)
            return logEvent;
        if (logEvent.MessageTemplate.Text.EndsWith(ThrownText, StringComparison.Ordinal) && Text(logEvent, TargetProperty) is { } target)
        {
            return IsCancellation(exception)
                ? With(logEvent, LogEventLevel.Warning, null, s_aborted, ("Target", target))
                : With(logEvent, logEvent.Level, Shown(exception), s_failed, ("Target", target), ("Reason", ReasonOf(exception)));
        }

        return s_listings.Any(exception.Message.Contains)
            ? With(
                logEvent,
                logEvent.Level,
                exception: null,
                s_notInjected,
                ("Member", Text(logEvent, MemberProperty) ?? "a member"),
                ("Reason", WithoutListing(exception.Message)))
            : logEvent;
    }

    // The stack trace of a failure that the libraries expect doesn't help a user.
    private Exception? Shown(Exception exception) => build.Verbosity != Verbosity.Verbose && IsForeseen(exception) ? null : exception;

    private static bool IsForeseen(Exception exception) =>
        exception is DockerException or IOException or UnauthorizedAccessException || exception.GetType().Assembly == typeof(FailureLog).Assembly;

    private static bool IsCancellation(Exception exception) => exception is OperationCanceledException { InnerException: not TimeoutException };

    private static string ReasonOf(Exception exception) => exception is AggregateException several
        ? string.Join(Environment.NewLine, several.Flatten().InnerExceptions.Select(inner => inner.Message))
        : exception.Message;

    private static string WithoutListing(string message)
    {
        var end = s_listings.Select(listing => message.IndexOf(listing, StringComparison.Ordinal)).Where(index => index >= 0).Min();
        return string.Join(' ', message[..end].Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }

    private static string? Text(LogEvent logEvent, string property) =>
        (logEvent.Properties.GetValueOrDefault(property) as ScalarValue)?.Value as string;

    private static LogEvent With(
        LogEvent logEvent,
        LogEventLevel level,
        Exception? exception,
        MessageTemplate template,
        params (string Name, string Value)[] properties) =>
        new(
            logEvent.Timestamp,
            level,
            exception,
            template,
            properties.Select(property => new LogEventProperty(property.Name, new ScalarValue(property.Value))));

    private static MessageTemplate Parse(string text) => new MessageTemplateParser().Parse(text);
}
