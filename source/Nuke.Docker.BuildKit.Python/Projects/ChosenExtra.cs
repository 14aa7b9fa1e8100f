namespace Nuke.Docker.BuildKit.Python.Projects;

/// <summary>An extra or dependency group that was chosen for the image.</summary>
/// <param name="Name">Normalised.</param>
/// <param name="Optional">True for an extra (<c>optional-dependencies</c>), false for a dependency group.</param>
internal sealed record ChosenExtra(string Name, bool Optional);
