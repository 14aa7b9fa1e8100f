namespace IntegrationTests.Python;

/// <summary>A build backend in the project itself, so that its build needs no index.</summary>
internal static class BuildBackend
{
    public const string Table = """

        [build-system]
        requires = []
        build-backend = "backend"
        backend-path = ["build_backend"]
        """;

    /// <summary>Returns the source of the backend, which makes a wheel from the files below <c>src</c>.</summary>
    /// <param name="name">The name of the package.</param>
    /// <param name="version">The version, as an expression of Python.</param>
    public static string Source(string name, string version = "'1.2.3'") => $$"""
        import pathlib, tomllib, zipfile

        VERSION = {{version}}
        NAME = f"{{name}}-{VERSION}"


        def write(directory, files):
            needs = tomllib.load(open("pyproject.toml", "rb"))["project"].get("dependencies", [])
            files[f"{NAME}.dist-info/METADATA"] = "\n".join([
                f"Metadata-Version: 2.1\nName: {{name}}\nVersion: {VERSION}", *(f"Requires-Dist: {item}" for item in needs), ""])
            files[f"{NAME}.dist-info/WHEEL"] = "Wheel-Version: 1.0\nGenerator: backend\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
            files[f"{NAME}.dist-info/RECORD"] = "".join(f"{path},,\n" for path in [*files, f"{NAME}.dist-info/RECORD"])
            pathlib.Path("build").mkdir(exist_ok=True)
            with zipfile.ZipFile(pathlib.Path(directory, f"{NAME}-py3-none-any.whl"), "w") as wheel:
                for path, text in files.items():
                    wheel.writestr(zipfile.ZipInfo(path), text)
            return f"{NAME}-py3-none-any.whl"


        def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
            return write(wheel_directory, {str(path.relative_to("src")): path.read_text() for path in sorted(pathlib.Path("src").rglob("*.py"))})


        def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
            return write(wheel_directory, {"{{name}}.pth": str(pathlib.Path("src").absolute())})
        """;
}
