using System.Text.Json;
using Nuke.Docker.BuildKit.Answers;
using Nuke.Docker.BuildKit.Answers.History;
using Nuke.Docker.BuildKit.Answers.Images;
using Nuke.Docker.BuildKit.Progress;

namespace Nuke.Docker.BuildKit.Reports;

/// <summary>What a metadata file holds beyond what a report needs.</summary>
public sealed record MetadataDetails : DockerAnswer
{
    /// <summary>The image or index that was made; null where none was exported.</summary>
    public Descriptor? Descriptor { get; init; }

    /// <summary>Base images and what else went in; empty under <c>BUILDX_METADATA_PROVENANCE=disabled</c>.</summary>
    public IReadOnlyList<BuildMaterial> Materials { get; init; } = [];

    /// <summary>Findings of the build checks; empty unless <c>BUILDX_METADATA_WARNINGS=1</c>.</summary>
    public IReadOnlyList<VertexWarning> Warnings { get; init; } = [];

    /// <summary>The provenance as BuildKit wrote it, long under <c>BUILDX_METADATA_PROVENANCE=max</c>; null where there is none.</summary>
    public JsonElement? Provenance { get; init; }
}
