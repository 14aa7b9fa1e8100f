namespace Nuke.Docker.BuildKit.Commands;

/// <summary>Version of the SLSA provenance format.</summary>
public enum ProvenanceVersion
{
    /// <summary><c>v0.2</c>.</summary>
    V02,

    /// <summary><c>v1</c>.</summary>
    V1,
}
