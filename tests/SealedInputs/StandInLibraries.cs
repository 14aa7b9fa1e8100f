namespace SealedInputs;

/// <summary>Wheels that replace the libraries which tests add to a project, if PyPI can't be reached.</summary>
public static class StandInLibraries
{
    private const string Torch = """
        # A stand-in for tests: not the real torch, which has some gigabytes.
        class cuda:
            @staticmethod
            def is_available():
                return False
        """;

    /// <summary>Small libraries that no other depends on, for adding to a built project. PyPI has libraries of these names.</summary>
    public static IReadOnlyList<string> Small { get; } = ["six", "toml", "colorama"];

    /// <param name="ballast">Size of torch in MB without its Python code. The real one has hundreds for a CPU, and thousands for a GPU.</param>
    /// <returns>The paths of the wheels: torch, tzdata, whose files Debian has elsewhere, and <see cref="Small"/>.</returns>
    public static IReadOnlyList<string> WriteWheels(string directory, int ballast = 0) =>
    [
        StandInWheel.Write(directory, "torch", ballast == 0 ? "2.5.1" : $"2.6.{ballast}", TorchFiles(), ballast: ballast),
        StandInWheel.Write(directory, "tzdata", "2025.2", new Dictionary<string, string> { ["tzdata/__init__.py"] = "# A stand-in for tests.\n" }),
        .. Small.Select(name => StandInWheel.Write(directory, name, "1.0.0", new Dictionary<string, string> { [$"{name}.py"] = "# A stand-in for tests.\n" })),
    ];

    // Like the real torch, it has many modules, each of which is unpacked and compiled.
    private static Dictionary<string, string> TorchFiles()
    {
        var body = string.Concat(
            Enumerable.Range(0, 100).Select(number => $"def function_{number}(x, y={number}):\n    return [(x + i) * y for i in range({number})]\n\n\n"));
        var files = Enumerable.Range(0, 1500).ToDictionary(number => $"torch/module_{number}.py", number => $"# {number}\n{body}");
        files["torch/__init__.py"] = Torch;
        return files;
    }
}
