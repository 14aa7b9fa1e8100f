namespace Nuke.Docker.BuildKit.Progress;

/// <summary>
/// What one line of buildx's standard error says under <c>--progress=rawjson</c>. A closed set: <see cref="SolveStatus"/>,
/// <see cref="TextLine"/> and <see cref="UnknownLine"/>.
/// </summary>
public abstract record ProgressEvent
{
    private protected ProgressEvent()
    {
    }
}
