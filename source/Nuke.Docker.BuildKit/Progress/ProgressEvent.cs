namespace Nuke.Docker.BuildKit.Progress;

/// <summary>
/// A line of buildx's standard error under <c>--progress=rawjson</c>. The set is closed: <see cref="SolveStatus"/>, <see cref="TextLine"/> and
/// <see cref="UnknownLine"/>.
/// </summary>
internal abstract record ProgressEvent;
