using System.Text.Json.Nodes;

namespace Nuke.Docker.BuildKit.Registries;

/// <summary>A manifest that refers to another one, such as a signature or an SBOM.</summary>
/// <param name="Digest">The digest of the referring manifest.</param>
/// <param name="Json">Its descriptor as the registry lists it.</param>
internal sealed record Referrer(string Digest, JsonObject Json);
