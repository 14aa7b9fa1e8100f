using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Components.Internal;
using Nuke.Docker.BuildKit.Progress;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Writes the output of docker to the log of the build: <c>_.SetOnLine(DockerLog.Write)</c>. Without it, commands print to the console.</summary>
public static class DockerLog
{
    /// <summary>Writes a line as information, from both streams, because docker prints progress to standard error. Empty lines are omitted.</summary>
    public static void Write(OutputLine line)
    {
        if (line.Text.Length > 0)
            BuildLog.Print(ProgressLevel.Information, line.Text);
    }
}
