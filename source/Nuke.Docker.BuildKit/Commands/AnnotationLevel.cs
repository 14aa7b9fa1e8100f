namespace Nuke.Docker.BuildKit.Commands;

/// <summary>The part of an image that carries an annotation.</summary>
public enum AnnotationLevel
{
    /// <summary>The manifest of each platform's image.</summary>
    Manifest,

    /// <summary>The index that lists the platforms; there is none for a single platform without attestations.</summary>
    Index,

    /// <summary>The entry of a manifest within the index.</summary>
    ManifestDescriptor,

    /// <summary>The entry of the index in an OCI layout.</summary>
    IndexDescriptor,
}
