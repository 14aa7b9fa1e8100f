namespace Nuke.Docker.BuildKit.Python.Projects;

/// <summary>Which builds of the packages that compute on a GPU the project takes.</summary>
public enum GpuWheels
{
    /// <summary>The project has no such packages.</summary>
    None,

    /// <summary>Builds for the processor alone, from an index that the project names. Often a fifth of the size.</summary>
    Cpu,

    /// <summary>Builds for CUDA: from an index that the project names, or because PyPI's default on Linux is CUDA.</summary>
    Cuda,
}
