using System.ComponentModel;
using Nuke.Common.Execution;
using Nuke.Common.Logging;
using Nuke.Common.Utilities;

namespace Nuke.Common;

/// <summary>The terminal or CI server that the build runs on, with its way of grouping and annotating output.</summary>
[TypeConverter(typeof(TypeConverter))]
public partial class Host
{
    private protected static BuildConsole Console => BuildSession.Current.Console;

    protected Host()
    {
    }

    protected internal void WriteLogo()
        => Console.WriteLine($"NUKE build, embedded host {typeof(Host).Assembly.GetName().Version?.ToString(3)}", TextStyle.Muted);

    /// <summary>Opens a group of output, which disposing of the result closes.</summary>
    protected internal virtual IDisposable WriteBlock(string text) => DelegateDisposable.CreateBracket(() =>
    {
        Console.WriteLine();
        Console.WriteLine("╬" + '═'.Repeat(text.Length + 5), TextStyle.Muted);
        Console.WriteLine($"║ {text}", TextStyle.Information);
        Console.WriteLine("╬" + '═'.Repeat(Math.Max(text.Length - 4, 2)), TextStyle.Muted);
        Console.WriteLine();
    });

    protected internal virtual void ReportWarning(string text, string? details = null)
    {
    }

    protected internal virtual void ReportError(string text, string? details = null)
    {
    }

    /// <summary>Returns true if a message is omitted from the log.</summary>
    protected internal virtual bool FilterMessage(string message) => false;

    protected internal virtual void WriteErrorsAndWarnings() => Summary.WriteProblems(this, BuildSession.Current);

    protected internal virtual void WriteTargetOutcome(INukeBuild build) => Summary.WriteTargets(build, Console);

    protected internal virtual void WriteBuildOutcome(INukeBuild build) => Summary.WriteOutcome(build, Console);
}
