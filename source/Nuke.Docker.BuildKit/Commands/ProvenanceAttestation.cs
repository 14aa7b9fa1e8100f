namespace Nuke.Docker.BuildKit.Commands;

public sealed partial record ProvenanceAttestation
{
    /// <inheritdoc cref="ParseShorthand"/>
    public static implicit operator ProvenanceAttestation(string text) => ParseShorthand(text);

    /// <summary>Converts <c>true</c> to an attestation with default settings and <c>false</c> to a disabled one.</summary>
    public static implicit operator ProvenanceAttestation(bool enabled) => new() { Disabled = enabled ? null : true };

    /// <summary>Parses the value of <c>--provenance</c>: <c>true</c>, <c>false</c> or attributes.</summary>
    public static ProvenanceAttestation ParseShorthand(string text) => (ProvenanceAttestation)ParseShorthand("provenance", text);
}
