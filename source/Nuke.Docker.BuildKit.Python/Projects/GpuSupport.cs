namespace Nuke.Docker.BuildKit.Python.Projects;

/// <summary>GPU requirements of a project.</summary>
/// <param name="Wheels">The builds that the project uses.</param>
/// <param name="Accelerator">The accelerator as package indexes name it: <c>cpu</c>, <c>cu126</c>, <c>rocm6.2</c>; null: PyPI's default, or none.</param>
/// <param name="IndexUrl">The index that the project declares for them; null: PyPI.</param>
public sealed record GpuSupport(GpuWheels Wheels, string? Accelerator = null, string? IndexUrl = null)
{
    /// <summary>No packages that compute on a GPU.</summary>
    public static GpuSupport None { get; } = new(GpuWheels.None);
}
