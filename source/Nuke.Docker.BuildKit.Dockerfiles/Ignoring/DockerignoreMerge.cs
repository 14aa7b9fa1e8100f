using System.Collections.Immutable;

namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

/// <summary>An ignore file to which a template was added.</summary>
/// <param name="Text">The whole new text; the old one where nothing was missing.</param>
/// <param name="Added">The lines that were missing.</param>
/// <param name="LeftOut">Lines that weren't added, because a line of the user's takes back just what they would leave out.</param>
public sealed record DockerignoreMerge(string Text, ImmutableArray<string> Added, ImmutableArray<string> LeftOut);
