namespace Nuke.Docker.BuildKit.Commands;

/// <summary>How much a provenance attestation tells.</summary>
public enum ProvenanceMode
{
    /// <summary>Sources and materials; no build arguments, so that none of them leaks.</summary>
    Min,

    /// <summary>Also the build's arguments, its steps and the Dockerfile itself.</summary>
    Max,
}
