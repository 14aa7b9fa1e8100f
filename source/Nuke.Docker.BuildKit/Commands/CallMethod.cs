namespace Nuke.Docker.BuildKit.Commands;

/// <summary>What is done with a Dockerfile instead of building it.</summary>
public enum CallMethod
{
    /// <summary><c>build</c>: builds it after all.</summary>
    Build,

    /// <summary><c>check</c>: runs the build checks.</summary>
    Check,

    /// <summary><c>outline</c>: the arguments, secrets and SSH sockets that a target takes.</summary>
    Outline,

    /// <summary><c>targets</c>: the stages that can be built.</summary>
    Targets,
}
