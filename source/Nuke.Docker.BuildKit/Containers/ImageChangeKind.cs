namespace Nuke.Docker.BuildKit.Containers;

/// <summary>The kinds of changes between two builds of an image, the cheapest first.</summary>
internal enum ImageChangeKind
{
    /// <summary>All steps were cached.</summary>
    Nothing,

    /// <summary>Files that list no dependencies changed.</summary>
    Code,

    /// <summary>The cache, an argument or a setting changed.</summary>
    Other,

    /// <summary>Files that list dependencies changed.</summary>
    Dependencies,

    /// <summary>Instructions of the Dockerfile changed.</summary>
    Dockerfile,

    /// <summary>The base image changed.</summary>
    BaseImage,

    /// <summary>No earlier build is known.</summary>
    New,
}
