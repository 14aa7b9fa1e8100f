using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

public sealed partial record SbomAttestation
{
    /// <inheritdoc cref="ParseShorthand"/>
    public static implicit operator SbomAttestation(string text) => ParseShorthand(text);

    /// <summary>Converts <c>true</c> to an attestation with default settings and <c>false</c> to a disabled one.</summary>
    public static implicit operator SbomAttestation(bool enabled) => new() { Disabled = enabled ? null : true };

    /// <summary>Parses the value of <c>--sbom</c>: <c>true</c>, <c>false</c> or attributes.</summary>
    public static SbomAttestation ParseShorthand(string text) => (SbomAttestation)ParseShorthand("sbom", text);

    partial void Check()
    {
        if (ScannerAttributes.Keys.FirstOrDefault(key => key.ToLowerInvariant() is "type" or "disabled" or "generator") is { } taken)
            throw new InvalidSettingException($"--attest type=sbom, {taken}", "is not an attribute of the scanner; use the property of that name");
    }
}
