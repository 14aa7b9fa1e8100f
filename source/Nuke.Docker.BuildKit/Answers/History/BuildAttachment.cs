namespace Nuke.Docker.BuildKit.Answers.History;

/// <summary>A result of a build, such as an image or an attestation.</summary>
/// <param name="Digest">Digest with its algorithm: <c>sha256:…</c>.</param>
/// <param name="Platform">Platform; <c>null</c> if it has none.</param>
/// <param name="Type">Media type, or the predicate type of an attestation.</param>
public sealed record BuildAttachment(string Digest, string? Platform, string Type);
