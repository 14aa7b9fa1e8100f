using Nuke.Common;

namespace Nuke.EmbeddedHost.Tests.Runs;

/// <summary>A build that records which targets ran.</summary>
public abstract class RecordingBuild : NukeBuild
{
    protected RecordingBuild() => Last = this;

    /// <summary>The build of the last run.</summary>
    public static RecordingBuild Last { get; private set; } = null!;

    public List<string> Ran { get; } = [];
}
