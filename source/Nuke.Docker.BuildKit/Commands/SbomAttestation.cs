using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>A list of what is in the image: <c>type=sbom</c>.</summary>
public sealed record SbomAttestation : Attestation
{
    /// <inheritdoc/>
    public override string Type => "sbom";

    /// <summary><c>generator</c>: the image of the scanner; <c>null</c> is <c>docker/buildkit-syft-scanner:stable-1</c>.</summary>
    public string? Generator { get; init; }

    /// <summary>Passed on to the scanner as variables <c>BUILDKIT_SCAN_*</c>; empty for none.</summary>
    public ImmutableSortedDictionary<string, string> ScannerAttributes { get; init; } = KeyValues.NoSecrets;

    /// <inheritdoc cref="ParseShorthand"/>
    public static implicit operator SbomAttestation(string text) => ParseShorthand(text);

    /// <summary><c>true</c>: with nothing but defaults; <c>false</c>: none.</summary>
    public static implicit operator SbomAttestation(bool enabled) => new() { Disabled = enabled ? null : true };

    /// <summary>Reads what stands after <c>--sbom</c>: <c>true</c>, <c>false</c> or attributes.</summary>
    public static SbomAttestation ParseShorthand(string text) => (SbomAttestation)ParseShorthand("sbom", text);

    internal static SbomAttestation Read(FlagAttributes _) => new()
    {
        Disabled = _.Bool("disabled"),
        Generator = _.Text("generator"),
        ScannerAttributes = KeyValues.NoSecrets.AddRange(_.Left.Select(one => KeyValuePair.Create(one.Key, one.Value))),
    };

    /// <inheritdoc/>
    protected override void Write(CsvWriter _)
    {
        if (ScannerAttributes.Keys.FirstOrDefault(key => key.ToLowerInvariant() is "type" or "disabled" or "generator") is { } taken)
            throw new InvalidSettingException($"--attest type=sbom, {taken}", "is no attribute of the scanner; use the property of that name");

        _.Add("generator", Generator);
        foreach (var (key, value) in ScannerAttributes)
            _.Add(key, value);
    }
}
