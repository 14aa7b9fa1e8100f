namespace Nuke.Docker.BuildKit.Answers.History;

/// <summary>Something that a build left behind.</summary>
/// <param name="Digest">With its algorithm.</param>
/// <param name="Platform">Null where it belongs to none.</param>
/// <param name="Type">A media type, or the predicate's type of an attestation.</param>
public sealed record BuildAttachment(string Digest, string? Platform, string Type);
