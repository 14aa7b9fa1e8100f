using IntegrationTests.Python;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Scaffolding;
using Nuke.Docker.BuildKit.Text.Changes;

namespace IntegrationTests.Corpus;

/// <summary>Builds packages whose version is that of a Git tag. The build context has no <c>.git</c>.</summary>
/// <remarks>Debian's setuptools needs jaraco.text, and does not say so.</remarks>
[Category("Corpus")]
[Platform("Linux")]
public sealed class GitVersionSpecs : SealedSourcesFixture
{
    [TestCase("setuptools-scm")]
    [TestCase("hatch-vcs")]
    [Slow]
    public async Task The_installed_package_has_the_version_that_its_tool_computes(string tool)
    {
        using var image = new GeneratedImage(Connection, Sources, $"version-{tool}");
        image.Write(
            "pyproject.toml",
            $"[project]\nname = \"acme\"\ndynamic = [\"version\"]\nrequires-python = \">=3.11\"\ndependencies = [\"click\"]\n{BuildSystem(tool)}");
        image.Write("src/acme/__init__.py", "");
        image.Write("src/acme/__main__.py", "from importlib.metadata import version\n\nprint(version('acme'))\n");
        image.Write(".gitignore", "Tool.Dockerfile*\nout/\n");
        FileChanges.Write(RepositoryScaffolder.Plan(image.Directory).Services.Single().Changes);
        await image.ShellAsync("rm -rf build/ build.*; git init -q && git add --all && git -c user.name=a -c user.email=a@b commit -qm one && git tag v1.4.0");
        image.Write("src/acme/new.py", "");
        await image.ShellAsync("git add --all && git -c user.name=a -c user.email=a@b commit -qm two");

        await image.BuildAsync($"{Arguments(image, file: null)} --tag {image.Name} --load");
        var found = (await image.RunAsync("python -m acme")).Trim().Split('\n')[^1];

        // The tool itself, in the working copy.
        image.Write("Tool.Dockerfile.dockerignore", "");
        image.Write("Tool.Dockerfile", """
            ARG PYTHON_IMAGE=python:3.13-slim
            FROM ${PYTHON_IMAGE} AS tool
            RUN apt-get update && apt-get install --yes --no-install-recommends git
            COPY . /src
            WORKDIR /src
            RUN --mount=type=secret,id=pip,target=/etc/pip.conf git config --system --add safe.directory /src && pip wheel --no-deps --wheel-dir /out .
            FROM scratch
            COPY --from=tool /out /
            """);
        await image.BuildAsync("--file Tool.Dockerfile --output type=local,dest=out");
        var wheel = Path.GetFileName(Directory.GetFiles(Path.Combine(image.Directory, "out")).Single());
        Assert.That((found, wheel.Split('-')[1]), Is.EqualTo((wheel.Split('-')[1], found)));
        Assert.That(found, Does.StartWith("1.4.1.dev1+g"));

        // What the image's build sees.
        Directory.Delete(Path.Combine(image.Directory, "out"), recursive: true);
        image.Write("../Context.Dockerfile", "FROM scratch\nCOPY . /\n");
        await image.BuildAsync("--file ../Context.Dockerfile --output type=local,dest=out");
        File.Delete(Path.Combine(image.Directory, "../Context.Dockerfile"));
        Assert.That(
            new DirectoryInfo(Path.Combine(image.Directory, "out")).GetFileSystemInfos().Select(entry => entry.Name),
            Has.None.EqualTo(".git").And.Some.EqualTo("pyproject.toml"));
    }

    [Test]
    public async Task Members_of_a_workspace_have_the_versions_of_their_own_tags()
    {
        const string Describe = "git_describe_command = \"git describe --dirty --tags --long --match {0}-v*\"";
        const string Member = "[project]\nname = \"acme-{0}\"\ndynamic = [\"version\"]\nrequires-python = \">=3.11\"\ndependencies = [{1}]\n";
        using var image = new GeneratedImage(Connection, Sources, "version-members", packageManager: "uv");
        image.Write("pyproject.toml", "[project]\nname = \"acme\"\nversion = \"0\"\nrequires-python = \">=3.11\"\n[tool.uv]\npackage = false\n"
            + "[tool.uv.workspace]\nmembers = [\"packages/*\", \"services/*\"]\n");
        image.Write("packages/core/pyproject.toml", string.Format(null, Member, "core", "\"click\"")
            + "[build-system]\nrequires = [\"hatchling\", \"hatch-vcs\", \"jaraco.text\"]\nbuild-backend = \"hatchling.build\"\n"
            + "[tool.hatch.build.targets.wheel]\npackages = [\"src/acme_core\"]\n[tool.hatch.version]\nsource = \"vcs\"\n"
            + $"[tool.hatch.version.raw-options]\nroot = \"../..\"\n{string.Format(null, Describe, "core")}\n");
        image.Write("packages/core/src/acme_core/__init__.py", "import click\n");
        image.Write("services/api/pyproject.toml", string.Format(null, Member, "api", "\"acme-core\"")
            + "[project.scripts]\nacme-api = \"acme_api:main\"\n[build-system]\nrequires = [\"setuptools>=64\", \"setuptools-scm>=8\", \"jaraco.text\"]\n"
            + "build-backend = \"setuptools.build_meta\"\n[tool.uv.sources]\nacme-core = { workspace = true }\n"
            + $"[tool.setuptools_scm]\nroot = \"../..\"\n{string.Format(null, Describe, "api")}\n");
        image.Write(
            "services/api/src/acme_api/__init__.py",
            "import acme_core\nfrom importlib.metadata import version\n\n\ndef main():\n    print(version('acme-api'), version('acme-core'))\n");
        var service = RepositoryScaffolder.Plan(image.Directory).Services.Single();
        FileChanges.Write(service.Changes);
        await image.ShellAsync(
            "git init -q && git add --all && git -c user.name=a -c user.email=a@b commit -qm one && git tag core-v3.1.0 && git tag api-v1.4.0");

        var file = Path.Combine(service.Project.Directory, "Dockerfile");
        await image.BuildAsync($"{Arguments(image, file)} --file {file} --tag {image.Name} --load");

        Assert.That(await image.RunAsync("acme-api"), Does.EndWith("1.4.0 3.1.0\n"));
    }

    private static string BuildSystem(string tool) => tool == "setuptools-scm"
        ? """
            [build-system]
            requires = ["setuptools>=64", "setuptools-scm>=8", "jaraco.text"]
            build-backend = "setuptools.build_meta"
            [tool.setuptools_scm]

            """
        : """
            [build-system]
            requires = ["hatchling", "hatch-vcs", "jaraco.text"]
            build-backend = "hatchling.build"
            [tool.hatch.version]
            source = "vcs"
            [tool.hatch.build.targets.wheel]
            packages = ["src/acme"]

            """;

    private static string Arguments(GeneratedImage image, string? file)
    {
        var settings = new BuildxBuildSettings().SetContext(image.Directory);
        settings = new GitVersions(TimeProvider.System).Apply(file is null ? settings : settings.SetFile(file), (text, _) => TestContext.Out.WriteLine(text));
        return string.Join(' ', settings.BuildArg!.Select(argument => $"--build-arg {argument.Key}={argument.Value}"));
    }
}
