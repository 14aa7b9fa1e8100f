using IntegrationTests.Python;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Python.Writing;
using Nuke.Docker.BuildKit.Scaffolding;
using Nuke.Docker.BuildKit.Text.Changes;
using SealedInputs;

namespace IntegrationTests.Corpus;

/// <summary>Builds a service that installs a library of the repository in editable mode, and builds it again with changed code.</summary>
internal static class OutsideLibrary
{
    private const string Service = "services/api";

    /// <summary>Fails if the program can't import the library, if a change of the program installs anything, or if one of the library is missed.</summary>
    public static async Task BuildAsync(EngineConnection connection, SealedSources sources, string manager)
    {
        using var image = new GeneratedImage(connection, sources, $"outside-{manager}", packageManager: manager);
        foreach (var (path, text) in Declaration(manager))
            image.Write(path, text);
        image.Write("libs/common/pyproject.toml", $"[project]\nname = \"common\"\nversion = \"1.4.0\"\ndependencies = [\"click\"]\n{BuildBackend.Table}\n");
        image.Write("libs/common/build_backend/backend.py", BuildBackend.Source("common", "'1.4.0'"));
        image.Write("libs/common/.venv/pyvenv.cfg", "");
        image.Write("libs/other/main.py", "");
        image.Write(".dockerignore", "*.Dockerfile\n");
        WriteLibrary(image, "first");
        WriteProgram(image, "one");
        image.NameIndex(Service);
        if (manager != "pip")
            await image.LockAsync(
                manager == "pipenv" ? "Pipfile.lock" : $"{manager}.lock",
                manager switch { "uv" => null, "pipenv" => "pipenv>=2024", _ => $"{manager}==2.*" },
                Service);
        var service = RepositoryScaffolder.Plan(image.Directory).Services.Single();
        FileChanges.Write(service.Changes);
        // The index that replaces PyPI doesn't belong to the project.
        image.Write($"{Service}/Dockerfile", DockerfileWriter.Write(service.Project with { Indexes = [] }));
        var build = $"--file {Service}/Dockerfile --tag {image.Name} --load";
        await image.BuildAsync(build);
        var first = await image.RunAsync("python main.py");

        WriteProgram(image, "two");
        image.Write("libs/other/main.py", "# changed\n");
        image.Write("libs/common/.venv/pyvenv.cfg", "# changed\n");
        var ran = PlainLog.StepsThatRan(await image.BuildAsync(build));
        WriteLibrary(image, "second");
        await image.BuildAsync(build);

        Assert.That((first, await image.RunAsync("python main.py")), Is.EqualTo(("one first\n", "two second\n")));
        Assert.That(ran, Has.Count.EqualTo(1).And.Some.Contain($"COPY {Service}/"), string.Join('\n', ran));
    }

    private static (string Path, string Text)[] Declaration(string manager) => manager switch
    {
        "pip" =>
        [
            ($"{Service}/requirements.txt", "-r ../../requirements/base.txt\n-c ../../constraints.txt\n-e ../../libs/common\n"),
            ("requirements/base.txt", "typing_extensions\n"),
            ("constraints.txt", "click>=8\n"),
        ],
        "uv" => Pyproject(
            "common",
            """
            [tool.uv]
            package = false

            [tool.uv.sources]
            common = { path = "../../libs/common", editable = true }

            [tool.ruff]
            line-length = 100

            """),
        "pdm" => Pyproject("common @ file:///${PROJECT_ROOT}/../../libs/common", "[tool.pdm]\ndistribution = false\n"),
        "pipenv" =>
        [
            ($"{Service}/Pipfile", "[packages]\ntyping_extensions = \"*\"\ncommon = {path = \"../../libs/common\", editable = true}\n"),
        ],
        _ =>
        [
            ($"{Service}/pyproject.toml", """
                [tool.poetry]
                package-mode = false

                [tool.poetry.dependencies]
                python = "^3.11"
                typing_extensions = "*"
                common = { path = "../../libs/common", develop = true }

                """),
        ],
    };

    private static (string Path, string Text)[] Pyproject(string library, string tables) =>
    [
        ($"{Service}/pyproject.toml", $"""
            [project]
            name = "api"
            version = "2.0"
            requires-python = ">=3.11"
            dependencies = ["{library}", "typing_extensions"]

            {tables}
            """),
    ];

    private static void WriteLibrary(GeneratedImage image, string value) =>
        // New in each run, because the engine keeps the steps of the last one.
        image.Write("libs/common/src/common/__init__.py", $"import click  # {Guid.NewGuid()}\n\nvalue = '{value}'\n");

    private static void WriteProgram(GeneratedImage image, string value) =>
        image.Write(
            $"{Service}/main.py",
            $"import common, typing_extensions  # {Guid.NewGuid()}\n\nif __name__ == '__main__':\n    print('{value}', common.value)\n");
}
