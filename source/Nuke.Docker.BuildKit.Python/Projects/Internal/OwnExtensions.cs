namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Finds the compilers that building the project itself needs: extension modules in C, C++, Cython or Rust.</summary>
internal static class OwnExtensions
{
    private static readonly (string[] Requirements, string[] Packages, string Reason)[] s_tools =
    [
        (["maturin", "setuptools-rust"], ["cargo", "gcc", "libc6-dev"], "it is built from Rust"),
        (["scikit-build-core", "scikit-build", "cmake"], ["cmake", "g++", "gcc", "libc6-dev", "ninja-build"], "it is built with CMake"),
        (["meson-python"], ["g++", "gcc", "libc6-dev", "ninja-build"], "it is built with Meson"),
        (["cython", "pybind11", "nanobind", "mypyc", "cffi", "cppyy", "hatch-cython"], ["g++", "gcc", "libc6-dev"], "it has extension modules"),
    ];

    public static IEnumerable<SystemPackage> Find(ProjectFacts facts, string name)
    {
        foreach (var (requirements, packages, reason) in s_tools)
        {
            if (facts.BuildRequirements.Any(requirements.Contains) || requirements.Contains(facts.BuildBackend?.Split('.')[0].Replace('_', '-')))
                return Report(facts, packages, name, new(PyprojectValues.File), reason);
        }

        if (facts.Files.Read("setup.py") is not { } script || PythonSource.Read("setup.py", script) is not { } source)
            return [];
        if (source.Calls("Extension").Concat(source.Calls("cythonize")).Concat(source.Calls("Pybind11Extension")).Concat(source.Calls("mypycify"))
            .FirstOrDefault() is { } extension)
            return Report(facts, ["g++", "gcc", "libc6-dev"], name, new("setup.py", extension.Line), "it has extension modules");
        return source.Calls("RustExtension").FirstOrDefault() is { } rust
            ? Report(facts, ["cargo", "gcc", "libc6-dev"], name, new("setup.py", rust.Line), "it is built from Rust") : [];
    }

    private static IEnumerable<SystemPackage> Report(ProjectFacts facts, string[] packages, string name, SourceLocation where, string reason)
    {
        facts.Fact(SystemPackageDetection.Subject, string.Join(' ', packages), where, $"The project itself: {reason}.");
        return packages.Select(package => new SystemPackage(package, name, reason));
    }
}
