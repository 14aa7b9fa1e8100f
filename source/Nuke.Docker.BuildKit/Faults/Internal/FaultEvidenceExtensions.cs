namespace Nuke.Docker.BuildKit.Faults.Internal;

internal static class FaultEvidenceExtensions
{
    /// <summary>A fault with all that the evidence knows of its place.</summary>
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
            LastLines = [.. (step?.LastLines ?? []).TakeLast(FaultClassifier.LastLines)],
            Detail = evidence.Error.Length > 0 ? evidence.Error : null,
        };
    }

    /// <summary>A fault that has no place in the Dockerfile.</summary>
    public static DockerFault FaultElsewhere(this FaultEvidence evidence, DockerFaultKind kind, string cause, string cure, string? file = null) =>
        evidence.Fault(kind, cause, cure) with { File = file, Line = null, Excerpt = [] };
}
