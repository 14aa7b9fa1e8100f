namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

/// <summary>A line that most ignore files should contain.</summary>
/// <param name="Line">The line.</param>
/// <param name="Kind">The reason for the advice.</param>
/// <param name="Reason">The files that it excludes, as a noun.</param>
internal sealed record ContextRule(string Line, ContextAdviceKind Kind, string Reason);
