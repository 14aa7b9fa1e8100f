using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Faults.Internal;

internal static class FaultEvidenceExtensions
{
    /// <summary>Creates a fault with its place, as far as the evidence shows it.</summary>
    public static DockerFault Fault(this FaultEvidence evidence, DockerFaultKind kind, string cause, string cure)
    {
        var step = evidence.Vertex is { Name.Index: > 0 } ? evidence.Vertex : null;
        return new DockerFault
        {
            Kind = kind,
            Cause = cause,
            Cure = cure,
            File = evidence.Excerpt?.File,
            Line = evidence.Excerpt?.Line,
            Excerpt = evidence.Excerpt?.Lines ?? [],
            Stage = step?.Name.Stage,
            Step = step?.Name.Label,
            Instruction = step?.Name.Instruction,
            Place = evidence.Vertex?.Name.Text,
            CacheType = evidence.OnlyExportFailed ? CacheType(evidence.Vertex!.Name.Text) : null,
            LastLines = [.. (step?.LastLines ?? []).TakeLast(FaultClassifier.LastLines)],
            Detail = evidence.Error.Length > 0 ? evidence.Error : null,
        };
    }

    private static string? CacheType(string vertex) =>
        vertex.Contains("client directory", StringComparison.Ordinal) ? "local"
        : vertex.Contains("registry", StringComparison.Ordinal) ? "registry"
        : vertex.Contains("GitHub Actions", StringComparison.Ordinal) ? "gha"
        : vertex.Contains("Amazon S3", StringComparison.Ordinal) ? "s3"
        : vertex.Contains("Azure Blob", StringComparison.Ordinal) ? "azblob"
        : null;

    /// <summary>Creates a fault without a place in the Dockerfile.</summary>
    public static DockerFault FaultElsewhere(
        this FaultEvidence evidence,
        DockerFaultKind kind,
        string cause,
        string cure,
        string? file = null) =>
        evidence.Fault(kind, cause, cure) with { File = file, Line = null, Excerpt = [] };
}
