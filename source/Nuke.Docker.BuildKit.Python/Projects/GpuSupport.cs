namespace Nuke.Docker.BuildKit.Python.Projects;

/// <summary>What a project needs of a GPU.</summary>
/// <param name="Wheels">Which builds it takes.</param>
/// <param name="Accelerator">As the indexes name it: <c>cpu</c>, <c>cu126</c>, <c>rocm6.2</c>; null: PyPI's own choice, or none.</param>
/// <param name="IndexUrl">The index that the project names for them; null: PyPI.</param>
public sealed record GpuSupport(GpuWheels Wheels, string? Accelerator = null, string? IndexUrl = null)
{
    /// <summary>Nothing that computes on a GPU.</summary>
    public static GpuSupport None { get; } = new(GpuWheels.None);
}
