using SealedInputs;

namespace IntegrationTests.Templates;

/// <summary>A script in the place of Poetry, and a library in that of torch. Each refuses what it doesn't understand.</summary>
internal static class StandInPrograms
{
    private const string Poetry = """
        # A stand-in for tests: not the real Poetry. Understands the one command of the templates' Dockerfiles, and leaves the work to pip.
        import os, subprocess, sys, tomllib


        def main():
            if sys.argv[1:] != ["install", "--only", "main", "--no-root", "--no-interaction"]:
                sys.exit(f"stand-in for Poetry: not understood: poetry {' '.join(sys.argv[1:])}")
            with open("pyproject.toml", "rb") as file:
                project = tomllib.load(file)
            index = project["tool"]["poetry"]["source"][0]["url"]
            subprocess.run([sys.executable, "-m", "pip", "--python", f"{os.environ['VIRTUAL_ENV']}/bin/python", "install", "--cache-dir", "/root/.cache/pypoetry",
                            "--no-compile", "--index-url", index, "--trusted-host", "127.0.0.1", *project["project"]["dependencies"]], check=True)
        """;

    private const string Torch = """
        # A stand-in for tests: not the real torch, which has some gigabytes.
        class cuda:
            @staticmethod
            def is_available():
                return False
        """;

    public static IReadOnlyList<string> WriteWheels(string directory) =>
    [
        StandInWheel.Write(directory, "poetry", "2.0.0", new Dictionary<string, string> { ["poetry_stand_in.py"] = Poetry }, "poetry = poetry_stand_in:main"),
        StandInWheel.Write(directory, "torch", "2.5.0", TorchFiles()),
        // Small, and nobody else's dependency: what the tests add to a project that is built already.
        StandInWheel.Write(directory, "sample_addition", "1.0.0", new Dictionary<string, string> { ["sample_addition.py"] = "# A stand-in for tests.\n" }),
    ];

    // Like the real one it has many modules, each of which is unpacked and compiled.
    private static Dictionary<string, string> TorchFiles()
    {
        var body = string.Concat(Enumerable.Range(0, 60).Select(number => $"def function_{number}(x, y={number}):\n    return [(x + i) * y for i in range({number})]\n\n\n"));
        var files = Enumerable.Range(0, 900).ToDictionary(number => $"torch/module_{number}.py", number => $"# {number}\n{body}");
        files["torch/__init__.py"] = Torch;
        return files;
    }
}
