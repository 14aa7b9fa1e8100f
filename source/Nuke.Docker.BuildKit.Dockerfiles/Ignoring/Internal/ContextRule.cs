namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

/// <summary>A line that most ignore files should have.</summary>
/// <param name="Line">The line.</param>
/// <param name="Kind">Why.</param>
/// <param name="Reason">What it keeps out, as a noun.</param>
internal sealed record ContextRule(string Line, ContextAdviceKind Kind, string Reason);
