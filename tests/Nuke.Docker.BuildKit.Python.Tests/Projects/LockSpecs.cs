using Nuke.Docker.BuildKit.Python.Projects;
using Nuke.Docker.BuildKit.Python.Projects.Internal;
using Nuke.Docker.BuildKit.Python.Writing;

namespace Nuke.Docker.BuildKit.Python.Tests.Projects;

public sealed class LockSpecs
{
    [TestCase("a-1-py3-none-any.whl", "3.13", true)]
    [TestCase("a-1-py2.py3-none-any.whl", "3.13", true)]
    [TestCase("a-1-cp313-cp313-manylinux_2_17_x86_64.manylinux2014_x86_64.whl", "3.13", true)]
    [TestCase("a-1-cp312-cp312-manylinux_2_17_x86_64.whl", "3.13", false)]
    [TestCase("a-1-cp313-cp313-win_amd64.whl", "3.13", false)]
    [TestCase("a-1-cp313-cp313-macosx_11_0_arm64.whl", "3.13", false)]
    [TestCase("a-1-cp39-abi3-manylinux_2_28_x86_64.whl", "3.13", true)]
    [TestCase("a-1-cp314-abi3-manylinux_2_28_x86_64.whl", "3.13", false)]
    [TestCase("a-1-cp313-cp313t-manylinux_2_17_x86_64.whl", "3.13", false, Description = "Free-threaded")]
    [TestCase("a-1-pp310-pypy310_pp73-manylinux_2_17_x86_64.whl", "3.10", false)]
    [TestCase("a-1-cp313-cp313-musllinux_1_2_x86_64.whl", "3.13", false, Description = "The image has glibc")]
    [TestCase("a-1-1-cp313-cp313-manylinux_2_17_aarch64.whl", "3.13", true, Description = "With a build number")]
    [TestCase("a-1.tar.gz", "3.13", false)]
    public void A_wheel_is_judged_by_its_tags(string wheel, string release, bool fits) => Assert.That(WheelTags.Fits(wheel, release), Is.EqualTo(fits));

    [Test]
    public void A_lock_with_wheels_for_other_systems_means_compilers_and_libraries()
    {
        using var folder = new ProjectFolder(
            ("pyproject.toml", "[project]\nname = 'a'\ndependencies = ['psycopg2']\n"),
            ("uv.lock", """
                version = 1
                [[package]]
                name = "a"
                source = { virtual = "." }
                dependencies = [{ name = "psycopg2" }]
                [[package]]
                name = "psycopg2"
                version = "2.9.10"
                sdist = { url = "https://example.com/psycopg2-2.9.10.tar.gz" }
                wheels = [{ url = "https://example.com/psycopg2-2.9.10-cp313-cp313-win_amd64.whl" }]
                """));

        Assert.That(string.Join(' ', folder.Read().SystemPackages.Build.Select(package => package.Name)), Is.EqualTo("gcc libc6-dev libpq-dev"));
    }

    [Test]
    public void The_wheels_of_a_lock_decide_the_Python_version()
    {
        using var folder = new ProjectFolder(
            ("pyproject.toml", "[project]\nname = 'a'\nrequires-python = '>=3.10'\ndependencies = ['b']\n"),
            ("uv.lock", "version = 1\n[[package]]\nname = 'b'\nversion = '1'\nwheels = [{ url = 'https://x/b-1-cp311-cp311-manylinux_2_17_x86_64.whl' }, "
                + "{ url = 'https://x/b-1-cp312-cp312-manylinux_2_17_x86_64.whl' }]\n"));

        Assert.That(folder.Read().PythonVersion.Chosen, Is.EqualTo("3.12"));
    }

