namespace Nuke.Docker.BuildKit.Commands;

/// <summary>The part of an image that carries an annotation.</summary>
public enum AnnotationLevel
{
    /// <summary>The manifest of each platform's image.</summary>
    Manifest,

    /// <summary>The index that lists the platforms; an image of a single platform without attestations has no index.</summary>
    Index,

    /// <summary>The entry of a manifest within the index.</summary>
    ManifestDescriptor,

    /// <summary>The entry of the index in an OCI layout.</summary>
    IndexDescriptor,
}
