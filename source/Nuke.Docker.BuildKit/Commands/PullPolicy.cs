namespace Nuke.Docker.BuildKit.Commands;

/// <summary>When an image is pulled before a container is made of it: <c>--pull</c> of <c>run</c> and <c>compose up</c>, <c>--policy</c> of <c>compose pull</c>.</summary>
public enum PullPolicy
{
    /// <summary>Each time.</summary>
    Always,

    /// <summary>Only where the engine hasn't got it.</summary>
    Missing,

    /// <summary>Never: without it the command fails. <c>compose pull</c> doesn't know this one.</summary>
    Never,

    /// <summary>Built instead; only <c>compose create</c> and <c>compose up</c> know this one.</summary>
    Build,
}
