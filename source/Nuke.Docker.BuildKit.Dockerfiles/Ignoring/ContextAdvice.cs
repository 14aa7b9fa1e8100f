namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

/// <summary>Advice to exclude files that should not be sent.</summary>
/// <param name="Kind">The reason for the advice.</param>
/// <param name="Line">The line for the ignore file.</param>
/// <param name="Reason">A description of the files, as a noun.</param>
/// <param name="Files">The number of files that the line would exclude.</param>
/// <param name="Bytes">Their size in bytes.</param>
/// <param name="Example">The first file, or the directory that contains the files.</param>
public sealed record ContextAdvice(ContextAdviceKind Kind, string Line, string Reason, int Files, long Bytes, string Example);
