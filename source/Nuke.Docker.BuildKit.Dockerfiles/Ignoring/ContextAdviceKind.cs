namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

/// <summary>The reason why files should not be sent.</summary>
public enum ContextAdviceKind
{
    /// <summary>The files look like secrets, which would stay in the image forever.</summary>
    Secret,

    /// <summary>No build needs the files, and their changes run <c>COPY . .</c> again.</summary>
    Dead,

    /// <summary>The file is big. The user must decide if the build needs it.</summary>
    Big,
}