    [TestCase("uv.lock", """
        version = 1
        [[package]]
        name = "a"
        source = { editable = "." }
        dependencies = [{ name = "flask", extra = ["async"] }]
        [package.dev-dependencies]
        dev = [{ name = "playwright" }]
        [[package]]
        name = "flask"
        version = "3"
        dependencies = [{ name = "click" }]
        [package.optional-dependencies]
        async = [{ name = "asgiref" }]
        dotenv = [{ name = "python-dotenv" }]
        [[package]]
        name = "click"
        version = "8"
        [[package]]
        name = "asgiref"
        version = "3"
        [[package]]
        name = "python-dotenv"
        version = "1"
        [[package]]
        name = "playwright"
        version = "1"
        """)]
    [TestCase("poetry.lock", """
        [[package]]
        name = "flask"
        version = "3"
        groups = ["main", "dev"]
        [[package]]
        name = "click"
        version = "8"
        groups = ["main"]
        [[package]]
        name = "asgiref"
        version = "3"
        groups = ["main"]
        [[package]]
        name = "playwright"
        version = "1"
        groups = ["dev"]
        """)]
    [TestCase("poetry.lock", """
        [[package]]
        name = "flask"
        version = "3"
        optional = false
        [package.dependencies]
        click = ">=8"
        asgiref = { version = ">=3", markers = "x" }
        python-dotenv = { version = "*", optional = true }
        [[package]]
        name = "click"
        version = "8"
        [[package]]
        name = "asgiref"
        version = "3"
        [[package]]
        name = "python-dotenv"
        version = "1"
        [[package]]
        name = "playwright"
        version = "1"
        """, Description = "A lock without groups")]
    [TestCase("pdm.lock", """
        [[package]]
        name = "flask"
        version = "3"
        groups = ["default"]
        [[package]]
        name = "click"
        version = "8"
        groups = ["default", "dev"]
        [[package]]
        name = "asgiref"
        version = "3"
        groups = ["default"]
        [[package]]
        name = "playwright"
        version = "1"
        groups = ["dev"]
        """)]
    public void Only_packages_of_the_program_count(string file, string text)
    {
        using var folder = new ProjectFolder(("pyproject.toml", "[project]\nname = 'a'\ndependencies = ['flask[async]']\n"), (file, text));

        var project = folder.Read();

        Assert.That(string.Join(' ', project.LockedPackages.Select(package => package.Name).Order()), Is.EqualTo("asgiref click flask"));
        Assert.That(project.SetupCommands, Is.Empty, "no browser");
    }

    [TestCase("[build-system]\nrequires = ['maturin']\nbuild-backend = 'maturin'\n", "cargo gcc libc6-dev")]
    [TestCase("[build-system]\nrequires = ['scikit-build-core']\nbuild-backend = 'scikit_build_core.build'\n", "cmake g++ gcc libc6-dev ninja-build")]
    [TestCase("[build-system]\nrequires = ['setuptools', 'Cython>=3']\nbuild-backend = 'setuptools.build_meta'\n", "g++ gcc libc6-dev")]
    [TestCase("[build-system]\nrequires = ['hatchling']\nbuild-backend = 'hatchling.build'\n", "")]
    public void Extension_modules_of_the_project_itself_need_compilers(string system, string packages)
    {
        using var folder = new ProjectFolder(("pyproject.toml", $"[project]\nname = 'a'\nversion = '1'\ndependencies = ['click']\n{system}"),
            ("a/__init__.py", ""));

        var project = folder.Read();

        Assert.That(string.Join(' ', project.SystemPackages.Build.Select(package => package.Name)), Is.EqualTo(packages));
        if (packages.Length > 0)
            Assert.That(DockerfileWriter.Write(project), Does.Contain(packages));
    }

    [Test]
    public void Ext_modules_in_setup_py_need_a_compiler()
    {
        using var folder = new ProjectFolder(("setup.py", "from setuptools import setup, Extension\nsetup(name='a', ext_modules=[Extension('a', ['a.c'])])\n"));

        Assert.That(string.Join(' ', folder.Read().SystemPackages.Build.Select(package => package.Name)), Is.EqualTo("g++ gcc libc6-dev"));
    }

    [Test]
    public void Psycopg_with_its_C_extra_is_compiled()
    {
        using var folder = new ProjectFolder(("requirements.txt", "psycopg[c]\n"));

        var packages = folder.Read().SystemPackages;

        Assert.That((string.Join(' ', packages.Build.Select(_ => _.Name)), string.Join(' ', packages.Runtime.Select(_ => _.Name))),
            Is.EqualTo(("gcc libc6-dev libpq-dev", "libpq5")));
    }

    [TestCase("numpy\nlight\n", false, Description = "numpy alone could be resolved to a version that light forbids")]
    [TestCase("numpy\nlight\n-c constraints.txt\n", false)]
    [TestCase("numpy==2.1\nlight\n", false, Description = "light may forbid this one, but pip must say so")]
    [TestCase("numpy==2.1\nlight==1.0\n", true)]
    [TestCase("numpy==2.*\nlight==1.0\n", false)]
    public void Large_packages_have_their_own_layer_only_in_exact_versions(string requirements, bool layer)
    {
        using var folder = new ProjectFolder(("requirements.txt", requirements), ("constraints.txt", "numpy==1.26\n"), ("main.py", "print(1)\n"));

        var text = DockerfileWriter.Write(folder.Read(), new() { HeavyLayer = true });

        Assert.That(text.Contains("pip wheel --wheel-dir /heavy --no-deps"), Is.EqualTo(layer));
        Assert.That(text, Does.Not.Contain("grep -hiE"));
    }

    [Test]
    public void Groups_without_a_project_are_installed()
    {
        using var folder = new ProjectFolder(("pyproject.toml", "[dependency-groups]\nweb = ['flask']\ndev = ['pytest']\n"), ("main.py", "import flask\n"));

        var project = folder.Read();

        Assert.That(project.Dependencies.Where(dependency => dependency.Group is null).Select(dependency => dependency.Name), Is.EqualTo(new[] { "flask" }));
        Assert.That(DockerfileWriter.Write(project), Does.Contain("for name in [\"web\"]:").And.Contain("--requirement /manifest/requirements.txt"));
    }

