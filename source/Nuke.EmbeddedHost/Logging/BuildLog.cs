using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace Nuke.Common.Logging;

/// <summary>Sink of <c>Serilog.Log</c>: writes to the console, to the host's annotations, and to the list that is repeated at the end.</summary>
internal sealed class BuildLog : ILogEventSink
{
    private readonly List<Problem> problems = [];
    private Execution.BuildSession? session;

    /// <summary>The target that runs; empty outside of any.</summary>
    public string Target { get; set; } = "";

    public bool Timestamps { get; set; } = true;

    /// <summary>True while the failure of a target is logged: the table of targets names it, so that it isn't repeated in the list at the end.</summary>
    public bool IsFailure { get; set; }

    public IReadOnlyList<Problem> Problems
    {
        get
        {
            lock (problems)
                return [.. problems];
        }
    }

    public void Start(Execution.BuildSession session)
    {
        this.session = session;
        Log.Logger = new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Sink(this).CreateLogger();
    }

    public void Emit(LogEvent logEvent)
    {
        if (session == null || session.Host.FilterMessage(logEvent.MessageTemplate.Text))
            return;

        var text = LogText.Render(logEvent);
        if (logEvent.Level >= LogEventLevel.Warning && text.Length > 0 && !IsFailure)
        {
            lock (problems)
                problems.Add(new Problem(logEvent.Level, Target, text));
        }

        if (logEvent.Level >= Lowest(session.Verbosity))
            WriteLine(session, logEvent, text);

        if (logEvent.Level == LogEventLevel.Warning)
            session.Host.ReportWarning(text);
        else if (logEvent.Level > LogEventLevel.Warning)
            session.Host.ReportError(text);
    }

    private void WriteLine(Execution.BuildSession session, LogEvent logEvent, string text)
    {
        var (name, style) = LogText.Level(logEvent.Level);
        var time = Timestamps ? logEvent.Timestamp.ToString("HH:mm:ss") + " " : "";
        var details = LogText.Details(logEvent.Exception, session.Verbosity);
        var console = session.Console;
        var textStyle = logEvent.Level >= LogEventLevel.Warning ? style : TextStyle.Plain;
        console.WriteLine($"{console.Format(time, TextStyle.Muted)}[{console.Format(name, style)}] {console.Format(text, textStyle)}");
        if (details != null)
            session.Console.WriteLine(details, TextStyle.Muted);
    }

    private static LogEventLevel Lowest(Verbosity verbosity) => verbosity switch
    {
        Verbosity.Verbose => LogEventLevel.Verbose,
        Verbosity.Minimal => LogEventLevel.Warning,
        Verbosity.Quiet => LogEventLevel.Error,
        _ => LogEventLevel.Debug,
    };
}
