namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Detects CPU or CUDA builds, by the declared index or by the version's suffix.</summary>
internal static class GpuDetection
{
    // Packages whose Linux wheels on PyPI are CUDA builds.
    private static readonly string[] s_cudaByDefault =
        ["torch", "torchvision", "torchaudio", "vllm", "xformers", "flash-attn", "bitsandbytes", "onnxruntime-gpu", "tensorflow-gpu", "paddlepaddle-gpu",
        "faiss-gpu", "deepspeed"];

    public static GpuSupport Detect(ProjectFacts facts)
    {
        var main = facts.Dependencies.Where(dependency => dependency.Group is null).ToList();
        var wanted = main.Find(dependency => IsCuda(dependency)) ?? main.Find(dependency => s_cudaByDefault.Contains(dependency.Name));
        var locked = facts.Locked.Find(package => package.Name == "torch")
            ?? facts.Locked.Find(package => IsCudaName(package.Name) || s_cudaByDefault.Contains(package.Name));
        if (wanted is null && locked is null)
            return GpuSupport.None;

        var name = wanted?.Name ?? locked!.Name;
        var index = facts.BoundIndexes.TryGetValue(name, out var bound) ? facts.Indexes.Find(candidate => candidate.Name == bound)
            : facts.Indexes.Find(candidate => !candidate.Explicit && Accelerator(candidate.Url) is not null);
        var accelerator = Suffix(wanted?.Specifier) ?? Suffix(locked?.Version) ?? (index is null ? null : Accelerator(index.Url));
        var where = index?.Where ?? wanted?.Where;
        if (accelerator == "cpu")
        {
            facts.Fact("GPU", "cpu", where, $"{name} is installed without CUDA.");
            return new(GpuWheels.Cpu, accelerator, index?.Url);
        }

        if (accelerator is not null)
            facts.Fact("GPU", accelerator, where, $"{name} is installed for this accelerator.");
        else
            facts.Warn("GPU", "CUDA", where,
                $"On Linux, PyPI's {name} includes several gigabytes of CUDA libraries. If the service runs without a GPU, install it from an index with " +
                $"CPU builds, such as https://download.pytorch.org/whl/cpu.");
        return new(GpuWheels.Cuda, accelerator, index?.Url);
    }

    private static bool IsCuda(PythonDependency dependency) =>
        IsCudaName(dependency.Name) || dependency.Extras.Any(extra => extra.StartsWith("cuda", StringComparison.Ordinal) || extra == "and-cuda");

    private static bool IsCudaName(string name) =>
        name.StartsWith("nvidia-", StringComparison.Ordinal) && name is not "nvidia-ml-py" || name.StartsWith("cupy-cuda", StringComparison.Ordinal);

    private static string? Suffix(string? version) =>
        version?.IndexOf('+') is >= 0 and var plus && version[(plus + 1)..] is var suffix && IsAccelerator(suffix) ? suffix : null;

    private static string? Accelerator(string url) => url.Split('/', '?').LastOrDefault(IsAccelerator);

    private static bool IsAccelerator(string text) =>
        text == "cpu"
        || (text.Length > 2 && (text.StartsWith("cu", StringComparison.Ordinal) || text.StartsWith("xpu", StringComparison.Ordinal))
        && char.IsAsciiDigit(text[^1])) || text.StartsWith("rocm", StringComparison.Ordinal);
}
