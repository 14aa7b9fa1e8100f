using Nuke.Docker.BuildKit.Engines;
using SealedInputs;

namespace IntegrationTests.Templates;

/// <summary>Scripts in the place of uv and Poetry, and a library in that of torch. Each refuses what it doesn't understand.</summary>
internal static class StandInPrograms
{
    private const string Uv = """
        #!/usr/bin/env python3
        # A stand-in for tests: not the real uv. Understands "uv sync" as the Dockerfiles of the templates have it, and leaves the work to pip.
        import os, subprocess, sys, tomllib

        OPTIONS = {"--no-install-project", "--locked", "--frozen", "--no-editable"}
        if sys.argv[1:2] != ["sync"] or not set(sys.argv[2:]) <= OPTIONS:
            sys.exit(f"stand-in for uv: not understood: uv {' '.join(sys.argv[1:])}")
        with open("pyproject.toml", "rb") as file:
            dependencies = tomllib.load(file)["project"]["dependencies"]
        with open("/etc/uv/uv.toml", "rb") as file:
            index = tomllib.load(file)["index"][0]["url"]
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", ".venv"], check=True)
        subprocess.run([sys.executable, "-m", "pip", "--python", ".venv/bin/python", "install", "--cache-dir", "/root/.cache/uv", "--no-compile",
                        "--index-url", index, "--trusted-host", "127.0.0.1", *dependencies], check=True)
        if os.environ.get("UV_COMPILE_BYTECODE") == "1":
            subprocess.run([".venv/bin/python", "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash", ".venv/lib"])
        """;

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

    public static async Task BuildUvAsync(EngineConnection connection, string directory, string tag)
    {
        var context = Directory.CreateDirectory(Path.Combine(directory, "uv")).FullName;
        foreach (var name in new[] { "uv", "uvx" })
            await File.WriteAllTextAsync(Path.Combine(context, name), Uv);
        await File.WriteAllTextAsync(Path.Combine(context, "Dockerfile"), "FROM scratch\nCOPY --chmod=755 uv uvx /\n");
        await Shell.RunAsync(connection, $"docker buildx build --quiet --load --tag {tag} '{context}'");
    }
}
