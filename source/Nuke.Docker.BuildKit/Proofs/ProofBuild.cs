using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Proofs;

/// <summary>A build of which the images before and after a change are compared.</summary>
/// <param name="Name">The name of the image in messages.</param>
/// <param name="Settings">The build. Its tags, outputs, caches to write, and the file are replaced.</param>
/// <param name="Start">True to start both images.</param>
internal sealed record ProofBuild(string Name, BuildxBuildSettings Settings, bool Start = true);

/// <summary>The texts that decide an image.</summary>
/// <param name="Dockerfile">The Dockerfile.</param>
/// <param name="Ignore">The ignore file; empty for none.</param>
internal sealed record ProofText(string Dockerfile, string Ignore);
