using Serilog.Events;

namespace Nuke.Common.Logging;

/// <summary>A warning or error that was logged, and the target that ran then; empty outside of any.</summary>
internal sealed record Problem(LogEventLevel Level, string Target, string Text);
