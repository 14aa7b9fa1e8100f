namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

/// <summary>Why something shouldn't be sent.</summary>
public enum ContextAdviceKind
{
    /// <summary>It looks like a secret: once copied it is in the image for good.</summary>
    Secret,

    /// <summary>Nothing in a build needs it, and it changes by itself: it makes <c>COPY . .</c> run again.</summary>
    Dead,

    /// <summary>It is big; whether the build needs it only its owner knows.</summary>
    Big,
}
