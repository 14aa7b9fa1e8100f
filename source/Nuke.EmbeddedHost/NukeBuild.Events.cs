namespace Nuke.Common;

public abstract partial class NukeBuild
{
    /// <summary>Parameters have their values; nothing is planned yet.</summary>
    protected internal virtual void OnBuildCreated()
    {
    }

    /// <summary>The execution plan is known; nothing has run yet.</summary>
    protected internal virtual void OnBuildInitialized()
    {
    }

    /// <summary>The summary is written, whether the build succeeded or not.</summary>
    protected internal virtual void OnBuildFinished()
    {
    }

    protected internal virtual void OnTargetRunning(string target)
    {
    }

    protected internal virtual void OnTargetSkipped(string target)
    {
    }

    protected internal virtual void OnTargetSucceeded(string target)
    {
    }

    protected internal virtual void OnTargetFailed(string target)
    {
    }
}
