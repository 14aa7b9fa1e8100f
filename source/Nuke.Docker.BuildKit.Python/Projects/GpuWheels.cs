namespace Nuke.Docker.BuildKit.Python.Projects;

/// <summary>The builds of GPU packages that a project uses.</summary>
public enum GpuWheels
{
    /// <summary>The project has no such packages.</summary>
    None,

    /// <summary>CPU-only builds, from an index that the project declares. Often a fifth of the size.</summary>
    Cpu,

    /// <summary>CUDA builds: from an index that the project declares, or because CUDA is PyPI's default on Linux.</summary>
    Cuda,
}
