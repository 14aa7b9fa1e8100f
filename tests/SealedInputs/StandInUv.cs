namespace SealedInputs;

/// <summary>A script in the place of uv, where its image can't be reached. It refuses what it doesn't understand.</summary>
public static class StandInUv
{
    private const string Program = """
        #!/usr/bin/env python3
        # A stand-in for tests: not the real uv. Understands "uv sync" as our Dockerfiles have it, and leaves the work to pip.
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

    /// <summary>Writes the context of an image that holds it as <c>/uv</c> and <c>/uvx</c>, as uv's own image does.</summary>
    /// <returns>The context's folder.</returns>
    public static string WriteContext(string directory)
    {
        var context = Directory.CreateDirectory(Path.Combine(directory, "uv")).FullName;
        foreach (var name in new[] { "uv", "uvx" })
            File.WriteAllText(Path.Combine(context, name), Program);
        File.WriteAllText(Path.Combine(context, "Dockerfile"), "FROM scratch\nCOPY --chmod=755 uv uvx /\n");
        return context;
    }
}
