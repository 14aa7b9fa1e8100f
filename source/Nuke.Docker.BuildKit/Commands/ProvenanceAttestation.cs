using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>How the image came to be: <c>type=provenance</c>.</summary>
public sealed record ProvenanceAttestation : Attestation
{
    /// <inheritdoc/>
    public override string Type => "provenance";

    /// <summary><c>mode</c>; <c>null</c> is <see cref="ProvenanceMode.Max"/>, while buildx by itself adds <see cref="ProvenanceMode.Min"/>.</summary>
    public ProvenanceMode? Mode { get; init; }

    /// <summary><c>version</c>; <c>null</c> is BuildKit's newest. Needs BuildKit 0.23.0.</summary>
    public ProvenanceVersion? Version { get; init; }

    /// <summary><c>builder-id</c>: the URL of whoever builds; <c>null</c> is none.</summary>
    public string? BuilderId { get; init; }

    /// <summary><c>filename</c> of the statement; <c>null</c> is <c>provenance.json</c>.</summary>
    public string? FileName { get; init; }

    /// <summary><c>reproducible</c>: claims that the same input gives the same output; <c>null</c> is <c>false</c>.</summary>
    public bool? Reproducible { get; init; }

    /// <summary><c>inline-only</c>: only outputs that can hold it in themselves get it, no separate file; <c>null</c> is <c>false</c>.</summary>
    public bool? InlineOnly { get; init; }

    /// <summary><c>capture-usage</c>: adds the resources that steps used; <c>null</c> is <c>false</c>. Needs BuildKit 0.12.0.</summary>
    public bool? CaptureUsage { get; init; }

    /// <summary><c>complete-materials</c>: fails a build whose materials can't all be named; <c>null</c> is <c>false</c>. Needs BuildKit 0.31.0.</summary>
    public bool? CompleteMaterials { get; init; }

    /// <inheritdoc cref="ParseShorthand"/>
    public static implicit operator ProvenanceAttestation(string text) => ParseShorthand(text);

    /// <summary><c>true</c>: with nothing but defaults; <c>false</c>: none.</summary>
    public static implicit operator ProvenanceAttestation(bool enabled) => new() { Disabled = enabled ? null : true };

    /// <summary>Reads what stands after <c>--provenance</c>: <c>true</c>, <c>false</c> or attributes.</summary>
    public static ProvenanceAttestation ParseShorthand(string text) => (ProvenanceAttestation)ParseShorthand("provenance", text);

    internal static ProvenanceAttestation Read(FlagAttributes _) => new()
    {
        Disabled = _.Bool("disabled"),
        Mode = _.Enum<ProvenanceMode>("mode"),
        Version = _.Enum<ProvenanceVersion>("version"),
        BuilderId = _.Text("builder-id"),
        FileName = _.Text("filename"),
        Reproducible = _.Bool("reproducible"),
        InlineOnly = _.Bool("inline-only"),
        CaptureUsage = _.Bool("capture-usage"),
        CompleteMaterials = _.Bool("complete-materials"),
    };

    /// <inheritdoc/>
    protected override void Write(CsvWriter _)
    {
        _.Add("mode", Mode?.ToValue());
        _.Add("version", Version?.ToValue());
        _.Add("builder-id", BuilderId);
        _.Add("filename", FileName);
        _.Add("reproducible", Reproducible);
        _.Add("inline-only", InlineOnly);
        _.Add("capture-usage", CaptureUsage);
        _.Add("complete-materials", CompleteMaterials);
    }
}
