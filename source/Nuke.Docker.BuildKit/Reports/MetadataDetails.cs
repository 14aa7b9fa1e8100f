using System.Text.Json;
using Nuke.Docker.BuildKit.Answers;
using Nuke.Docker.BuildKit.Answers.History;
using Nuke.Docker.BuildKit.Answers.Images;

namespace Nuke.Docker.BuildKit.Reports;

/// <summary>The content of a file of <c>--metadata-file</c> that reports don't contain.</summary>
public sealed record MetadataDetails : DockerAnswer
{
    /// <summary>The descriptor of the image or index; <c>null</c> if none was exported.</summary>
    public Descriptor? Descriptor { get; init; }

    /// <summary>Base images and other inputs; empty with <c>BUILDX_METADATA_PROVENANCE=disabled</c>.</summary>
    public IReadOnlyList<BuildMaterial> Materials { get; init; } = [];

    /// <summary>Findings of the build checks; empty without <c>BUILDX_METADATA_WARNINGS=1</c>.</summary>
    public IReadOnlyList<CheckWarning> Warnings { get; init; } = [];

    /// <summary>The unchanged provenance, which is long with <c>BUILDX_METADATA_PROVENANCE=max</c>; <c>null</c> if there is none.</summary>
    public JsonElement? Provenance { get; init; }
}