    [Test]
    public void A_standard_lock_is_what_pip_installs()
    {
        using var folder = new ProjectFolder(
            ("pylock.toml", "lock-version = '1.0'\ncreated-by = 'pip'\n[[packages]]\nname = 'flask'\nversion = '3.1'\n"
                + "[[packages.wheels]]\nname = 'flask-3.1-py3-none-any.whl'\n"),
            ("main.py", "import flask\n"));

        var project = folder.Read();

        Assert.That((project.PackageManager, project.LockFile, project.LockedPackages.Single().HasWheel),
            Is.EqualTo((PackageManager.Pip, "pylock.toml", (bool?)true)));
        Assert.That(DockerfileWriter.Write(project), Does.Contain("--mount=type=bind,source=pylock.toml,target=/src/pylock.toml"));
    }

    [Test]
    public void A_dependency_over_SSH_gets_an_agent_and_a_client()
    {
        using var folder = new ProjectFolder(("requirements.txt", "git+ssh://git@example.com/acme/tool.git\n"));

        var project = folder.Read();

        Assert.Multiple(() =>
        {
            Assert.That(string.Join(' ', project.SystemPackages.Build.Select(package => package.Name)), Is.EqualTo("git openssh-client"));
            Assert.That(DockerfileWriter.Write(project), Does.Contain("--mount=type=ssh").And.Contain("GIT_SSH_COMMAND"));
            Assert.That(ComposeWriter.Write(project), Does.Contain("ssh:\n        - default"));
        });
    }

    [TestCase("setuptools-scm", "ARG SETUPTOOLS_SCM_PRETEND_VERSION_FOR_A=0.0.0\n")]
    [TestCase("hatch-vcs", "ARG SETUPTOOLS_SCM_PRETEND_VERSION=0.0.0\n")]
    [TestCase("pbr", "ARG PBR_VERSION=0.0.0\n")]
    [TestCase("versioningit", "    printf 'Metadata-Version: 2.1\\nName: %s\\nVersion: %s\\n' a \"${VERSIONINGIT_VERSION}\" > /src/PKG-INFO && \\\n")]
    public void A_version_from_Git_is_a_build_argument(string tool, string command)
    {
        using var folder = new ProjectFolder(
            ("pyproject.toml", $"[project]\nname = 'a'\ndynamic = ['version']\ndependencies = ['click']\n"
                + $"[build-system]\nrequires = ['{tool}']\nbuild-backend = 'x'\n"),
            ("a/__init__.py", ""));

        Assert.That(DockerfileWriter.Write(folder.Read()), Does.Contain(command));
    }

    [Test]
    public void A_pylock_alone_is_installed()
    {
        using var folder = new ProjectFolder(
            ("pylock.toml", "lock-version = \"1.0\"\ncreated-by = \"x\"\n[[packages]]\nname = \"click\"\nversion = \"8.1\"\n"), ("main.py", "import click\n"));

        Assert.That(
            DockerfileWriter.Write(folder.Read()),
            Does.Contain("pip wheel --wheel-dir /wheels --requirement /manifest/requirements.txt").And.Contain("/wheels/*.whl"));
    }

    [TestCase("pylock.prod.toml", "", "pylock.prod.toml")]
    [TestCase("pylock.dev.toml pylock.image.toml", "", "pylock.image.toml")]
    [TestCase("pylock.toml pylock.prod.toml", "", "pylock.toml")]
    [TestCase("pylock.cpu.toml pylock.gpu.toml", "gpu", "pylock.gpu.toml")]
    [TestCase("pylock.cpu.toml pylock.gpu.toml", "", null)]
    [TestCase("pylock.dev.toml", "", null)]
    public void A_named_pylock_is_chosen_by_its_name(string files, string extra, string? chosen)
    {
        const string locked = "[[packages]]\nname = \"click\"\nversion = \"8.1\"\n";
        using var folder = new ProjectFolder(
            [("main.py", "import click\n"), ("requirements.txt", "flask\n"), .. files.Split(' ').Select(file => (file, locked))]);

        var project = PythonProjectReader.Read(folder.Path, null, null, null, [extra]);

        Assert.Multiple(() =>
        {
            Assert.That(project.LockFile, Is.EqualTo(chosen));
            Assert.That(project.Findings.Any(finding => finding.Why.Contains("--extras cpu", StringComparison.Ordinal)),
                Is.EqualTo(chosen is null && files.Contains("cpu", StringComparison.Ordinal)));
            Assert.That(DockerfileWriter.Write(project), Does.Contain(chosen is null ? "--requirement requirements.txt" : $"/src/{chosen}\""));
        });
    }
}
