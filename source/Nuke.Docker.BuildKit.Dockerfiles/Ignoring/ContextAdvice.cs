namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

/// <summary>Something that is sent and shouldn't be, with the line that keeps it out.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Line">What to add to the ignore file.</param>
/// <param name="Reason">What it is, as a noun.</param>
/// <param name="Files">How many files the line would keep out.</param>
/// <param name="Bytes">How big they are.</param>
/// <param name="Example">The first of them, or the folder that they are in.</param>
public sealed record ContextAdvice(ContextAdviceKind Kind, string Line, string Reason, int Files, long Bytes, string Example);
